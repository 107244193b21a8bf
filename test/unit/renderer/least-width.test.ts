/** How wide a table is at least: what its columns ask for, and room for words in each that asks for nothing. */
import { describe, expect, test } from 'vitest';
import { leastWidth } from '../../../src-renderer/ui/least-width.ts';

describe('the least width of a table', () => {
  test.each([
    ['columns that share nothing', [{ width: 100 }, { width: 60 }], 0, 160],
    ['what stands beside the columns', [{ width: 100 }], 32, 132],
    ['nothing at all', [], 0, 0],
  ])('%s', (_, columns, beside, expected) => {
    expect(leastWidth(columns, beside)).toBe(expected);
  });

  test.each([1, 2, 5])(
    '%i columns without a width keep a name on one line, whatever stands beside them',
    (count) => {
      const fixed = [{ width: 1056 }];
      const free = Array.from({ length: count }, () => ({}));
      expect(leastWidth([...fixed, ...free], 32) - leastWidth(fixed, 32)).toBeGreaterThanOrEqual(count * 112);
    },
  );
});
