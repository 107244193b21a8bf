/**
 * Where a picture inside contents ends (ISO 32000-2 §8.9.7): without filters its data are as long as its entries say, and EI follows. Some
 * readers go by the length, others look for EI; where both do not agree, one of them takes text for the picture.
 */

export interface PictureEnd {
  readonly end: number;
  /** Whether the length that the entries give leads to the same end. */
  readonly isPlain: boolean;
}

/** Entries are short; longer ones are damage. */
const maxEntries = 4096;
const components: Readonly<Record<string, number>> = {
  G: 1,
  DeviceGray: 1,
  CalGray: 1,
  I: 1,
  Indexed: 1,
  RGB: 3,
  DeviceRGB: 3,
  CMYK: 4,
  DeviceCMYK: 4,
};

/** `from` is behind ID, `entriesFrom` behind BI. */
export function pictureEnd(bytes: Uint8Array, entriesFrom: number, from: number): PictureEnd {
  const found = nextEnd(bytes, from);
  const length = dataLength(bytes, entriesFrom, from);
  if (length === undefined) return { end: found, isPlain: true };
  let at = from + 1 + length;
  while (at < bytes.length && isWhite(bytes[at])) at += 1;
  const isEnd = bytes[at] === 0x45 && bytes[at + 1] === 0x49;
  return { end: isEnd ? at + 2 : found, isPlain: isEnd && found === at + 2 };
}

/** Undefined where filters or named colour spaces leave it open. */
function dataLength(bytes: Uint8Array, entriesFrom: number, from: number): number | undefined {
  if (from - entriesFrom > maxEntries) return undefined;
  const text = new TextDecoder('latin1').decode(bytes.subarray(entriesFrom, from));
  if (/\/(F|Filter)(?![A-Za-z])/.test(text)) return undefined;
  const number = (keys: string) => Number(new RegExp(`/(?:${keys})\\s+(\\d+)`).exec(text)?.[1]);
  const isMask = /\/(IM|ImageMask)\s+true/.test(text);
  const space = /\/(?:CS|ColorSpace)\s*\[?\s*\/(\w+)/.exec(text)?.[1] ?? '';
  const bits = isMask ? 1 : number('BPC|BitsPerComponent') * (components[space] ?? NaN);
  const length = Math.ceil((number('W|Width') * bits) / 8) * number('H|Height');
  return Number.isSafeInteger(length) ? length : undefined;
}

/** The next EI between white space with content behind it. */
function nextEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at + 1 < bytes.length; at += 1) {
    const isEnd = bytes[at] === 0x45 && bytes[at + 1] === 0x49 && isWhite(bytes[at - 1]);
    if (isEnd && (at + 2 >= bytes.length || isWhite(bytes[at + 2])) && isText(bytes, at + 2)) return at + 2;
  }
  return bytes.length;
}

function isWhite(byte = 0x21): boolean {
  return byte <= 0x20;
}

/** Data of a picture may hold the letters EI; behind its end stands content. */
function isText(bytes: Uint8Array, from: number): boolean {
  return bytes
    .subarray(from, from + 10)
    .every((byte) => byte < 0x7f && (byte >= 0x20 || byte === 9 || byte === 10 || byte === 13));
}
