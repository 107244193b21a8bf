/**
 * Whether the data of a picture are whole (ISO 32000-2 §7.4.8, §7.4.9; ITU-T T.81 Annex B, T.800 Annex A and I): they are not decoded here, but
 * where they begin late, break off, or say another size than the file, readers show different pictures. A JPEG that lacks nothing but its
 * end marker is whole.
 */
import { isScanWhole } from './jpeg-scan.ts';

/** Start, end, a frame, tables that have no length, and the scan (T.81 Table B.1). */
const [START, END, SCAN] = [0xd8, 0xd9, 0xda];
/** Frames of all processes; DHT, JPG and DAC share their numbers. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

export interface PixelSize {
  readonly width: number | null;
  readonly height: number | null;
}

/** What is wrong with JPEG data, in technical words; null when nothing is seen. */
export function jpegProblem(bytes: Uint8Array, { width, height }: PixelSize): string | null {
  if (bytes[0] !== 0xff || bytes[1] !== START) return 'JPEG data without their beginning';
  const { frame, scan } = segments(bytes);
  if (!frame || scan < 0) return 'JPEG data without a picture';
  if (lastMarker(bytes, scan) !== END && !isScanWhole(bytes)) return 'JPEG data that break off';
  const isOther = (given: number | null, own: number) => given !== null && own !== 0 && given !== own;
  return isOther(width, frame.width) || isOther(height, frame.height) ? 'JPEG data of another size' : null;
}

interface Segments {
  readonly frame: { readonly width: number; readonly height: number } | null;
  /** Where the first scan begins; negative without one. */
  readonly scan: number;
}

/** The segments before the first scan. */
function segments(bytes: Uint8Array): Segments {
  let frame: Segments['frame'] = null;
  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return { frame, scan: -1 };
    if (marker === 0xff || standsAlone(marker)) at += marker === 0xff ? 1 : 2;
    else if (marker === SCAN) return { frame, scan: at };
    else {
      if (isFrame(marker)) frame = { height: word(at + 5), width: word(at + 7) };
      at += 2 + Math.max(2, word(at + 2));
    }
  }
  return { frame, scan: -1 };
}

/** The last marker from here on: the end, unless the data break off. What stands behind the end is read by nobody. */
function lastMarker(bytes: Uint8Array, from: number): number {
  let last = 0;
  for (
    let at = bytes.indexOf(0xff, from);
    at >= 0 && at + 1 < bytes.length;
    at = bytes.indexOf(0xff, at + 1)
  ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === END) return END;
    if (marker > 0x01 && marker !== 0xff) last = marker;
  }
  return last;
}

/** What is wrong with JPEG 2000 data; null when nothing is seen. */
export function jpxProblem(bytes: Uint8Array): string | null {
  const broken = 'JPEG 2000 data that break off';
  const isBare = bytes[0] === 0xff && bytes[1] === 0x4f;
  if (isBare) return endsAt(bytes, bytes.length) ? null : broken;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = view.getUint32(at);
    const length = short === 1 && at + 16 <= bytes.length ? Number(view.getBigUint64(at + 8)) : short;
    const end = length === 0 ? bytes.length : at + length;
    if (length !== 0 && length < 8) return 'JPEG 2000 data without a picture';
    if (end > bytes.length) return broken;
    if (view.getUint32(at + 4) === codestream) return endsAt(bytes, end) ? null : broken;
    at = end;
  }
  return 'JPEG 2000 data without a picture';
}

/** `jp2c` (T.800 Annex I.5.4). */
const codestream = 0x6a703263;

/** The end of a codestream (EOC), with line ends of the file behind it at the most. */
function endsAt(bytes: Uint8Array, end: number): boolean {
  let at = end;
  while (at > end - 4 && (bytes[at - 1] === 0x0a || bytes[at - 1] === 0x0d || bytes[at - 1] === 0)) at -= 1;
  return bytes[at - 2] === 0xff && bytes[at - 1] === END;
}
