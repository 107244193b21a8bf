/** What a machine may lack (corpora, programs, displays) is a skip that the closing line counts, never a test that silently is not there. */
import { test } from 'vitest';

/** How such a skip begins; the closing lines name what follows (closing-reporter.ts). */
export const absentMark = 'not here: ';

/** Called while a test file is read: `what` is missing, and `cure` says how to get it. */
export function skipAbsent(what: string, cure: string): void {
  test.skip(`${absentMark}${what} (${cure})`, () => undefined);
}
