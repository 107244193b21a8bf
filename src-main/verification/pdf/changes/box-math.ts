/** Boxes as four numbers (ISO 32000-2 §7.9.5): what two of them share. Empty where they do not meet: right of it lies left of its left. */
import type { PdfBox } from '../../../pdf/document-model.ts';

export function intersectBoxes(a: PdfBox, b: PdfBox): PdfBox {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}
