/** Whether a font brings its glyphs along (ISO 32000-2 §9.9). */
import type { PdfDocument } from '../document-model.ts';
import type { PdfDict, PdfObject } from '../objects.ts';
import { hasEntry } from './actions.ts';
import { nameAt } from './object-links.ts';

/** Type 3 glyphs are content of their own. Errors: those of `document.get`. */
export function isEmbedded(document: PdfDocument, font: PdfDict, depth = 0): boolean {
  const subtype = document.value(font, 'Subtype');
  const kind = subtype?.kind === 'name' ? subtype.value : nameAt(font, 'Subtype');
  if (kind === 'Type3') return true;
  if (kind === 'Type0' && depth === 0) {
    const descendant = document.resolve(firstOf(document.value(font, 'DescendantFonts')));
    return descendant.kind === 'dict' && isEmbedded(document, descendant, 1);
  }
  const descriptor = document.value(font, 'FontDescriptor');
  return (
    descriptor?.kind === 'dict' &&
    ['FontFile', 'FontFile2', 'FontFile3'].some((key) => hasEntry(descriptor, key))
  );
}

function firstOf(list: PdfObject | undefined): PdfObject | undefined {
  return list?.kind === 'array' ? list.items[0] : undefined;
}
