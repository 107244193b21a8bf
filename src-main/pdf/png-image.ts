/** PNG pixels (ISO/IEC 15948) as a PDF image takes them: 8-bit RGB and a separate 8-bit alpha. */
import { convertIndexedToRgb, decode } from 'fast-png';
import type { DecodedPng } from 'fast-png';
import { boundedPng } from './png-bounds.ts';

export interface PngPixels {
  readonly width: number;
  readonly height: number;
  /** Three octets a pixel; pixels that cannot be seen have the mean colour of those that can. */
  readonly rgb: Uint8Array;
  /** One octet a pixel; null when the picture is opaque throughout. */
  readonly alpha: Uint8Array | null;
}

/** A seal of 45 mm at 1200 dpi has 2126 pixels across, and 4.5 million of them. */
const maxSide = 4096;
const maxPixels = 6_000_000;

/** Whether these bytes begin as a PNG. */
export function isPng(data: Uint8Array): boolean {
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((octet, i) => data[i] === octet);
}

/** Whether the header of a PNG names a size that is ever drawn here; nothing is decoded. */
export function hasDrawableSize(data: Uint8Array): boolean {
  if (data.length < 33) return false;
  const header = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  return width <= maxSide && height <= maxSide && width * height <= maxPixels;
}

/** Decodes a PNG of any colour type. Errors: `Error` of any kind for a damaged or too large one. */
export function decodePng(data: Uint8Array): PngPixels {
  if (!isPng(data) || !hasDrawableSize(data)) throw new RangeError('picture too large');
  const png = decode(boundedPng(data), { checkCrc: true });
  const samples = png.palette ? convertIndexedToRgb(png) : toOctets(png);
  const channels = png.palette ? (png.palette[0]?.length ?? 3) : png.channels;
  const count = png.width * png.height;
  if (count === 0 || samples.length !== count * channels) throw new RangeError('picture size');
  const rgb = new Uint8Array(count * 3);
  const alpha = new Uint8Array(count).fill(255);
  const isGrey = channels < 3;
  const hasAlpha = channels === 2 || channels === 4;
  for (let i = 0; i < count; i++) {
    const from = i * channels;
    rgb[i * 3] = samples[from] ?? 0;
    rgb[i * 3 + 1] = samples[isGrey ? from : from + 1] ?? 0;
    rgb[i * 3 + 2] = samples[isGrey ? from : from + 2] ?? 0;
    if (hasAlpha) alpha[i] = samples[from + channels - 1] ?? 255;
  }
  if (!alpha.some((value) => value < 255)) return { width: png.width, height: png.height, rgb, alpha: null };
  fillUnseen(rgb, alpha);
  return { width: png.width, height: png.height, rgb, alpha };
}

/** Viewers scale colour and alpha apart; black under alpha 0 would give the strokes a dark rim. */
function fillUnseen(rgb: Uint8Array, alpha: Uint8Array): void {
  const sums = [0, 0, 0];
  let seen = 0;
  for (let i = 0; i < alpha.length; i++) {
    if ((alpha[i] ?? 0) < 128) continue;
    seen += 1;
    for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (rgb[i * 3 + c] ?? 0);
  }
  const mean = sums.map((sum) => (seen === 0 ? 255 : Math.round(sum / seen)));
  for (let i = 0; i < alpha.length; i++) if (alpha[i] === 0) rgb.set(mean, i * 3);
}

/** Samples of 1, 2, 4 or 16 bits as octets; rows of small samples begin at an octet. */
function toOctets({ width, height, channels, depth, data }: DecodedPng): Uint8Array {
  if (depth === 8) return Uint8Array.from(data);
  if (depth === 16) return Uint8Array.from(data, (sample) => sample >> 8);
  const rowOctets = Math.ceil((width * channels * depth) / 8);
  const most = 2 ** depth - 1;
  return Uint8Array.from({ length: width * height * channels }, (_, i) => {
    const row = Math.floor(i / (width * channels));
    const bit = (i % (width * channels)) * depth;
    const octet = data[row * rowOctets + (bit >> 3)] ?? 0;
    return Math.round((((octet >> (8 - depth - (bit & 7))) & most) * 255) / most);
  });
}
