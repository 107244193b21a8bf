/** Where a seal lies, in words: of every placement that the register can hold, and of nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placementText } from '../../../src-main/domain/placement-text.ts';
import { placesInWords } from '../../../src-main/domain/placement-words.ts';

test('points and seams, several in one cell', () => {
  const marks = 'page=3,x=74.39mm,y=139.5mm; right,pages=1-3; left,y=150mm,pages=1-2,5';
  expect(placesInWords(marks, 'zh')).toBe(
    '第 3 页，距左 74.39 毫米、距上 139.5 毫米；第 1-3 页右边骑缝；第 1-2,5 页左边骑缝，距上 150 毫米',
  );
  expect(placesInWords(marks, 'en')).toBe(
    'page 3, 74.39 mm from the left, 139.5 mm from the top; seam over the right edge of pages 1-3; seam over the left edge of pages 1-2,5, 150 mm from the top',
  );
});

test('what an older version wrote, or nothing, stands as it is', () => {
  for (const text of ['', '左下角', 'page=all,x=1mm,y=2mm', 'right', 'page=3,x=1cm,y=2mm'])
    expect(placesInWords(text, 'zh')).toBe(text);
});

test('no placement leaves its spelling for programs behind', () => {
  const pages = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 9 });
  const mm = fc.double({ min: 0, max: 2000, noNaN: true });
  const placements = fc.oneof(
    fc.record({ kind: fc.constant('at' as const), pages, xMm: mm, yMm: mm }),
    fc.record({
      ...{ kind: fc.constant('seam' as const), pages },
      ...{ edge: fc.constantFrom('left' as const, 'right' as const), yMm: fc.option(mm) },
    }),
  );
  fc.assert(
    fc.property(placements, (placement) => {
      const sorted = { ...placement, pages: placement.pages.toSorted((a, b) => a - b) };
      for (const language of ['zh', 'en'] as const)
        expect(placesInWords(placementText(sorted), language)).not.toMatch(/[=]|\bpage=/);
    }),
  );
});
