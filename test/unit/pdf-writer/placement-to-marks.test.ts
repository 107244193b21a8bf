/** Properties of the geometry: slices rejoin, marks stay on their page, pictures stand upright and at true size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { toUserSpace, toVisual, visualRect, visualSizeMm } from '../../../src-main/pdf/page-geometry.ts';
import type { PageGeometry } from '../../../src-main/pdf/page-geometry.ts';
import { findOverlaps } from '../../../src-main/domain/mark-overlaps.ts';
import { placementsToMarks } from '../../../src-main/pdf/placement-to-marks.ts';
import type { Mark } from '../../../src-main/pdf/placement-to-marks.ts';
import { seamGroups } from '../../../src-main/pdf/seam.ts';

const page = fc
  .record({
    left: fc.integer({ min: -500, max: 500 }),
    bottom: fc.integer({ min: -500, max: 500 }),
    width: fc.integer({ min: 300, max: 2000 }),
    height: fc.integer({ min: 300, max: 2000 }),
    rotate: fc.constantFrom(0, 90, 180, 270),
    userUnit: fc.constantFrom(1, 2, 0.75),
  })
  .map(({ left, bottom, width, height, rotate, userUnit }): PageGeometry => ({
    cropBox: [left, bottom, left + width, bottom + height],
    rotate: rotate,
    userUnit,
  }));
const size = fc.constantFrom(
  { widthMm: 38, heightMm: 38 },
  { widthMm: 40, heightMm: 30 },
  { widthMm: 18, heightMm: 18 },
);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
  }
  return 'none';
};
/** The appearance algorithm of ISO 32000-2 §12.5.5 for one point of the form's box. */
function drawn(mark: Mark, x: number, y: number): [number, number] {
  const [a, b, c, d] = mark.matrix;
  const width = mark.sealSize[0] / (mark.slice?.count ?? 1);
  const corners = [0, width].flatMap((cx) =>
    [0, mark.sealSize[1]].map((cy) => [a * cx + c * cy, b * cx + d * cy]),
  );
  const left = Math.min(...corners.map((p) => p[0] ?? NaN));
  const bottom = Math.min(...corners.map((p) => p[1] ?? NaN));
  return [a * x + c * y - left + mark.rect[0], b * x + d * y - bottom + mark.rect[1]];
}

describe('page geometry', () => {
  it('goes to user space and back', () => {
    fc.assert(
      fc.property(
        page,
        fc.double({ min: 0, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (geometry, x, y) => {
          const [backX, backY] = toVisual(geometry, ...toUserSpace(geometry, x, y));
          expect(backX).toBeCloseTo(x, 8);
          expect(backY).toBeCloseTo(y, 8);
        },
      ),
    );
  });
});

describe('seam groups', () => {
  it.each([
    [45, [15, 15, 15]],
    [20, [20]],
    [21, [11, 10]],
    [41, [14, 14, 13]],
    [2, [2]],
  ])('%i pages', (count, sizes) => {
    const pages = Array.from({ length: count }, (_, i) => i + 1);
    expect(seamGroups(pages, 42).map((group) => group.length)).toEqual(sizes);
    expect(seamGroups(pages, 42).flat()).toEqual(pages);
  });

  it('are never single pages, over 20 pages, uneven, or under 2 mm a slice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 6, max: 60 }), (count, width) => {
        const groups = seamGroups(
          Array.from({ length: count }, (_, i) => i),
          width,
        );
        const sizes = groups.map((group) => group.length);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(width / Math.max(...sizes)).toBeGreaterThanOrEqual(2);
        expect(groups.flat()).toHaveLength(count);
      }),
    );
  });

  it('refuse what cannot be cut', () => {
    expect(codeOf(() => seamGroups([1], 40))).toBe('seam-needs-two-pages');
    expect(codeOf(() => seamGroups([1, 2], 3.9))).toBe('seam-slice-too-narrow');
    expect(codeOf(() => seamGroups([1, 2, 3], 5))).toBe('seam-slice-too-narrow');
  });
});

