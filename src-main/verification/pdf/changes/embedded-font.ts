/**
 * Fonts that the file brings along, as Word and WPS write them (ISO 32000-2 §9.6.5.4, §9.7.4, §9.10.3): what a code draws by its outline,
 * and what the font claims that it says.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { operationsOf } from './content-tokens.ts';
import { SfntTables } from './sfnt-tables.ts';
import { glyphOfCode } from './truetype-codes.ts';
import { TrueTypeOutlines } from './truetype-outlines.ts';

interface EmbeddedFont {
  /** Octets of a code. */
  readonly size: 1 | 2;
  /** The contours that a code draws; null where that is not known. */
  readonly contoursOf: (code: number) => readonly PdfBox[] | null;
  /** Whether a code draws a square frame and nothing else. */
  readonly isFrame: (code: number) => boolean;
  /** What the font claims, by code. */
  readonly claims: ReadonlyMap<number, string>;
}

const maxProgram = 32 * 1024 * 1024;
const maxMap = 1024 * 1024;
const maxClaims = 70_000;
const known = new WeakMap<PdfDict, EmbeddedFont | null>();

/** Null where the font is of another make. */
export function embeddedFont(document: PdfDocument, font: PdfDict): EmbeddedFont | null {
  const found = known.get(font) ?? unlessCutOff(() => orElse(() => readFont(document, font), null));
  known.set(font, found);
  return found;
}

/** What a program that is cut off leaves open. */
function unlessCutOff<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readFont(document: PdfDocument, font: PdfDict): EmbeddedFont | null {
  if (font.duplicateKeys.length > 0) return null;
  return nameAt(font, 'Subtype') === 'TrueType' ? readSimple(document, font) : readComposite(document, font);
}

/** Codes are glyphs: /Identity-H and a program without a map between (§9.7.4.2). */
function readComposite(document: PdfDocument, font: PdfDict): EmbeddedFont | null {
  const kids = document.value(font, 'DescendantFonts');
  const kid = kids?.kind === 'array' && kids.items.length === 1 ? document.resolve(kids.items[0]) : undefined;
  if (kid?.kind !== 'dict' || kid.duplicateKeys.length > 0) return null;
  const map = document.value(kid, 'CIDToGIDMap');
  const isDirect = map === undefined || (map.kind === 'name' && map.value === 'Identity');
  const isHorizontal = nameAt(font, 'Encoding') === 'Identity-H' && nameAt(kid, 'Subtype') === 'CIDFontType2';
  const tables = isDirect && isHorizontal ? programOf(document, kid) : null;
  if (!tables) return null;
  const outlines = new TrueTypeOutlines(tables);
  return {
    size: 2,
    contoursOf: (code) => unlessCutOff(() => outlines.contoursOf(code)),
    isFrame: (code) => unlessCutOff(() => outlines.isFrame(code)) === true,
    claims: claimsOf(document, font),
  };
}

/** Codes are letters of an encoding that is named, and found in the program in whatever way (§9.6.5.4). */
function readSimple(document: PdfDocument, font: PdfDict): EmbeddedFont | null {
  const encoding = nameAt(font, 'Encoding');
  const tables =
    encoding === 'WinAnsiEncoding' || encoding === 'MacRomanEncoding' ? programOf(document, font) : null;
  if (!tables) return null;
  const outlines = new TrueTypeOutlines(tables);
  return {
    size: 1,
    contoursOf: (code) =>
      unlessCutOff(() => {
        const glyph = code < 0x7f ? glyphOfCode(tables, code) : null;
        return glyph === null ? null : outlines.contoursOf(glyph);
      }),
    isFrame: (code) =>
      unlessCutOff(() => {
        const glyph = code < 0x7f ? glyphOfCode(tables, code) : null;
        return glyph !== null && outlines.isFrame(glyph);
      }) === true,
    claims: ascii,
  };
}

const ascii = new Map(Array.from({ length: 95 }, (_, i) => [32 + i, String.fromCharCode(32 + i)]));

/** Without these readers do not take the program (§9.9.1), but a font of their own. */
const needed = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'];

function programOf(document: PdfDocument, font: PdfDict): SfntTables | null {
  const descriptor = document.value(font, 'FontDescriptor');
  const program = descriptor?.kind === 'dict' ? document.value(descriptor, 'FontFile2') : undefined;
  if (program?.kind !== 'stream') return null;
  const tables = new SfntTables(document.streamBytes(program, maxProgram));
  return needed.every((tag) => tables.start(tag) !== undefined) ? tables : null;
}

function claimsOf(document: PdfDocument, font: PdfDict): Map<number, string> {
  const claims = new Map<number, string>();
  const map = document.value(font, 'ToUnicode');
  if (map?.kind !== 'stream') return claims;
  for (const { operator, operands } of operationsOf(document, document.streamBytes(map, maxMap))) {
    const strings = operands.filter((each) => each.kind === 'string').map(({ bytes }) => bytes);
    if (operator === 'endbfchar')
      for (let i = 0; i + 1 < strings.length; i += 2) claim(claims, [strings[i], strings[i]], strings[i + 1]);
    if (operator === 'endbfrange')
      for (let i = 0; i + 2 < strings.length; i += 3)
        claim(claims, [strings[i], strings[i + 1]], strings[i + 2]);
  }
  return claims;
}

function claim(
  claims: Map<number, string>,
  [low, high]: readonly [Uint8Array | undefined, Uint8Array | undefined],
  letters: Uint8Array | undefined,
): void {
  const [from, to] = [numberOf(low), numberOf(high)];
  const first = new TextDecoder('utf-16be').decode(letters);
  for (let code = from; code <= to && claims.size < maxClaims; code += 1) {
    const last = first.charCodeAt(first.length - 1) + code - from;
    claims.set(code, first.slice(0, -1) + String.fromCharCode(last));
  }
}

/** A code of two octets; NaN for another. */
export function numberOf(bytes: Uint8Array | undefined): number {
  return bytes?.length === 2 ? (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0) : Number.NaN;
}
