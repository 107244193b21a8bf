/** Whether a round seal lies over words of a page: the glyphs whose middle is inside of it. */
import type { Glyph } from './glyph.ts';

interface SeenRect {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Words under a scan count: they say what its picture shows. What is not on the screen does not. */
export function coversWords(rect: SeenRect, glyphs: readonly Glyph[]): boolean {
  return glyphs.some((glyph) => glyph.isOnScreen && glyph.text.trim() !== '' && isUnder(rect, glyph));
}

/** The corners of its box are free of ink. */
function isUnder({ xMm, yMm, widthMm, heightMm }: SeenRect, { start, along, advance }: Glyph): boolean {
  const x = start[0] + (along[0] * advance) / 2;
  const y = start[1] + (along[1] * advance) / 2;
  const across = (x - (xMm + widthMm / 2)) / (widthMm / 2);
  const down = (y - (yMm + heightMm / 2)) / (heightMm / 2);
  return across ** 2 + down ** 2 < 1;
}
