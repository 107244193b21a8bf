/** How often a property is tried: a part of it at each push, all of it in `npm run nightly` (BIANYIN_NIGHTLY). The seed is random in both. */
import { isNightly } from './every-case.ts';

/** A push tries one case in so many, and never fewer than `LEAST`. */
const SHARE = 5;
const LEAST = 20;

export function propertyRuns(full: number): number {
  return isNightly ? full : Math.min(full, Math.max(LEAST, Math.ceil(full / SHARE)));
}
