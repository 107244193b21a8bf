/** Looking at a part that may be broken: the strict pass over all objects has told of it already. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';

/** What `look` gives; undefined when the part cannot be read. Errors: `pdf-limit`. */
export function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof BianyinError && error.code !== 'pdf-limit') return undefined;
    throw error;
  }
}
