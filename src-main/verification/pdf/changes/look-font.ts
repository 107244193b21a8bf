/** Fonts whose codes are known letters, so that a look can be read (ISO 32000-2 §9.6, §9.7.5.2): what a font claims by /ToUnicode proves nothing. */
import type { PdfDocument } from '../../../pdf/document.ts';
import { sameObject, type PdfDict, type PdfObject } from '../../../pdf/objects.ts';
import { exactTextOf } from '../../../pdf/text-string.ts';
import { givenWidths, squareWidths, standardWidths, type LetterWidths } from './letter-widths.ts';

export interface FontReading {
  /** Null when a code is no known letter. */
  decode(bytes: Uint8Array): string | null;
  readonly widths: LetterWidths;
}

/** Fonts that every reader has or replaces by one with the same letters (§9.6.2.2). */
const latin =
  /^(Helvetica|Arial|ArialMT|Times|TimesNewRoman|TimesNewRomanPSMT|TimesNewRomanPS|Courier|CourierNew|CourierNewPSMT)([-,](Roman|Bold|Italic|Oblique|BoldItalic|BoldOblique|BoldMT|ItalicMT|BoldItalicMT))?$/;
const namedEncodings = new Set(['WinAnsiEncoding', 'StandardEncoding', 'MacRomanEncoding', 'PDFDocEncoding']);
/** Predefined CMaps whose codes are UTF-16BE, written horizontally (§9.7.5.2, Table 116). */
const unicodeMaps = /^Uni(GB|CNS|JIS|KS)-(UCS2|UTF16)-H$/;
/** The collection whose glyphs such a CMap counts (Table 116); in another one the same numbers are other letters. */
const collections: Readonly<Record<string, string>> = {
  GB: 'GB1',
  CNS: 'CNS1',
  JIS: 'Japan1',
  KS: 'Korea1',
};

/**
 * The font behind an entry of /Font; null when nothing is sure about its letters. `before` is what somebody signed: a font that was
 * put in after that and stood there by the time it is used was looked at by nobody.
 */
export function readableFont(
  before: PdfDocument,
  after: PdfDocument,
  entry: PdfObject | undefined,
): FontReading | null {
  const font = after.resolve(entry);
  if (font.kind !== 'dict' || font.duplicateKeys.length > 0) return null;
  const subtype = nameOf(after, font, 'Subtype');
  if (subtype === 'Type0')
    return isUnicodeFont(after, font) ? { decode: decodeUtf16, widths: squareWidths } : null;
  if (subtype !== 'Type1' && subtype !== 'TrueType') return null;
  const base = nameOf(after, font, 'BaseFont') ?? '';
  const wasThere = entry?.kind === 'ref' && isUnchanged(before, font, entry);
  const isStandard =
    latin.test(base) && !isEmbedded(after, font) && hasOrdinaryWidths(after, font, standardWidths(base));
  const isWhole = wasThere && !/^[A-Z]{6}\+/.test(base) && !/symbol|dingbat|wing|webd|bar|code39/i.test(base);
  if (!(isStandard || isWhole) || !hasLatinEncoding(after, font)) return null;
  const widths = isStandard && !font.entries.has('Widths') ? standardWidths(base) : givenWidths(after, font);
  return { decode: decodeAscii, widths };
}

/** The font object as the signer saw it: what changed below an old font is red by itself. */
function isUnchanged(before: PdfDocument, font: PdfDict, ref: PdfObject & { kind: 'ref' }): boolean {
  if (!before.entry(ref.number)) return false;
  return sameObject(before.resolve(ref), font);
}

function isEmbedded(document: PdfDocument, font: PdfDict): boolean {
  const descriptor = document.value(font, 'FontDescriptor');
  if (descriptor === undefined) return false;
  return (
    descriptor.kind !== 'dict' ||
    ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.entries.has(key))
  );
}

/** How far widths may be from those of the standard font: Arial is no other than Helvetica. */
const SLACK = 0.15;

