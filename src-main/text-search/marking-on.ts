/** The words on one page that forbid a seal (domain/document-marking.ts), and its invoice numbers; most pages are done with by their characters alone. */
import { documentMarking, markingHints, type DocumentMarking } from '../domain/document-marking.ts';
import { invoiceHints, invoiceNumbersIn, mostInvoiceNumbers } from '../domain/invoice-numbers.ts';
import { charactersOf, gappedText, lineText, mayHold } from '../page-text/find-words.ts';
import type { Glyph } from '../page-text/glyph.ts';
import { visualLines } from '../page-text/visual-lines.ts';

/** Invoice numbers of one file, page by page; each once. */
export class InvoiceNumbers {
  readonly #found = new Set<string>();

  add(glyphs: readonly Glyph[]): void {
    if (this.#found.size >= mostInvoiceNumbers) return;
    for (const number of numbersOn(glyphs)) this.#found.add(number);
  }

  result(): string[] {
    return [...this.#found].slice(0, mostInvoiceNumbers);
  }
}

function numbersOn(glyphs: readonly Glyph[]): readonly string[] {
  const characters = charactersOf(glyphs);
  if (!invoiceHints.some((hint) => mayHold(characters, hint))) return [];
  return invoiceNumbersIn(visualLines(glyphs).map(gappedText));
}

export function markingOn(glyphs: readonly Glyph[]): DocumentMarking | null {
  const characters = charactersOf(glyphs);
  if (!markingHints.some((hint) => mayHold(characters, hint))) return null;
  return documentMarking(visualLines(glyphs).map(lineText));
}