describe('marks', () => {
  it('of a seam rejoin to the whole seal at the seen edge', () => {
    fc.assert(
      fc.property(
        fc.array(page, { minLength: 2, maxLength: 50 }),
        size,
        fc.constantFrom('left', 'right'),
        (pages, seal, edge) => {
          const numbers = pages.map((_, i) => i + 1);
          const geometry = (n: number): PageGeometry => pages[n - 1]!;
          const marks = placementsToMarks(
            [{ kind: 'seam', edge: edge, pages: numbers, yMm: null }],
            seal,
            geometry,
          );
          expect(marks.map((mark) => mark.page)).toEqual(numbers);
          for (const group of seamGroups(numbers, seal.widthMm)) {
            const slices = marks.filter((mark) => group.includes(mark.page));
            const cuts = slices.map((mark) => mark.slice!.index).sort((a, b) => a - b);
            expect(cuts).toEqual(group.map((_, i) => i));
            expect(slices.reduce((sum, mark) => sum + mark.visual.widthMm, 0)).toBeCloseTo(seal.widthMm, 9);
            expect(new Set(slices.map((mark) => mark.visual.yMm)).size).toBe(1);
            if (edge === 'right') expect(slices[0]!.slice!.index).toBe(0);
            else expect(slices.at(-1)!.slice!.index).toBe(0);
          }
          for (const mark of marks) {
            const width = visualSizeMm(geometry(mark.page)).widthMm;
            expect(edge === 'left' ? mark.visual.xMm : mark.visual.xMm + mark.visual.widthMm).toBeCloseTo(
              edge === 'left' ? 0 : width,
              9,
            );
          }
        },
      ),
    );
  });

  it('are on their page, upright and at true size, or refused', () => {
    const at = fc.record({ xMm: fc.integer({ min: 0, max: 400 }), yMm: fc.integer({ min: 0, max: 400 }) });
    fc.assert(
      fc.property(page, size, at, (geometry, seal, { xMm, yMm }) => {
        const seen = visualSizeMm(geometry);
        const fits =
          xMm >= seal.widthMm / 2 &&
          yMm >= seal.heightMm / 2 &&
          xMm + seal.widthMm / 2 <= seen.widthMm &&
          yMm + seal.heightMm / 2 <= seen.heightMm;
        const place = (): Mark[] =>
          placementsToMarks([{ kind: 'at', pages: [1], xMm, yMm }], seal, () => geometry);
        if (!fits) {
          expect(codeOf(place)).toBe('placement-out-of-page');
          return;
        }
        const mark = place()[0]!;
        const box = visualRect(geometry, mark.rect);
        expect(box.xMm + box.widthMm / 2).toBeCloseTo(xMm, 8);
        expect(box.yMm + box.heightMm / 2).toBeCloseTo(yMm, 8);
        // The picture's bottom-left and top-right corner are seen at the box's bottom-left and top-right.
        const [lowX, lowY] = toVisual(geometry, ...drawn(mark, 0, 0));
        const [highX, highY] = toVisual(geometry, ...drawn(mark, ...mark.sealSize));
        expect([lowX, highX].map((x) => x - xMm)).toEqual([
          expect.closeTo(-seal.widthMm / 2, 6),
          expect.closeTo(seal.widthMm / 2, 6),
        ]);
        expect([lowY, highY].map((y) => y - yMm)).toEqual([
          expect.closeTo(seal.heightMm / 2, 6),
          expect.closeTo(-seal.heightMm / 2, 6),
        ]);
      }),
    );
  });
});

it('overlaps are told by share of the smaller mark', () => {
  const box = (xMm: number, pageNumber = 1): Pick<Mark, 'page' | 'visual'> => ({
    page: pageNumber,
    visual: { xMm, yMm: 0, widthMm: 40, heightMm: 40 },
  });
  expect(findOverlaps([box(0), box(30), box(80), box(0, 2)])).toEqual([
    { first: 0, second: 1, page: 1, share: 0.25 },
  ]);
  expect(findOverlaps([box(0), box(40)])).toEqual([]);
});
