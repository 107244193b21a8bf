/** Where something may be unreadable and that is an answer too. One place, so that a defect is never taken for an unreadable file. */
import { BianyinError } from './bianyin-error.ts';

/** What `read` gives, or `otherwise` where it throws an error of ours. Everything else is a defect, and goes on. */
export function orElse<T, U>(read: () => T, otherwise: U): T | U {
  try {
    return read();
  } catch (error) {
    if (error instanceof BianyinError) return otherwise;
    throw error;
  }
}
