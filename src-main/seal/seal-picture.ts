/** The proportions of the picture inside a seal, read from its header alone; nothing is decoded (SES_ESPictrueInfo). */
import type { SealPicture } from './seal-structure.ts';

/** Pixels across and down. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** How far the picture's proportions may be from the declared millimetres before it shows: 2 %. */
export const aspectTolerance = 0.02;

/** Size in pixels by content, not by the declared type; null for formats that are not bitmaps (OFD, SVG) or damaged. */
export function measurePicture(data: Uint8Array): PictureSize | null {
  const size = pngSize(data) ?? gifSize(data) ?? bmpSize(data) ?? jpegSize(data);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

/** How far the proportions are off: 0 is exact, 0.05 is 5 %; null when they cannot be measured. */
export function aspectDeviation(picture: SealPicture): number | null {
  const size = measurePicture(picture.data);
  if (!size || picture.widthMm <= 0 || picture.heightMm <= 0) return null;
  return Math.abs((size.width * picture.heightMm) / (size.height * picture.widthMm) - 1);
}

function startsWith(data: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((octet, i) => data[i] === octet);
}

function view(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function pngSize(data: Uint8Array): PictureSize | null {
  if (data.length < 24 || !startsWith(data, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return null;
  return { width: view(data).getUint32(16), height: view(data).getUint32(20) };
}

function gifSize(data: Uint8Array): PictureSize | null {
  if (data.length < 10 || !startsWith(data, 0x47, 0x49, 0x46, 0x38)) return null;
  return { width: view(data).getUint16(6, true), height: view(data).getUint16(8, true) };
}

function bmpSize(data: Uint8Array): PictureSize | null {
  if (data.length < 26 || !startsWith(data, 0x42, 0x4d)) return null;
  // A negative height means rows from the top; the size is the same.
  return { width: view(data).getInt32(18, true), height: Math.abs(view(data).getInt32(22, true)) };
}

/** Walks the segments to the first start-of-frame (ITU-T T.81 §B.1); each step moves on, so it ends. */
function jpegSize(data: Uint8Array): PictureSize | null {
  if (!startsWith(data, 0xff, 0xd8, 0xff)) return null;
  for (let at = 2; at + 9 < data.length && data[at] === 0xff;) {
    const marker = data[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view(data).getUint16(at + 5), width: view(data).getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view(data).getUint16(at + 2);
  }
  return null;
}
