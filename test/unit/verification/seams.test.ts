/** Slices of 骑缝章 are put together in the groups in which they were cut. */
import { describe, expect, it } from 'vitest';
import type { MarkReport } from '../../../src-main/verification/report.ts';
import { joinSeams } from '../../../src-main/verification/seams.ts';

const rect = { xMm: 0, yMm: 0, widthMm: 2, heightMm: 40 };
const slice = (
  page: number,
  index: number,
  count: number,
  picture: MarkReport['picture'] = 'same',
): MarkReport => ({
  page,
  rect,
  slice: { index, count },
  ...(picture ? { picture } : {}),
});

describe('joinSeams', () => {
  it('joins two groups of different sizes over one file', () => {
    const marks = [slice(1, 1, 3), slice(2, 2, 3), slice(3, 3, 3), slice(4, 1, 2), slice(5, 2, 2)];
    expect(joinSeams(marks)).toEqual([
      { pages: [1, 2, 3], slices: 3, whole: true, picture: 'same' },
      { pages: [4, 5], slices: 2, whole: true, picture: 'same' },
    ]);
  });

  it('keeps seams on both edges of the same pages apart', () => {
    const marks = [slice(1, 1, 2), slice(1, 2, 2), slice(2, 2, 2), slice(2, 1, 2)];
    expect(joinSeams(marks).map(({ pages, whole }) => [pages, whole])).toEqual([
      [[1, 2], true],
      [[1, 2], true],
    ]);
  });

  it('says when a slice is missing, comes twice, or draws something else', () => {
    expect(joinSeams([slice(1, 1, 3), slice(3, 3, 3)])[0]).toMatchObject({ whole: false });
    expect(joinSeams([slice(1, 1, 2), slice(2, 1, 2)]).map(({ whole }) => whole)).toEqual([false, false]);
    expect(joinSeams([slice(1, 1, 2), slice(2, 2, 2, 'differs')])[0]).toMatchObject({
      whole: true,
      picture: 'differs',
    });
  });

  it('leaves whole seals out', () => {
    expect(joinSeams([{ page: 1, rect, picture: 'same' }])).toEqual([]);
  });
});
