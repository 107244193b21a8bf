/** Finds words on the visual lines of a page, over the breaks of a paragraph. */
import { foldText } from '../domain/fold-text.ts';
import type { Glyph } from './glyph.ts';
import { nextLine } from './next-line.ts';
import type { VisualLine } from './visual-lines.ts';

/** The glyphs of each place where the words stand; of the last line, where they are broken over lines. */
export function findWords(lines: readonly VisualLine[], words: string): Glyph[][] {
  const wanted = [...foldText(words)];
  if (wanted.length === 0) return [];
  return lines.flatMap((line) => {
    const characters = charactersOf(line);
    return characters.flatMap((_, at): Glyph[][] => {
      const glyphs = match(lines, { line, characters, at }, wanted);
      return glyphs ? [glyphs] : [];
    });
  });
}

/** The folded text of a line. */
export function lineText({ glyphs }: VisualLine): string {
  return glyphs.map(({ text }) => text).join('');
}

interface Character {
  readonly char: string;
  readonly glyph: Glyph;
}

interface Cursor {
  readonly line: VisualLine;
  readonly characters: readonly Character[];
  readonly at: number;
}

function charactersOf({ glyphs }: VisualLine): Character[] {
  return glyphs.flatMap((glyph) => [...glyph.text].map((char) => ({ char, glyph })));
}

function match(
  lines: readonly VisualLine[],
  { line, characters, at }: Cursor,
  wanted: readonly string[],
): Glyph[] | undefined {
  const here = characters.slice(at, at + wanted.length);
  if (here.length === 0 || !here.every(({ char }, i) => char === wanted[i])) return undefined;
  if (here.length === wanted.length) return [...new Set(here.map(({ glyph }) => glyph))];
  const next = nextLine(line, lines);
  if (!next) return undefined;
  return match(lines, { line: next, characters: charactersOf(next), at: 0 }, wanted.slice(here.length));
}
