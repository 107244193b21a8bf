/**
 * Fonts that do not say which characters their glyphs are: pdf.js then takes the number of a glyph for a character, and the page reads
 * as nonsense that is made of real letters. Told by how little of it is used in Chinese at all.
 */
import { UNREADABLE, type DrawnGlyph } from './show-text.ts';

/** Fewer glyphs than this say nothing about a font. */
const FEWEST = 4;
/** Of the characters of a font that means something, at least this part is in common use; of glyph numbers a third. */
const COMMON_PART = 0.5;

/** The glyphs, with those of meaningless fonts marked as unreadable. */
export function withReadability(glyphs: readonly DrawnGlyph[]): readonly DrawnGlyph[] {
  const named = new Set<string>();
  for (const { fontName, isItsCode } of glyphs) if (!isItsCode) named.add(fontName);
  const others = Map.groupBy(
    glyphs.filter(({ fontName }) => !named.has(fontName)),
    ({ fontName }) => fontName,
  );
  const meaningless = new Set<string>();
  for (const [name, all] of others) if (isMeaningless(all)) meaningless.add(name);
  if (meaningless.size === 0) return glyphs;
  return glyphs.map((glyph) =>
    meaningless.has(glyph.fontName) ? { ...glyph, text: UNREADABLE, isReadable: false } : glyph,
  );
}

/** `glyphs` are all of a font, and each only the number of its code. */
function isMeaningless(glyphs: readonly DrawnGlyph[]): boolean {
  if (glyphs.some(({ isReadable }) => !isReadable)) return true;
  const different = [...new Set(glyphs.map(({ unicode }) => unicode))];
  return different.length >= FEWEST && different.filter(isCommon).length < different.length * COMMON_PART;
}

/** ASCII, marks, figures, kana, Hangul, and the 6,763 characters of GB/T 2312. */
function isCommon(character: string): boolean {
  return (
    /[ -~\u00A0-\u00FF\u2010-\u27BF\u3000-\u312F\uAC00-\uD7A3\uFF00-\uFFEF]/u.test(character) ||
    common().has(character)
  );
}

let known: Set<string> | undefined;

function common(): Set<string> {
  known ??= new Set(
    new TextDecoder('gbk').decode(
      Uint8Array.from({ length: 72 * 94 * 2 }, (_, i) => {
        const cell = Math.floor(i / 2);
        return i % 2 === 0 ? 0xb0 + Math.floor(cell / 94) : 0xa1 + (cell % 94);
      }),
    ),
  );
  return known;
}
