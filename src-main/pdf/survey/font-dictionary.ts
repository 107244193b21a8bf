/**
 * Entries of a font that say which glyph a letter has and how wide it is (ISO 32000-2 §9.6.4, §9.6.5): where they are missing or are no names and
 * no codes, one reader shows a glyph and another none.
 */
import type { PdfDocument } from '../document-model.ts';
import type { PdfDict, PdfObject } from '../objects.ts';
import { isAsciiGlyphName } from './ascii-glyph-names.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';

/** What is wrong; null when nothing is. */
export function fontProblem(document: PdfDocument, font: PdfDict): string | null {
  if (areDifferencesWrong(document, font)) return 'encoding of a font';
  if (nameAt(font, 'Subtype') !== 'Type3') return null;
  if (!isThere(document, font, 'Encoding')) return 'encoding of a font';
  if (isBuiltUponNothing(document, font)) return 'encoding of a font';
  const matrix = quietly(() => document.value(font, 'FontMatrix'));
  if (matrix?.kind !== 'array' || matrix.items.length !== 6) return 'matrix of a font';
  const hasWidths = ['FirstChar', 'LastChar', 'Widths'].every((key) => isThere(document, font, key));
  return hasWidths ? null : 'widths of a font';
}

/**
 * Table 110: glyphs that the font does not name itself. With the standard encoding, or where nothing is said, one reader takes the names of that
 * encoding, and another none.
 */
function isBuiltUponNothing(document: PdfDocument, font: PdfDict): boolean {
  const encoding = quietly(() => document.value(font, 'Encoding'));
  const base = encoding?.kind === 'dict' ? quietly(() => document.value(encoding, 'BaseEncoding')) : encoding;
  if (base?.kind === 'name' && sharedEncodings.has(base.value)) return false;
  const named =
    encoding?.kind === 'dict' ? quietly(() => document.value(encoding, 'Differences')) : undefined;
  const own = named?.kind === 'array' ? named.items.flatMap((item) => nameOf(document, item)) : [];
  const glyphs = quietly(() => document.value(font, 'CharProcs'));
  return (
    glyphs?.kind === 'dict' &&
    [...glyphs.entries.keys()].some((name) => isAsciiGlyphName(name) && !own.includes(name))
  );
}

/** Those that every reader takes names from. */
const sharedEncodings: ReadonlySet<string> = new Set(['WinAnsiEncoding', 'MacRomanEncoding']);

function nameOf(document: PdfDocument, item: PdfObject): string[] {
  const name = quietly(() => document.resolve(item));
  return name?.kind === 'name' ? [name.value] : [];
}

function isThere(document: PdfDocument, font: PdfDict, key: string): boolean {
  const value = font.entries.has(key) ? quietly(() => document.value(font, key)) : undefined;
  return value !== undefined && value.kind !== 'null';
}

/** Table 112: a code of one octet, the names from there on, and so on. */
function areDifferencesWrong(document: PdfDocument, font: PdfDict): boolean {
  const encoding = font.entries.has('Encoding') ? quietly(() => document.value(font, 'Encoding')) : undefined;
  if (encoding?.kind !== 'dict' || !encoding.entries.has('Differences')) return false;
  const list = quietly(() => document.value(encoding, 'Differences'));
  if (list?.kind !== 'array') return true;
  return list.items.some((item, index) => {
    const each = quietly(() => document.resolve(item));
    if (each?.kind === 'name') return index === 0;
    return each?.kind !== 'number' || !Number.isInteger(each.value) || each.value < 0 || each.value > 255;
  });
}
