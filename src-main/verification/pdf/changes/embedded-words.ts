/**
 * Words in a font that the file brings along, as Word and WPS write them. What such a font claims by /ToUnicode proves nothing by itself;
 * that a glyph is blank, or the two dots of a colon, its outline proves (ISO 32000-2 §9.10.3; own rule).
 */
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import type { ShownWords } from './content-boxes.ts';
import { embeddedFont, numberOf } from './embedded-font.ts';
import { readableFont } from './look-font.ts';

/** Larger steps between letters, in thousandths, are no kerning. */
const maxStep = 500;

/** Null where letters are moved about. */
function codesOf(operands: ShownWords['operands'], size: 1 | 2): number[] | null {
  const codes: number[] = [];
  for (const each of operands) {
    if (each.kind === 'number' && Math.abs(each.value) > maxStep) return null;
    if (each.kind !== 'string') continue;
    if (size === 1) codes.push(...each.bytes);
    else for (let i = 0; i < each.bytes.length; i += 2) codes.push(numberOf(each.bytes.subarray(i, i + 2)));
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
  const codes =
    font &&
    codesOf(
      words.operands.filter((each) => each.kind === 'string'),
      font.size,
    );
  // Where a reader takes another font in its place, that draws what is claimed.
  return (
    codes?.every((code) => font?.contoursOf(code)?.length === 0 && font.claims.get(code)?.trim() === '') ===
    true
  );
}

/** What the words claim to be, if they really end in a colon and each letter stays in its place; else null. */
export function claimedBeforeColon(document: PdfDocument, words: ShownWords): string | null {
  const font = words.font && embeddedFont(document, words.font);
  const codes = font && codesOf(words.operands, font.size);
  if (!font || !codes) return null;
  const glyphs = codes.map((code) => font.contoursOf(code));
  const seen = glyphs.filter((glyph) => glyph === null || glyph.length > 0);
  const last = seen.at(-1);
  const isInPlace = seen.every((glyph) => glyph?.every(isInEm) === true);
  if (!last || !isColon(last) || !isInPlace) return null;
  return codes.map((code) => font.claims.get(code) ?? '\ufffd').join('');
}

/** Frames that are claimed to be boxes, as forms have them to be ticked. */
const boxes = /^[□☐▢❏❐❑❒\s]+$/;

/** Nothing but boxes to be ticked: in letters that are known, or claimed and drawn as square frames. */
export function isBoxToTick(document: PdfDocument, words: ShownWords): boolean {
  const reading = words.font && readableFont(document, document, words.font);
  const strings = words.operands.filter((each) => each.kind === 'string');
  if (reading) return boxes.test(strings.map(({ bytes }) => reading.decode(bytes) ?? '?').join(''));
  const font = words.font && embeddedFont(document, words.font);
  const codes = font && codesOf(strings, font.size);
  return (
    codes?.every(
      (code) =>
        boxes.test(font?.claims.get(code) ?? '?') &&
        (font?.isFrame(code) === true || font?.contoursOf(code)?.length === 0),
    ) === true && codes.length > 0
  );
}

/** What the words claim to be; null where a letter claims nothing. */
export function claimedText(document: PdfDocument, words: ShownWords): string | null {
  const font = words.font && embeddedFont(document, words.font);
  const strings = words.operands.filter((each) => each.kind === 'string');
  const letters = font && codesOf(strings, font.size)?.map((code) => font.claims.get(code) ?? null);
  return letters && !letters.includes(null) ? letters.join('') : null;
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
