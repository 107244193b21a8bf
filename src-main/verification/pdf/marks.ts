/** Where a signature shows on the pages: the widgets of its field, and the stamps that name the field (骑缝章 and further marks). */
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfObject } from '../../pdf/objects.ts';
import { visualRect, visualSizeMm } from '../../pdf/page-geometry.ts';
import { readBox, type PdfBox, type PdfPage } from '../../pdf/pages.ts';
import { STAMP_FIELD_KEY } from '../../pdf/signature-increment.ts';
import type { SignatureField } from '../../pdf/signature-field.ts';
import { optionalExactText } from '../../pdf/text-string.ts';
import { readDrawnMark, type SignedPicture } from './mark-picture.ts';
import type { MarkReport } from '../report.ts';

/** Stamps by the name of the field that they belong to. */
export type StampIndex = ReadonlyMap<string, readonly { readonly page: PdfPage; readonly dict: PdfDict }[]>;

/** Stamp annotations of all pages by the name of the signature field they belong to. */
export function indexStamps(document: PdfDocument): StampIndex {
  const stamps = new Map<string, { page: PdfPage; dict: PdfDict }[]>();
  for (let index = 0; index < document.pageCount; index += 1) {
    const page = document.page(index);
    for (const item of page.annots) {
      const dict = document.resolve(item);
      const name = dict.kind === 'dict' ? optionalExactText(document.value(dict, STAMP_FIELD_KEY)) : null;
      if (dict.kind !== 'dict' || name === null) continue;
      const known = stamps.get(name) ?? [];
      known.push({ page, dict });
      stamps.set(name, known);
    }
  }
  return stamps;
}

/**
 * Marks in the order of the field's widgets, then by page. Hidden ones and those outside the visible page are left out.
 * `signed` holds the picture of the signed seal.
 */
export function marksOf(
  document: PdfDocument,
  field: SignatureField,
  stamps: StampIndex,
  signed: SignedPicture,
): MarkReport[] {
  const marks: MarkReport[] = [];
  for (const { pageIndex, rect, hidden, ref } of field.widgets) {
    if (pageIndex === null || rect === null || hidden) continue;
    const dict = ref ? document.get(ref) : undefined;
    addMark(document, document.page(pageIndex), { rect, dict, signed }, marks);
  }
  for (const { page, dict } of stamps.get(field.fieldName ?? '') ?? []) {
    const rect = readBox(document, document.value(dict, 'Rect'));
    if (rect && !isHidden(document, dict)) addMark(document, page, { rect, dict, signed }, marks);
  }
  return marks;
}

/** /F: bit 2 hidden, bit 6 no view. */
function isHidden(document: PdfDocument, annotation: PdfDict): boolean {
  const flags = document.value(annotation, 'F');
  return flags?.kind === 'number' && (flags.value & 0b100010) !== 0;
}

function addMark(
  document: PdfDocument,
  page: PdfPage,
  { rect, dict, signed }: { rect: PdfBox; dict: PdfObject | undefined; signed: SignedPicture },
  marks: MarkReport[],
): void {
  const { xMm, yMm, widthMm, heightMm } = visualRect(page, rect);
  const size = visualSizeMm(page);
  const isSeen = xMm < size.widthMm && yMm < size.heightMm && xMm + widthMm > 0 && yMm + heightMm > 0;
  if (!isSeen) return;
  const drawn = dict?.kind === 'dict' ? readDrawnMark(document, dict, signed) : {};
  const place = { xMm: round(xMm), yMm: round(yMm), widthMm: round(widthMm), heightMm: round(heightMm) };
  marks.push({ page: page.index + 1, rect: place, ...drawn });
}

function round(mm: number): number {
  return Math.round(mm * 100) / 100;
}
