/**
 * The fonts of the seal maker and the outlines of their characters. 宋体 is Noto Serif SC Bold. No free 仿宋 with all
 * characters exists, so 仿宋 is Noto Serif SC Regular drawn narrower, and every picture that uses it says so.
 */
import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import type { Font, Glyph, PathCommand } from 'fontkit';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { characterWeight } from './character-weight.ts';

export type SealFontName = 'song' | 'fangsong' | 'digits';

/** A rectangle in font units (y up). */
export interface FontBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** One character as drawn by its font. */
export interface Outline {
  readonly commands: readonly PathCommand[];
  /** The tight box of the ink. */
  readonly ink: FontBox;
  /** The box that an average character of this font fills; all characters of a line share it. */
  readonly face: FontBox;
  /** A bracket, which gets a narrow cell of its own (see `characterWeight`). */
  readonly narrow: boolean;
}

export interface SealFonts {
  /** Outline of one character (a code point, not a UTF-16 unit). Errors: `seal-glyph-missing`. */
  outline(font: SealFontName, character: string): Outline;
}

const files: Readonly<Record<SealFontName, string>> = {
  song: 'NotoSerifSC-Bold.ttf',
  fangsong: 'NotoSerifSC-Regular.ttf',
  digits: 'Arimo-Regular.ttf',
};
/** Measured: the ink of ordinary ideographs of both weights ends within a few units of this box (1000 units an em). */
const ideographFace: FontBox = { minX: 24, minY: -92, maxX: 982, maxY: 852 };

const loaded = new Map<SealFontName, Font>();

/** Fonts from the application's own assets, opened once, on first use. */
export const sealFonts: SealFonts = {
  outline(name, character) {
    const font = fontOf(name);
    const codePoint = character.codePointAt(0) ?? 0;
    if (!font.hasGlyphForCodePoint(codePoint)) throw missing(character, codePoint);
    const glyph = font.glyphForCodePoint(codePoint);
    const { minX, minY, maxX, maxY } = glyph.bbox;
    if (!(maxX > minX) || !(maxY > minY)) throw missing(character, codePoint);
    const ink = { minX, minY, maxX, maxY };
    const face = name === 'digits' ? digitFace(font, glyph) : ideographFace;
    return { commands: glyph.path.commands, ink, face, narrow: characterWeight(character) < 1 };
  },
};

function fontOf(name: SealFontName): Font {
  const known = loaded.get(name);
  if (known) return known;
  const font = create(readFileSync(new URL(`../../../assets/fonts/${files[name]}`, import.meta.url)));
  loaded.set(name, font);
  return font;
}

/** Digits all get the box of the zero, so that a narrow 1 is not stretched; a wide letter (M) is pressed into its cell. */
function digitFace(font: Font, { advanceWidth, bbox }: Glyph): FontBox {
  const zero = font.glyphForCodePoint(0x30).bbox;
  const half = Math.max(zero.maxX - zero.minX, bbox.maxX - bbox.minX) / 2;
  return { minX: advanceWidth / 2 - half, maxX: advanceWidth / 2 + half, minY: zero.minY, maxY: zero.maxY };
}

function missing(character: string, codePoint: number): BianyinError {
  const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return new BianyinError('seal-glyph-missing', { character, codePoint: name });
}
