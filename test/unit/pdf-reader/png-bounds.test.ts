/** Pictures that are small in the file and large in memory: none is unpacked further than its header says, and honest ones are drawn. */
import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { boundedPng } from '../../../src-main/pdf/png-bounds.ts';
import { decodePng, hasDrawableSize } from '../../../src-main/pdf/png-image.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** 64 MiB of nothing, in 64 KiB. */
const bomb = deflateSync(Buffer.alloc(1 << 26));
const pixel = deflateSync(Buffer.from([0, 1, 2, 3, 4]));

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function header(width: number, height: number): Buffer {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(height, 4);
  content.set([8, 6], 8);
  return chunk('IHDR', content);
}

const png = (...chunks: Buffer[]): Buffer =>
  Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))]);
const named = (type: string): Buffer => chunk(type, Buffer.concat([Buffer.from('x\0\0', 'latin1'), bomb]));
/** Most octets that this process held more than before while `work` ran, outside its heap: what a decoder asked for at once. */
function asked(work: () => unknown): number {
  const before = process.resourceUsage().maxRSS;
  work();
  return (process.resourceUsage().maxRSS - before) * 1024;
}

describe('refused', () => {
  test.each([
    ['a header of 30000 × 30000', png(header(30_000, 30_000), chunk('IDAT', pixel))],
    ['sides that fit and pixels that do not', png(header(4096, 4096), chunk('IDAT', pixel))],
    ['more pixels than named', png(header(1, 1), chunk('IDAT', bomb))],
    ['the same in a thousand pieces', png(header(1, 1), ...pieces(bomb).map((each) => chunk('IDAT', each)))],
    ['cut in the header', png(header(64, 64)).subarray(0, 30)],
    ['cut in the pixels', png(header(1, 1), chunk('IDAT', bomb)).subarray(0, 60)],
    [
      'a chunk that is longer than the file',
      Buffer.concat([signature, header(1, 1), Buffer.from([0x7f, 0xff, 0xff, 0xff, 73, 68, 65, 84])]),
    ],
    [
      'no picture at all',
      Buffer.from('GIF89a<svg xmlns="http://www.w3.org/2000/svg"/> and something more than a header'),
    ],
  ])('%s', (_, data) => {
    expect(() => decodePng(data)).toThrow();
  });
});

test.each(['iCCP', 'zTXt', 'iTXt'])('a packed %s is left packed', (type) => {
  const data = png(header(1, 1), named(type), chunk('IDAT', pixel));
  expect(boundedPng(data)).toHaveLength(png(header(1, 1), chunk('IDAT', pixel)).length);
  expect(asked(() => decodePng(data))).toBeLessThan(1 << 25);
});

test.each([1, 2, 3, 4] as const)('an honest picture of %i samples a pixel is drawn as it is', (channels) => {
  const data = Uint8Array.from({ length: 31 * 17 * channels }, (_, i) => (i * 7) % 256);
  const picture = encode({ width: 31, height: 17, channels, data });
  expect(hasDrawableSize(picture)).toBe(true);
  expect(decodePng(picture)).toMatchObject({ width: 31, height: 17 });
  expect(Buffer.from(boundedPng(picture)).equals(Buffer.from(picture))).toBe(true);
});

function pieces(octets: Buffer): Buffer[] {
  const size = Math.ceil(octets.length / 1000);
  return Array.from({ length: 1000 }, (_, i) => octets.subarray(i * size, (i + 1) * size));
}
