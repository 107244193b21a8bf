/** Where signatures already show on a document: a new seal over an old one is worth a warning before it is put there. */
import type { PdfDocument } from './document.ts';
import { visualRect } from './page-geometry.ts';
import type { VisualRect } from './page-geometry.ts';
import { readBox } from './pages.ts';
import { listSignatures, signedFields } from './signature-field.ts';
import { STAMP_FIELD_KEY } from './signature-increment.ts';
import { optionalExactText } from './text-string.ts';

export interface ExistingMark {
  /** 1-based. */
  readonly page: number;
  readonly visual: VisualRect;
  /** The signature it belongs to. */
  readonly fieldName: string;
}

/** Widgets of signed fields and the stamps that name one of them; hidden ones are left out. Errors: as `listSignatures`. */
export function existingMarks(document: PdfDocument): ExistingMark[] {
  const signed = signedFields(listSignatures(document));
  const names = new Set(signed.map((field) => field.fieldName));
  const widgets = signed.flatMap((field) =>
    field.widgets.flatMap(({ pageIndex, rect, hidden }): ExistingMark[] => {
      if (pageIndex === null || rect === null || hidden) return [];
      const visual = visualRect(document.page(pageIndex), rect);
      return [{ page: pageIndex + 1, visual, fieldName: field.fieldName ?? '' }];
    }),
  );
  return names.size === 0 ? widgets : [...widgets, ...stampsOf(document, names)];
}

function stampsOf(document: PdfDocument, names: ReadonlySet<string | null>): ExistingMark[] {
  const found: ExistingMark[] = [];
  for (let index = 0; index < document.pageCount; index++) {
    const page = document.page(index);
    for (const item of page.annots) {
      const annotation = document.resolve(item);
      if (annotation.kind !== 'dict') continue;
      const fieldName = optionalExactText(document.value(annotation, STAMP_FIELD_KEY));
      const rect = readBox(document, document.value(annotation, 'Rect'));
      if (fieldName === null || !names.has(fieldName) || !rect) continue;
      found.push({ page: index + 1, visual: visualRect(page, rect), fieldName });
    }
  }
  return found;
}