/** Letters of less width than they draw would stand on top of one another; readers squeeze them, each in its own way. */
function hasOrdinaryWidths(document: PdfDocument, font: PdfDict, standard: LetterWidths): boolean {
  const widths = document.value(font, 'Widths');
  const first = document.value(font, 'FirstChar');
  if (widths === undefined) return true;
  if (widths.kind !== 'array' || first?.kind !== 'number') return false;
  return widths.items.every((item, i) => {
    const code = first.value + i;
    if (code < 33 || code > 126) return true;
    const letter = String.fromCharCode(code);
    const width = document.resolve(item);
    return (
      width.kind === 'number' &&
      width.value >= standard.least(letter) * 1000 * (1 - SLACK) &&
      width.value <= standard.most(letter) * 1000 * (1 + SLACK)
    );
  });
}

/** Codes 32 to 126 are ASCII: named so, or with differences that say the same (as Acrobat writes them). */
function hasLatinEncoding(document: PdfDocument, font: PdfDict): boolean {
  const encoding = document.value(font, 'Encoding');
  if (encoding === undefined) return true;
  if (encoding.kind === 'name') return namedEncodings.has(encoding.value);
  if (encoding.kind !== 'dict') return false;
  const base = nameOf(document, encoding, 'BaseEncoding');
  if (base !== undefined && !namedEncodings.has(base)) return false;
  const differences = document.value(encoding, 'Differences');
  if (differences === undefined) return true;
  if (differences.kind !== 'array') return false;
  let code = 0;
  for (const raw of differences.items) {
    const item = document.resolve(raw);
    if (item.kind === 'number') code = item.value;
    else if (item.kind !== 'name') return false;
    else {
      if (code >= 32 && code <= 126 && !isNameOf(item.value, code)) return false;
      code += 1;
    }
  }
  return true;
}

const glyphNames: Readonly<Record<number, string>> = {
  32: 'space',
  39: 'quotesingle',
  96: 'grave',
  45: 'hyphen',
  46: 'period',
  44: 'comma',
};
const digits = 'zero one two three four five six seven eight nine'.split(' ');

function isNameOf(name: string, code: number): boolean {
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) return name === character;
  return /\d/.test(character) ? name === digits[Number(character)] : name === glyphNames[code];
}

function isUnicodeFont(document: PdfDocument, font: PdfDict): boolean {
  const map = document.value(font, 'Encoding');
  const kids = document.value(font, 'DescendantFonts');
  const kid = kids?.kind === 'array' && kids.items.length === 1 ? document.resolve(kids.items[0]) : undefined;
  const script = map?.kind === 'name' ? unicodeMaps.exec(map.value)?.[1] : undefined;
  if (script === undefined || kid?.kind !== 'dict') return false;
  const isPlain = ['W', 'DW', 'W2', 'DW2', 'CIDToGIDMap'].every((key) => !kid.entries.has(key));
  const isOfMap = collectionOf(document, kid) === `Adobe-${collections[script] ?? ''}`;
  return isPlain && isOfMap && kid.duplicateKeys.length === 0 && !isEmbedded(document, kid);
}

function collectionOf(document: PdfDocument, font: PdfDict): string | undefined {
  const info = document.value(font, 'CIDSystemInfo');
  if (info?.kind !== 'dict') return undefined;
  const [registry, ordering] = ['Registry', 'Ordering'].map((key) => document.value(info, key));
  return registry?.kind === 'string' && ordering?.kind === 'string'
    ? `${exactTextOf(registry)}-${exactTextOf(ordering)}`
    : undefined;
}

function decodeAscii(bytes: Uint8Array): string | null {
  const isPlain = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
  return isPlain ? String.fromCharCode(...bytes.subarray(0, 4096)) : null;
}

function decodeUtf16(bytes: Uint8Array): string | null {
  if (bytes.length % 2 !== 0) return null;
  const text = new TextDecoder('utf-16be').decode(bytes);
  return /[\p{C}\ufffd]/u.test(text) ? null : text;
}

function nameOf(document: PdfDocument, dict: PdfDict, key: string): string | undefined {
  const value = document.value(dict, key);
  return value?.kind === 'name' ? value.value : undefined;
}
