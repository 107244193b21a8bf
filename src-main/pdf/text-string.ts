/**
 * Text strings (ISO 32000-2 §7.9.2.2): UTF-16BE or UTF-8 behind a byte order mark, else PDFDocEncoding (Annex D.2). The only
 * place that decodes them, in two readings: `textOf` for people, `exactTextOf` for whatever is compared and so decides.
 */
import { toHex } from '../crypto/bytes.ts';
import { pdfString } from './objects.ts';
import type { PdfObject, PdfString } from './objects.ts';

/** PDFDocEncoding where it differs from Latin-1: 0x18–0x1F and 0x80–0xA0. */
const docEncoding: ReadonlyMap<number, string> = new Map([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((c, i): [number, string] => [0x18 + i, c]),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((c, i): [number, string] => [0x80 + i, c]),
  [0xa0, '€'],
]);

const ESCAPE = '\u001b';
/** §7.9.2.2.2: ISO 639 language, and a country of ISO 3166, between two escape characters; writers set a hyphen as well. */
const languageEscape = /\u001b[A-Za-z]{2,3}(?:-?[A-Za-z]{2})?\u001b/g;

/** The text of a text string, as it is shown: language escapes are left out, undecodable octets give U+FFFD. */
export function textOf({ bytes }: PdfString): string {
  const { text, unicode } = decode(bytes);
  return (unicode ? text.replace(languageEscape, '') : text).toWellFormed();
}

/** The same for a value that may be missing or of another kind: null then. */
export function optionalText(object: PdfObject | undefined): string | null {
  return object?.kind === 'string' ? textOf(object) : null;
}

/**
 * The text for comparing, nothing left out and nothing made alike: two strings have the same exact text only when every
 * reader reads them alike. One that readers read in several ways (octets that are no character, a language escape) stands
 * for its own octets, behind a half of a pair that no decoded text can hold (`isExactText`).
 */
export function exactTextOf({ bytes }: PdfString): string {
  const { text, unicode, whole } = decode(bytes);
  const isPlain = whole && text.isWellFormed() && !(unicode && text.includes(ESCAPE));
  return isPlain ? text : `${undecided}${toHex(bytes)}`;
}

const undecided = '\udbff';

/** Whether all parts of an exact text were read in the one way there is. Where they were not, nobody can tell what it equals. */
export function isExactText(text: string): boolean {
  return text.isWellFormed();
}

/** The exact text of a value that may be missing or of another kind: null then. */
export function optionalExactText(object: PdfObject | undefined): string | null {
  return object?.kind === 'string' ? exactTextOf(object) : null;
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

interface Decoded {
  /** May hold halves of pairs. */
  readonly text: string;
  readonly unicode: boolean;
  /** Every octet is part of a character. */
  readonly whole: boolean;
}

function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 0);
  // Little-endian is not in the standard, but writers and readers agree on it.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 1);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUtf8(bytes.subarray(3));
  let text = '';
  for (const byte of bytes) text += docEncoding.get(byte) ?? String.fromCharCode(byte);
  return { text, unicode: false, whole: true };
}

function decodeUtf16(bytes: Uint8Array, highByte: 0 | 1): Decoded {
  let text = '';
  for (let i = 2; i + 1 < bytes.length; i += 2) {
    text += String.fromCharCode((bytes[i + highByte] ?? 0) * 256 + (bytes[i + 1 - highByte] ?? 0));
  }
  return { text, unicode: true, whole: bytes.length % 2 === 0 };
}

function decodeUtf8(bytes: Uint8Array): Decoded {
  const read = (fatal: boolean) => new TextDecoder('utf-8', { fatal, ignoreBOM: true }).decode(bytes);
  try {
    return { text: read(true), unicode: true, whole: true };
  } catch {
    return { text: read(false), unicode: true, whole: false };
  }
}
