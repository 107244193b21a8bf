/** Whether a font brings its glyphs along (ISO 32000-2 §9.9). */
import type { PdfDocument } from '../document-model.ts';
import type { PdfDict, PdfObject } from '../objects.ts';
import { nameAt } from './object-links.ts';
import { quietly } from './quietly.ts';

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
    ['FontFile', 'FontFile2', 'FontFile3'].some((key) => isProgram(document, document.value(descriptor, key)))
  );
}

/** Heads of TrueType, OpenType and collections, of CFF, and of Type 1 in text and in segments: readers replace what has none. */
const heads = /^(\0\x01\0\0|true|OTTO|ttcf|\x01\0|%!|\x80\x01)/;

/** A program of a strange head counts where its filters cannot be undone: that is told as such. */
function isProgram(document: PdfDocument, object: PdfObject | undefined): boolean {
  if (object?.kind !== 'stream') return false;
  const bytes = quietly(() => document.decodedStream(object).bytes);
  return !bytes || heads.test(String.fromCharCode(...bytes.subarray(0, 4)));
}

function firstOf(list: PdfObject | undefined): PdfObject | undefined {
  return list?.kind === 'array' ? list.items[0] : undefined;
}
