/** Sizes of seal pictures, read from their headers. */
import { expect, it } from 'vitest';
import { concatBytes } from '../../../src-main/crypto/bytes.ts';
import { aspectDeviation, measurePicture } from '../../../src-main/seal/seal-picture.ts';
import { pngHeader } from './test-authority.ts';

const gif = Uint8Array.of(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x2c, 0x01, 0x90, 0x01);
const bmp = concatBytes(
  Uint8Array.of(0x42, 0x4d),
  new Uint8Array(16),
  Uint8Array.of(30, 0, 0, 0, 0xec, 0xff, 0xff, 0xff),
);
const jpeg = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9],
  ...[0xff, 0xc2, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0],
);

it.each([
  ['PNG', pngHeader(400, 300), { width: 400, height: 300 }],
  ['GIF', gif, { width: 300, height: 400 }],
  ['BMP with rows from the top', bmp, { width: 30, height: 20 }],
  ['progressive JPEG after other segments', jpeg, { width: 30, height: 20 }],
  ['OFD', Uint8Array.of(0x50, 0x4b, 3, 4), null],
  ['empty PNG', pngHeader(0, 10), null],
  ['cut JPEG', jpeg.subarray(0, 14), null],
  ['nothing', new Uint8Array(), null],
])('measures %s', (_what, data, expected) => {
  expect(measurePicture(data)).toEqual(expected);
});

it('compares proportions with the declared millimetres', () => {
  const of = (width: number, height: number, widthMm: number, heightMm: number) =>
    aspectDeviation({ type: 'png', data: pngHeader(width, height), widthMm, heightMm });
  expect(of(945, 945, 40, 40)).toBe(0);
  expect(of(945, 709, 40, 30)).toBeLessThan(0.001);
  expect(of(945, 945, 40, 30)).toBeCloseTo(0.25);
  expect(of(945, 945, 0, 40)).toBeNull();
});
