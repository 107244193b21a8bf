/** Text strings (ISO 32000-2 §7.9.2.2): UTF-16BE or UTF-8 behind a byte order mark, else PDFDocEncoding (Annex D.2). */
import { pdfString } from './objects.ts';
import type { PdfObject, PdfString } from './objects.ts';

/** PDFDocEncoding where it differs from Latin-1: 0x18–0x1F and 0x80–0xA0. */
const docEncoding: ReadonlyMap<number, string> = new Map([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((c, i): [number, string] => [0x18 + i, c]),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((c, i): [number, string] => [0x80 + i, c]),
  [0xa0, '€'],
]);

/** The text of a text string; undecodable bytes give U+FFFD. */
export function textOf(string: PdfString): string {
  const { bytes } = string;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 2, 0);
  // Little-endian is not in the standard, but writers and readers agree on it.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 2, 1);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return new TextDecoder('utf-8').decode(bytes);
  let text = '';
  for (const byte of bytes) text += docEncoding.get(byte) ?? String.fromCharCode(byte);
  return text;
}

/** The same for a value that may be missing or of another kind: null then. */
export function optionalText(object: PdfObject | undefined): string | null {
  return object?.kind === 'string' ? textOf(object) : null;
}

/** A text string: plain ASCII as it is, everything else in UTF-16BE. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return pdfString(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xfe, 0xff]);
  for (let i = 0; i < text.length; i++) {
    bytes[2 + i * 2] = text.charCodeAt(i) >> 8;
    bytes[3 + i * 2] = text.charCodeAt(i) & 0xff;
  }
  return pdfString(bytes, 'hex');
}

function decodeUtf16(bytes: Uint8Array, from: number, highByte: 0 | 1): string {
  let text = '';
  for (let i = from; i + 1 < bytes.length; i += 2) {
    text += String.fromCharCode((bytes[i + highByte] ?? 0) * 256 + (bytes[i + 1 - highByte] ?? 0));
  }
  return text.toWellFormed();
}
