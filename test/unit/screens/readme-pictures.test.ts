/** Pictures with few colours: flat areas stay as flat as they were, whatever else is in the picture. */
import { decode, encode } from 'fast-png';
import { expect, test } from 'vitest';
import { withFewColours } from '../../../scripts/screens/readme-pictures.ts';

const SIDE = 100;
const flat = [247, 246, 242] as const;

/** The upper half in one colour, the lower one in thousands. */
const data = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) => {
  const pixel = Math.floor(at / 3);
  if (pixel < (SIDE * SIDE) / 2) return flat[at % 3] ?? 0;
  return [pixel % 256, Math.floor(pixel / 16) % 256, (pixel * 7) % 256][at % 3] ?? 0;
});
const picture = encode({ width: SIDE, height: SIDE, data, depth: 8, channels: 3 });

test('of thousands of colours 256 are left, the flat one among them as it is, and no pixel of it is another', () => {
  const small = decode(withFewColours(picture));
  expect(small.palette?.length).toBeGreaterThan(100);
  expect(small.palette?.length).toBeLessThanOrEqual(256);
  const upper = new Set(small.data.subarray(0, (SIDE * SIDE) / 2));
  expect([...upper].map((index) => small.palette?.[index]?.slice(0, 3))).toEqual([[...flat]]);
});

test('a pixel of any other colour becomes the nearest one', () => {
  const { data: indices, palette = [] } = decode(withFewColours(picture));
  const away = (index: number, at: number): number =>
    [0, 1, 2].reduce((sum, i) => sum + ((palette[index]?.[i] ?? 0) - (data[at * 3 + i] ?? 0)) ** 2, 0);
  for (let at = 0; at < SIDE * SIDE; at += 37) {
    const nearest = Math.min(...palette.map((_, index) => away(index, at)));
    expect(away(indices[at] ?? 0, at)).toBe(nearest);
  }
});

test('the same picture gives the same octets', () => {
  expect(withFewColours(picture)).toEqual(withFewColours(picture));
});
