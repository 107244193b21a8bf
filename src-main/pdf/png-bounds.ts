/**
 * What is left of a PNG (ISO/IEC 15948 §11) before it is handed to its decoder: the chunks that its pixels need, and never more
 * pixels than its header names. Colour profiles and texts are packed too, and a few octets of them can be gigabytes.
 */
import { Unzlib } from 'fflate';

/** Header, palette, transparency, pixels, end. */
const needed = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const SIGNATURE = 8;
/** Length, type and check of a chunk. */
const FRAME = 12;
/** Samples of a pixel by colour type (table 8). */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** What is unpacked at a time, octets: a packed octet becomes at most 1,032. */
const PIECE = 4096;

/** The same picture without anything else. Errors: `RangeError` for chunks that do not fit and for more pixels than named. */
export function boundedPng(data: Uint8Array): Uint8Array {
  const kept = [data.subarray(0, SIGNATURE)];
  const pixels: Uint8Array[] = [];
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = SIGNATURE; at < data.length;) {
    const end = at + FRAME + view.getUint32(at);
    if (end > data.length) throw new RangeError('chunk');
    const type = String.fromCharCode(...data.subarray(at + 4, at + 8));
    if (needed.has(type)) kept.push(data.subarray(at, end));
    if (type === 'IDAT') pixels.push(data.subarray(at + 8, end - 4));
    at = end;
    if (type === 'IEND') break;
  }
  requireBound(pixels, mostOctets(view));
  return joined(kept);
}

/** Rows with their filter octet; interlaced pictures have up to twice as many rows of less (§8.2). */
function mostOctets(view: DataView): number {
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const bits = view.getUint8(24) * (samples[view.getUint8(25)] ?? 4);
  return 2 * height * (2 + Math.ceil((width * bits) / 8)) + 64;
}

function requireBound(packed: readonly Uint8Array[], most: number): void {
  let octets = 0;
  const unpack = new Unzlib((piece) => {
    octets += piece.length;
    if (octets > most) throw new RangeError('more pixels than named');
  });
  for (const part of packed)
    for (let at = 0; at < part.length; at += PIECE) unpack.push(part.subarray(at, at + PIECE));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
