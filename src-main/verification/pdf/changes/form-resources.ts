/**
 * The resources of a form that changed in nothing that a look is made from (/DR, ISO 32000-2 §12.7.3): signing programs leave fonts of their
 * own and empty graphics there. Looks that readers make ask for fonts by the names in /DA; a font whose glyphs the file brings along is none of these.
 */
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { fontsAskedFor, type AskedFonts } from './asked-fonts.ts';
import { readableFont } from './look-font.ts';
import { dictAt, type RevisionPair } from './revision-pair.ts';

/** /DR of the form before and after. */
type BeforeAndAfter = readonly [old: PdfObject | undefined, now: PdfObject | undefined];

/** Where looks are made from it: every font stayed, each new one is one that nothing asks for and that every reader draws alike, and of the graphics only such changed as nothing asks for. */
export function resourcesGrewUnused(pair: RevisionPair, resources: BeforeAndAfter): boolean {
  const [a, b] = dictsOf(pair, resources);
  if (!b || b.duplicateKeys.length > 0 || (resources[0] !== undefined && !a)) return false;
  const asked = fontsAskedFor(pair.before);
  return pair.differingKeys(a, b).every((key) => {
    if (key === 'ProcSet') return true;
    const lists = dictsOf(pair, [a?.entries.get(key), b.entries.get(key)]);
    // A look that a reader makes is text: it draws no graphic by its name.
    if (key === 'XObject') return pair.differingKeys(...lists).every((name) => !asked.has(name));
    if (key !== 'Font') return false;
    return pair.differingKeys(...lists).every((name) => {
      const font = lists[1]?.entries.get(name);
      const isNew = !lists[0]?.entries.has(name) && !asked.has(name);
      return isNew && font !== undefined && isReadersFont(pair, font) && isLegible(pair, asked, name, font);
    });
  });
}

/**
 * Where every look is its own: a reader makes the look anew as soon as somebody types into the field, in the font that /DA names. Such a font
 * must have letters that are known, or another value than the one that is typed would be seen.
 */
export function fontsStayLegible(pair: RevisionPair, resources: BeforeAndAfter): boolean {
  const [a, b] = dictsOf(pair, resources);
  if (!b) return resources[1] === undefined;
  if (b.duplicateKeys.length > 0) return false;
  const lists = dictsOf(pair, [a?.entries.get('Font'), b.entries.get('Font')]);
  const names = pair.differingKeys(...lists);
  if (names.length === 0) return true;
  const asked = fontsAskedFor(pair.before);
  return names.every((name) => isLegible(pair, asked, name, lists[1]?.entries.get(name)));
}

function isLegible(
  pair: RevisionPair,
  asked: AskedFonts,
  name: string,
  font: PdfObject | undefined,
): boolean {
  // For a font that is gone a reader takes one of its own.
  if (font === undefined || readableFont(pair.signed, pair.after, font) !== null) return true;
  const isPlain = isReadersFont(pair, font);
  // Where nothing is asked for, readers take these two: ticks and rings of boxes, and letters.
  if (name === 'ZaDb') return isPlain && isDingbats(pair, font);
  return name !== 'Helv' && !asked.has(name) && (isPlain || !asked.hasRichText);
}

function isDingbats(pair: RevisionPair, value: PdfObject): boolean {
  const font = dictAt(pair.after, value);
  return font !== undefined && nameAt(font, 'BaseFont') === 'ZapfDingbats';
}

const plainFontKeys = new Set(['Type', 'Subtype', 'BaseFont', 'Name', 'Encoding']);

/** A font of the reader (§9.6.2.2): new, with no program, no widths and no encoding of its own. */
function isReadersFont(pair: RevisionPair, value: PdfObject): boolean {
  const font = dictAt(pair.after, value);
  if (value.kind === 'ref' && !pair.isNew(value.number)) return false;
  return (
    font !== undefined &&
    [...font.entries].every(([key, entry]) => plainFontKeys.has(key) && entry.kind === 'name')
  );
}

function dictsOf(
  pair: RevisionPair,
  [old, now]: BeforeAndAfter,
): readonly [PdfDict | undefined, PdfDict | undefined] {
  return [dictAt(pair.before, old), dictAt(pair.after, now)];
}
