/** Where a signature shows on the pages: the widgets of its field, and the stamps that name the field (骑缝章 and further marks). */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfObject } from '../pdf/objects.ts';
import { visualRect, visualSizeMm } from '../pdf/page-geometry.ts';
import { readBox, type PdfBox, type PdfPage } from '../pdf/pages.ts';
import { STAMP_FIELD_KEY } from '../pdf/signature-increment.ts';
import type { SignatureField } from '../pdf/signature-field.ts';
import { optionalText } from '../pdf/text-string.ts';
import type { MarkReport } from './report.ts';

/** More pages than this are not searched for stamps. */
const maxPages = 20_000;
const maxMarks = 2_000;

/** Stamps by the name of the field that they belong to. */
export type StampIndex = ReadonlyMap<string, readonly { readonly page: PdfPage; readonly dict: PdfDict }[]>;

export function indexStamps(document: PdfDocument): StampIndex {
  const stamps = new Map<string, { page: PdfPage; dict: PdfDict }[]>();
  for (let index = 0; index < Math.min(document.pageCount, maxPages); index += 1) {
    const page = document.page(index);
    for (const item of page.annots) {
      const dict = document.resolve(item);
      const name = dict.kind === 'dict' ? optionalText(document.value(dict, STAMP_FIELD_KEY)) : null;
      if (dict.kind !== 'dict' || name === null) continue;
      const known = stamps.get(name) ?? [];
      known.push({ page, dict });
      stamps.set(name, known);
    }
  }
  return stamps;
}

/** Marks in the order of the field's widgets, then by page. Marks outside the visible page are left out. */
export function marksOf(document: PdfDocument, field: SignatureField, stamps: StampIndex): MarkReport[] {
  const marks: MarkReport[] = [];
  for (const { pageIndex, rect, hidden, ref } of field.widgets) {
    if (pageIndex === null || rect === null || hidden) continue;
    const dict = ref ? document.get(ref) : undefined;
    addMark(document, document.page(pageIndex), rect, dict, marks);
  }
  for (const { page, dict } of stamps.get(field.fieldName ?? '') ?? []) {
    const rect = readBox(document, document.value(dict, 'Rect'));
    if (rect) addMark(document, page, rect, dict, marks);
  }
  return marks.slice(0, maxMarks);
}

function addMark(
  document: PdfDocument,
  page: PdfPage,
  rect: PdfBox,
  dict: PdfObject | undefined,
  marks: MarkReport[],
): void {
  const { xMm, yMm, widthMm, heightMm } = visualRect(page, rect);
  const size = visualSizeMm(page);
  const isSeen = xMm < size.widthMm && yMm < size.heightMm && xMm + widthMm > 0 && yMm + heightMm > 0;
  if (!isSeen) return;
  const slice = dict?.kind === 'dict' ? sliceOf(document, dict) : undefined;
  const place = { xMm: round(xMm), yMm: round(yMm), widthMm: round(widthMm), heightMm: round(heightMm) };
  marks.push({ page: page.index + 1, rect: place, ...(slice ? { slice } : {}) });
}

const drawing = /^q \/Blend gs ([\d.]+) 0 0 [\d.]+ (-?[\d.]+) 0 cm \/Seal Do Q$/;

/** Our own appearances draw the whole seal behind a narrower box; foreign ones say nothing. */
function sliceOf(document: PdfDocument, annotation: PdfDict): { index: number; count: number } | undefined {
  try {
    const appearance = document.value(annotation, 'AP');
    const normal = appearance?.kind === 'dict' ? document.value(appearance, 'N') : undefined;
    if (normal?.kind !== 'stream') return undefined;
    const box = readBox(document, document.value(normal.dict, 'BBox'));
    const [, whole, shift] =
      drawing.exec(new TextDecoder('latin1').decode(document.streamBytes(normal, 1024))) ?? [];
    if (!box || whole === undefined || shift === undefined) return undefined;
    const width = box[2] - box[0];
    const count = Math.round(Number(whole) / width);
    return count > 1 ? { index: Math.round(-Number(shift) / width) + 1, count } : undefined;
  } catch (error) {
    // An appearance that cannot be read, or is longer than ours ever are, is no slice of ours.
    if (error instanceof BianyinError) return undefined;
    throw error;
  }
}

function round(mm: number): number {
  return Math.round(mm * 100) / 100;
}
