/** Warnings at the terminal are words for people: codes are for programs, which get them as JSON. */
import { expect, test } from 'vitest';
import { warningLines } from '../../../src-main/cli/warning-lines.ts';
import { sealingWarnings, type SealingWarning } from '../../../src-main/domain/sealing-warnings.ts';

test.each(Object.keys(sealingWarnings) as SealingWarning[])('%s is said without its code', (code) => {
  const [line = '', ...more] = warningLines([code]);
  expect(more).toEqual([]);
  expect(line).toContain(sealingWarnings[code].zh);
  expect(line).not.toContain(code);
});
