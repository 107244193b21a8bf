/**
 * Words in a font that the file brings along, as Word and WPS write them (ISO 32000-2 §9.7.4, §9.7.6, §9.10.3). What such a font claims by
 * /ToUnicode proves nothing by itself; that a glyph is blank, or the two dots of a colon, its outline proves.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import type { ShownWords } from './content-boxes.ts';
import { operationsOf } from './content-tokens.ts';
import { readableFont } from './look-font.ts';
import { TrueTypeOutlines } from './truetype-outlines.ts';

interface EmbeddedFont {
  readonly outlines: TrueTypeOutlines;
  /** What the font claims, by code. */
  readonly claims: ReadonlyMap<number, string>;
}

const maxProgram = 32 * 1024 * 1024;
const maxMap = 1024 * 1024;
const maxClaims = 70_000;
/** Larger steps between letters, in thousandths, are no kerning. */
const maxStep = 500;
const known = new WeakMap<PdfDict, EmbeddedFont | null>();

/** Null where the font is of another make. */
function embeddedFont(document: PdfDocument, font: PdfDict): EmbeddedFont | null {
  const found = known.get(font) ?? orElse(() => readFont(document, font), null);
  known.set(font, found);
  return found;
}

/** Codes are glyphs: /Identity-H and a program without a map between (§9.7.4.2). */
function readFont(document: PdfDocument, font: PdfDict): EmbeddedFont | null {
  const kids = document.value(font, 'DescendantFonts');
  const kid = kids?.kind === 'array' && kids.items.length === 1 ? document.resolve(kids.items[0]) : undefined;
  if (kid?.kind !== 'dict' || nameAt(font, 'Encoding') !== 'Identity-H') return null;
  const descriptor = document.value(kid, 'FontDescriptor');
  const program = descriptor?.kind === 'dict' ? document.value(descriptor, 'FontFile2') : undefined;
  const map = document.value(kid, 'CIDToGIDMap');
  const isDirect = map === undefined || (map.kind === 'name' && map.value === 'Identity');
  const isPlain = font.duplicateKeys.length + kid.duplicateKeys.length === 0;
  if (nameAt(kid, 'Subtype') !== 'CIDFontType2' || !isDirect || !isPlain) return null;
  if (program?.kind !== 'stream') return null;
  const outlines = new TrueTypeOutlines(document.streamBytes(program, maxProgram));
  return { outlines, claims: claimsOf(document, font) };
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

function numberOf(bytes: Uint8Array | undefined): number {
  return bytes?.length === 2 ? (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0) : Number.NaN;
}

/** Null where letters are moved about. */
function codesOf(operands: ShownWords['operands']): number[] | null {
  const codes: number[] = [];
  for (const each of operands) {
    if (each.kind === 'number' && Math.abs(each.value) > maxStep) return null;
    if (each.kind !== 'string') continue;
    for (let i = 0; i < each.bytes.length; i += 2) codes.push(numberOf(each.bytes.subarray(i, i + 2)));
  }
  return codes.some(Number.isNaN) ? null : codes;
}

/** Nothing but spaces of known letters, or glyphs without an outline, wherever they stand. */
export function isProvenBlank(document: PdfDocument, words: ShownWords): boolean {
  if (!words.font) return false;
  const reading = readableFont(document, document, words.font);
  if (reading)
    return words.operands.every(
      (each) => each.kind !== 'string' || /^ *$/.test(reading.decode(each.bytes) ?? '?'),
    );
  const font = embeddedFont(document, words.font);
  const codes = font && codesOf(words.operands.filter((each) => each.kind === 'string'));
  return codes?.every((code) => font?.outlines.contoursOf(code)?.length === 0) === true;
}

/** What the words claim to be, if they really end in a colon and each letter stays in its place; else null. */
export function claimedBeforeColon(document: PdfDocument, words: ShownWords): string | null {
  const font = words.font && embeddedFont(document, words.font);
  const codes = font && codesOf(words.operands);
  if (!font || !codes) return null;
  const glyphs = codes.map((code) => font.outlines.contoursOf(code));
  const seen = glyphs.filter((glyph) => glyph === null || glyph.length > 0);
  const last = seen.at(-1);
  const isInPlace = seen.every((glyph) => glyph?.every(isInEm) === true);
  if (!last || !isColon(last) || !isInPlace) return null;
  return codes.map((code) => font.claims.get(code) ?? '\ufffd').join('');
}

function isInEm([left, bottom, right, top]: PdfBox): boolean {
  return left >= -0.2 && right <= 1.2 && bottom >= -0.5 && top <= 1.2;
}

/** Two dots of one size, one above the other: no figure and no letter looks so. */
function isColon(contours: readonly PdfBox[]): boolean {
  const [low, high] = [...contours].sort((a, b) => a[1] - b[1]);
  if (contours.length !== 2 || !low || !high) return false;
  const isApart = high[1] - low[3] >= 0.08;
  const isAbove = Math.abs(low[0] + low[2] - high[0] - high[2]) <= 0.1;
  return isApart && isAbove && [low, high].every(isDot) && isOneSize(low, high);
}

function isDot([left, bottom, right, top]: PdfBox): boolean {
  const [width, height] = [right - left, top - bottom];
  return width >= 0.03 && width <= 0.25 && height >= width / 1.5 && height <= width * 1.5;
}

function isOneSize(a: PdfBox, b: PdfBox): boolean {
  const ratio = (a[2] - a[0]) / (b[2] - b[0]);
  return ratio > 0.7 && ratio < 1.4;
}
