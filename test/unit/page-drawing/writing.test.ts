/** What of a drawn place is taken for writing: letters of every size, ink and ground are, and what scanners and forms leave on blank paper is not. */
import { describe, expect, it } from 'vitest';
import { writingIn } from '../../../src-main/page-drawing/writing.ts';
import { scan, type ScanOptions, type Stroke } from '../../attacks/scanned-page.ts';

const [fine, margin, width, height] = [3, 14, 120, 36] as const;

/** A place with its margin, drawn at three pixels a point; strokes are placed from its lower left corner. */
function found(strokes: readonly Stroke[], options: Partial<ScanOptions> = {}): number {
  const moved = strokes.map((stroke): Stroke => {
    if ('text' in stroke) return { ...stroke, x: stroke.x + margin, y: stroke.y + margin };
    const [a, b, c, d] = stroke.line;
    return { ...stroke, line: [a + margin, b + margin, c + margin, d + margin] };
  });
  const drawn = scan(moved, {
    dpi: 72 * fine,
    width: width + 2 * margin,
    height: height + 2 * margin,
    ...options,
  });
  const pixels = new Uint8ClampedArray(drawn.light.length * 4).fill(255);
  drawn.light.forEach((light, at) => pixels.fill(light, at * 4, at * 4 + 3));
  const place = {
    left: margin * fine,
    top: margin * fine,
    right: (margin + width) * fine,
    bottom: (margin + height) * fine,
  };
  return writingIn({ width: drawn.width, height: drawn.height, pixels }, place, fine).length;
}

const sizes = [5, 8, 12, 24] as const;
const inks: readonly Partial<ScanOptions>[] = [
  {},
  { ink: 150 },
  { ink: 210 },
  { paper: 180, ink: 120, grain: 8 },
  { paper: 40, ink: 240 },
  { paper: 235, ink: 20, grain: 15, specks: 20 },
];

describe('writing', () => {
  it.each(sizes.flatMap((size) => inks.map((ink) => ({ size, ink }))))(
    'of $size points is seen: $ink',
    ({ size, ink }) => {
      for (const text of ['1', '0', '9 1'])
        expect(found([{ text, x: 20, y: 6, size }], ink), text).toBeGreaterThan(0);
    },
  );

  it('that reaches into the place from outside is seen', () => {
    expect(found([{ text: '100', x: 20, y: -6, size: 12 }])).toBeGreaterThan(0);
    expect(found([{ text: '100', x: 20, y: -14, size: 12 }])).toBe(0);
  });

  it('on a line, and in a cell of a table, is seen', () => {
    const line: Stroke = { line: [-14, 6, 134, 6], thick: 1 };
    expect(found([line, { text: '1', x: 20, y: 6, size: 12 }])).toBeGreaterThan(0);
  });

  it('of large letters whose strokes are wide is seen', () => {
    expect(found([{ text: '0', x: 20, y: -20, size: 72 }])).toBeGreaterThan(0);
  });
});

const honest: readonly (readonly [string, readonly Stroke[]])[] = [
  ['nothing', []],
  ['a line to write on', [{ line: [5, 6, 115, 6], thick: 1 }]],
  ['a line that is not level', [{ line: [5, 5, 115, 8], thick: 1 }]],
  [
    'a cell',
    [
      { line: [-14, 0, 134, 0], thick: 1 },
      { line: [-14, 36, 134, 36], thick: 1 },
      { line: [0, -14, 0, 50], thick: 1 },
      { line: [120, -14, 120, 50], thick: 1 },
    ],
  ],
];

describe('what is no writing', () => {
  const papers: readonly Partial<ScanOptions>[] = [
    {},
    { grain: 12 },
    { paper: 200, grain: 20 },
    { specks: 12, seed: 3 },
  ];
  it.each(honest.flatMap(([what, strokes]) => papers.map((paper) => ({ what, strokes, paper }))))(
    '$what: $paper',
    ({ strokes, paper }) => {
      expect(found(strokes, paper)).toBe(0);
    },
  );
});
