/** No window, whatever screen and whatever it stands before, lies outside of what the desktop leaves free. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitInto, isSameArea, type Area } from '../../../src-main/platform/fit-window.ts';

const pixels = (min: number, max: number) => fc.integer({ min, max });
const areas = fc.record<Area>({
  ...{ x: pixels(-4000, 4000), y: pixels(-4000, 4000) },
  ...{ width: pixels(1, 4000), height: pixels(1, 4000) },
});
const sizes = fc.record({ width: pixels(1, 3000), height: pixels(1, 3000) });

test('inside, as large as wanted where there is room, never larger', () => {
  fc.assert(
    fc.property(sizes, areas, areas, (wanted, screen, over) => {
      const { x, y, width, height } = fitInto(wanted, screen, over);
      expect([x, y, width, height].every(Number.isInteger)).toBe(true);
      expect([width, height]).toEqual([
        Math.min(wanted.width, screen.width),
        Math.min(wanted.height, screen.height),
      ]);
      expect(x).toBeGreaterThanOrEqual(screen.x);
      expect(y).toBeGreaterThanOrEqual(screen.y);
      expect(x + width).toBeLessThanOrEqual(screen.x + screen.width);
      expect(y + height).toBeLessThanOrEqual(screen.y + screen.height);
    }),
  );
});

test('where edges lie between two pixels: whole pixels, all of them inside', () => {
  const fine = (min: number, max: number) => fc.integer({ min: min * 8, max: max * 8 }).map((n) => n / 8);
  const screens = fc.record<Area>({
    ...{ x: fine(-4000, 4000), y: fine(-4000, 4000) },
    ...{ width: fine(2, 4000), height: fine(2, 4000) },
  });
  const wishes = fc.record({ width: fine(1, 3000), height: fine(1, 3000) });
  fc.assert(
    fc.property(wishes, screens, screens, (wanted, screen, over) => {
      const { x, y, width, height } = fitInto(wanted, screen, over);
      expect([x, y, width, height].every(Number.isInteger)).toBe(true);
      expect(Math.min(width, height)).toBeGreaterThan(0);
      expect(x).toBeGreaterThanOrEqual(screen.x);
      expect(y).toBeGreaterThanOrEqual(screen.y);
      expect(x + width).toBeLessThanOrEqual(screen.x + screen.width);
      expect(y + height).toBeLessThanOrEqual(screen.y + screen.height);
    }),
  );
});

test('before the middle of what it belongs to; alone in the middle of the screen', () => {
  const screen = { x: 0, y: 30, width: 1600, height: 970 };
  expect(fitInto({ width: 440, height: 700 }, screen, { x: 100, y: 100, width: 1000, height: 800 })).toEqual({
    ...{ x: 380, y: 150, width: 440, height: 700 },
  });
  expect(fitInto({ width: 600, height: 400 }, screen)).toEqual({ x: 500, y: 315, width: 600, height: 400 });
});

test('what fits already is left where it is', () => {
  const screen = { x: 0, y: 0, width: 1600, height: 1000 };
  const inside = { x: 33, y: 44, width: 1366, height: 768 };
  expect(isSameArea(fitInto(inside, screen, inside), inside)).toBe(true);
  const outside = { ...inside, y: 400 };
  expect(fitInto(outside, screen, outside)).toEqual({ ...inside, y: 232 });
});
