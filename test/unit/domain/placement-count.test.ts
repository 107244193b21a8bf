/** Whole seals are counted on every page that gets one; a seam is one, over its pages. */
import { expect, test } from 'vitest';
import { countPlaces } from '../../../src-main/domain/placement-count.ts';

test('one placement on three pages makes three places, and seams are told apart from them', () => {
  const at = { kind: 'at', pages: [1, 2, 3], xMm: 10, yMm: 10 } as const;
  const seam = { kind: 'seam', edge: 'right', pages: [1, 2], yMm: null } as const;
  expect(countPlaces([at, { ...at, pages: [7] }, seam])).toEqual({ places: 4, seams: 1, seamPages: 2 });
  expect(countPlaces([])).toEqual({ places: 0, seams: 0, seamPages: 0 });
});
