/** The words on one page that forbid a seal (domain/document-marking.ts); most pages are done with by their characters alone. */
import { documentMarking, markingHints, type DocumentMarking } from '../domain/document-marking.ts';
import { charactersOf, lineText, mayHold } from '../page-text/find-words.ts';
import type { Glyph } from '../page-text/glyph.ts';
import { visualLines } from '../page-text/visual-lines.ts';

export function markingOn(glyphs: readonly Glyph[]): DocumentMarking | null {
  const characters = charactersOf(glyphs);
  if (!markingHints.some((hint) => mayHold(characters, hint))) return null;
  return documentMarking(visualLines(glyphs).map(lineText));
}
