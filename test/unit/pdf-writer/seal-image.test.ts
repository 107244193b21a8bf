/** Pictures of seals as PDF images: every PNG colour type, JPEG, and what is refused. */
import { unzlibSync } from 'fflate';
import { encode } from 'fast-png';
import type { BitDepth } from 'fast-png';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { dictValue } from '../../../src-main/pdf/objects.ts';
import type { PdfStream } from '../../../src-main/pdf/objects.ts';
import { sealImage } from '../../../src-main/pdf/seal-image.ts';

const pixels = (stream: PdfStream | null): number[] =>
  stream ? [...unzlibSync(stream.data as Uint8Array)] : [];
const png = (channels: number, data: number[], depth: BitDepth = 8, width = 2): Uint8Array =>
  encode({
    width,
    height: 1,
    channels,
    depth,
    data: depth === 16 ? Uint16Array.from(data) : Uint8Array.from(data),
  });

describe('PNG', () => {
  it('with alpha becomes colour and soft mask; unseen pixels take the seal colour', () => {
    const { image, softMask } = sealImage({ type: 'PNG', data: png(4, [230, 0, 18, 255, 0, 0, 0, 0]) });
    expect(pixels(image)).toEqual([230, 0, 18, 230, 0, 18]);
    expect(pixels(softMask)).toEqual([255, 0]);
    expect(dictValue(image.dict, 'Width')).toMatchObject({ value: 2 });
    expect(dictValue(softMask!.dict, 'ColorSpace')).toMatchObject({ value: 'DeviceGray' });
  });

  it.each([
    ['rgb', png(3, [1, 2, 3, 4, 5, 6]), [1, 2, 3, 4, 5, 6], []],
    ['grey', png(1, [7, 9]), [7, 7, 7, 9, 9, 9], []],
    ['grey with alpha', png(2, [7, 255, 7, 128]), [7, 7, 7, 7, 7, 7], [255, 128]],
    ['16 bit', png(3, [0xffff, 0x8000, 0, 0, 0, 0x0100], 16), [255, 128, 0, 0, 0, 1], []],
    ['opaque alpha', png(4, [1, 2, 3, 255, 4, 5, 6, 255]), [1, 2, 3, 4, 5, 6], []],
    ['1 bit', png(1, [0b01000000], 1), [0, 0, 0, 255, 255, 255], []],
  ])('%s', (_, data, rgb, alpha) => {
    const { image, softMask } = sealImage({ type: 'png', data });
    expect(pixels(image)).toEqual(rgb);
    expect(pixels(softMask)).toEqual(alpha);
  });

  it('of the seal maker keeps its size', () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="45" cy="30" r="20" fill="#e60012"/></svg>';
    const { image, softMask } = sealImage({ type: 'png', data: new Resvg(svg).render().asPng() });
    expect(pixels(image)).toHaveLength(90 * 60 * 3);
    expect(new Set(pixels(softMask))).toContain(0);
  });
});

describe('other pictures', () => {
  const jpeg = (components: number): Uint8Array =>
    Uint8Array.from([
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      0,
      0,
      0xff,
      0xc0,
      0,
      11,
      8,
      0,
      30,
      0,
      40,
      components,
      0xff,
      0xd9,
    ]);

  it('JPEG passes through', () => {
    const { image, softMask } = sealImage({ type: 'JPG', data: jpeg(3) });
    expect(image.data).toEqual(jpeg(3));
    const entries = ['Width', 'Height', 'ColorSpace', 'Filter'].map((key) => dictValue(image.dict, key));
    expect(entries).toMatchObject([
      { value: 40 },
      { value: 30 },
      { value: 'DeviceRGB' },
      { value: 'DCTDecode' },
    ]);
    expect(softMask).toBeNull();
  });

  it.each([
    ['GIF', new TextEncoder().encode('GIF89a......'), 'seal-picture-unsupported', 'GIF'],
    ['ofd', new TextEncoder().encode('PK..'), 'seal-picture-unsupported', 'OFD'],
    ['a\n{b}', new Uint8Array(0), 'seal-picture-unsupported', 'AB'],
    ['JPG', jpeg(4), 'seal-picture-unsupported', 'JPG'],
    ['JPG', jpeg(3).subarray(0, 9), 'seal-picture-broken', 'JPG'],
    ['PNG', png(3, [1, 2, 3, 4, 5, 6]).subarray(0, 40), 'seal-picture-broken', 'PNG'],
    ['PNG', png(1, Array<number>(5000).fill(0), 8, 5000), 'seal-picture-broken', 'PNG'],
  ])('%s is refused', (type, data, code, shown) => {
    expect(() => sealImage({ type, data })).toThrow(
      expect.objectContaining({ code, detail: { type: shown } }) as Error,
    );
  });
});
