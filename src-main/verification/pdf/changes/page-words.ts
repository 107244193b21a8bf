/** The words that a page shows, its content and the looks that stand on it, as boxes of what was shown (ISO 32000-2 §9.4, §12.5.5). */
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { appearancesOf, isHidden, rectangleOf } from './annotation-look.ts';
import { ContentBoxes, type ShownWords } from './content-boxes.ts';
import { contentOf } from './page-cover.ts';

/** Longer page contents are not searched: then any words may stand there. */
const maxContent = 16 * 1024 * 1024;
const maxFieldDepth = 16;

/** Whether there are words as wanted. The annotation `self` is left out, and so are the looks of signatures, which stand beside one another. Errors: those of reading. */
export function anyWords(
  document: PdfDocument,
  pageIndex: number,
  self: number | null,
  isWanted: (box: PdfBox, words: ShownWords) => boolean,
): boolean {
  const page = document.page(pageIndex);
  const content = contentOf(document, document.value(page.dict, 'Contents'));
  if (content.length > maxContent) return true;
  const boxes = () => new ContentBoxes(document, (box, words) => words !== null && isWanted(box, words));
  if (boxes().anyIn(content, page.resources)) return true;
  return page.annots.some((item) => {
    const annotation = document.resolve(item);
    if (annotation.kind !== 'dict' || (item.kind === 'ref' && item.number === self)) return false;
    if (isHidden(document, annotation) || isSignature(document, annotation)) return false;
    const rect = rectangleOf(document, annotation);
    return rect !== null && appearancesOf(document, annotation).some((look) => boxes().anyInLook(look, rect));
  });
}

function isSignature(document: PdfDocument, annotation: PdfDict): boolean {
  let field: PdfDict | undefined = annotation;
  for (let depth = 0; field !== undefined && depth < maxFieldDepth; depth += 1) {
    const type = nameAt(field, 'FT');
    if (type !== undefined) return type === 'Sig';
    const above = document.value(field, 'Parent');
    field = above?.kind === 'dict' ? above : undefined;
  }
  return false;
}
