/** Finds words on the visual lines of a page, over the breaks of a paragraph. */
import { foldText } from '../domain/fold-text.ts';
import { glyphEnd, type Glyph, type Point } from './glyph.ts';
import { nextLine } from './next-line.ts';
import type { VisualLine } from './visual-lines.ts';

/** The glyphs of each place where the words stand; of the last line, where they are broken over lines. */
export function findWords(lines: readonly VisualLine[], words: string): Glyph[][] {
  const wanted = foldText(words);
  if (wanted === '') return [];
  return lines.flatMap((line) => {
    const text = lineText(line);
    const found: Glyph[][] = [];
    for (let at = 0; at < text.length; at++) {
      const glyphs = match(lines, { line, text, at }, wanted);
      if (glyphs) found.push(glyphs);
    }
    return found;
  });
}

/** The characters of a page: most pages are done with when a letter of the words is not among them. */
export function charactersOf(glyphs: readonly Glyph[]): ReadonlySet<string> {
  const characters = new Set<string>();
  for (const { text } of glyphs) {
    characters.add(text);
    if (text.length > 1) for (const character of text) characters.add(character);
  }
  return characters;
}

export function mayHold(characters: ReadonlySet<string>, words: string): boolean {
  for (const character of foldText(words)) if (!characters.has(character)) return false;
  return true;
}

/** The folded text of a line. */
export function lineText({ glyphs }: VisualLine): string {
  let text = '';
  for (const glyph of glyphs) text += glyph.text;
  return text;
}

/** The same with a blank where the next character stands off, as in the next column. */
export function gappedText({ glyphs }: VisualLine): string {
  let text = '';
  let end: Point | undefined;
  for (const glyph of glyphs) {
    const gap = end ? Math.hypot(glyph.start[0] - end[0], glyph.start[1] - end[1]) : 0;
    // A blank is a glyph without a character.
    const isApart = glyph.text === '' || gap > glyph.em * WIDE_GAP;
    text += isApart && text !== '' && !text.endsWith(' ') ? ` ${glyph.text}` : glyph.text;
    end = glyphEnd(glyph);
  }
  return text;
}

/** In em: wider than a blank between words. */
const WIDE_GAP = 0.45;

interface Cursor {
  readonly line: VisualLine;
  readonly text: string;
  readonly at: number;
}

/** Compares from one place on, over the end of the line where a paragraph goes on. */
function match(
  lines: readonly VisualLine[],
  { line, text, at }: Cursor,
  wanted: string,
): Glyph[] | undefined {
  const room = text.length - at;
  if (room >= wanted.length) {
    return text.startsWith(wanted, at) ? glyphsBetween(line, at, at + wanted.length) : undefined;
  }
  if (!wanted.startsWith(text.slice(at))) return undefined;
  const next = nextLine(line, lines);
  return next && match(lines, { line: next, text: lineText(next), at: 0 }, wanted.slice(room));
}

/** The glyphs that hold these characters of the line. */
function glyphsBetween({ glyphs }: VisualLine, from: number, to: number): Glyph[] {
  let end = 0;
  return glyphs.filter((glyph) => {
    const start = end;
    end += glyph.text.length;
    return start < to && end > from;
  });
}
