/** Points compared: outside all places nothing may change, on blank paper something new may stand, compared places are passed over. */
import { describe, expect, it } from 'vitest';
import { comparePixels, type Region } from '../../../src-main/page-drawing/compare-pixels.ts';
import type { DrawnPage } from '../../../src-main/page-drawing/drawn-document.ts';

const [width, height] = [40, 30];

/** White paper with black points. */
function page(points: readonly (readonly [number, number])[] = [], size = { width, height }): DrawnPage {
  const pixels = new Uint8ClampedArray(size.width * size.height * 4).fill(255);
  for (const [x, y] of points) pixels.set([0, 0, 0], (y * size.width + x) * 4);
  return { ...size, pixels };
}
const place = (kind: Region['kind']): Region => ({ left: 10, top: 10, right: 20, bottom: 20, kind });

describe('comparePixels', () => {
  it('finds one point anywhere', () => {
    expect(comparePixels(page(), page(), [])).toBe('same');
    for (const [x, y] of [
      [0, 0],
      [39, 29],
      [20, 3],
    ] as const)
      expect(comparePixels(page(), page([[x, y]]), [])).toBe('differs');
  });

  it('finds a shade and a colour', () => {
    for (const channel of [0, 1, 2]) {
      const other = page();
      other.pixels[4 * 77 + channel] = 254;
      expect(comparePixels(page(), other, [])).toBe('differs');
    }
  });

  it('does not compare pages of other sizes', () => {
    expect(comparePixels(page(), page([], { width: 30, height: 40 }), [place('free')])).toBe('differs');
  });

  it('lets something new stand on blank paper only, and only at its place', () => {
    expect(comparePixels(page(), page([[15, 15]]), [place('blank')])).toBe('same');
    expect(comparePixels(page([[15, 15]]), page(), [place('blank')])).toBe('covers');
    // Beside what was there: a stroke that touches a figure makes another figure.
    expect(
      comparePixels(
        page([[15, 15]]),
        page([
          [15, 15],
          [16, 15],
        ]),
        [place('blank')],
      ),
    ).toBe('covers');
    expect(
      comparePixels(
        page([[15, 15]]),
        page([
          [15, 15],
          [18, 15],
        ]),
        [place('blank')],
      ),
    ).toBe('same');
    expect(comparePixels(page(), page([[25, 15]]), [place('blank')])).toBe('differs');
  });

  it('passes over what is compared by other means, also where both lie over one another', () => {
    expect(comparePixels(page([[15, 15]]), page(), [place('free')])).toBe('same');
    expect(comparePixels(page([[15, 15]]), page(), [place('free'), place('blank')])).toBe('same');
    expect(comparePixels(page([[15, 15]]), page(), [place('blank'), place('free')])).toBe('same');
  });

  it('takes places that lie beyond the page', () => {
    const outside: Region = { left: -50, top: -50, right: 500, bottom: 2, kind: 'free' };
    expect(comparePixels(page(), page([[3, 1]]), [outside])).toBe('same');
    expect(comparePixels(page(), page([[3, 9]]), [outside])).toBe('differs');
  });

  it('lets a mark stand over words as long as it leaves them legible', () => {
    /** Every `step`-th point of the place in one colour. */
    const stamped = (colour: readonly number[], step: number) => {
      const made = page();
      for (let i = 0; i < 100; i += step)
        made.pixels.set(colour, ((10 + Math.floor(i / 10)) * width + 10 + (i % 10)) * 4);
      return made;
    };
    expect(comparePixels(page(), stamped([255, 0, 0], 1), [place('mark')])).toBe('same');
    expect(comparePixels(page(), stamped([0, 0, 160], 4), [place('mark')])).toBe('same');
    expect(comparePixels(page(), stamped([0, 0, 160], 1), [place('mark')])).toBe('covers');
    expect(comparePixels(page(), stamped([5, 5, 5], 2), [place('mark')])).toBe('covers');
    // What was dark before is no darker now.
    expect(comparePixels(stamped([0, 0, 0], 1), stamped([0, 0, 0], 1), [place('mark')])).toBe('same');
  });
});
