/**
 * Whether something of a page lies under a rectangle (ISO 32000-2 §8, §9), on the safe side: boxes are never smaller than what is
 * drawn, clipping counts only by its box, and what cannot be read lies everywhere. White on paper is nothing.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfBox, PdfDocument, PdfPage } from '../../../pdf/document-model.ts';
import type { PdfObject, PdfStream } from '../../../pdf/objects.ts';
import { hasPlace, isHidden, lookOf, rectangleOf } from './annotation-look.ts';
import { ContentBoxes } from './content-boxes.ts';
import { isProvenBlank } from './embedded-words.ts';

/** Longer page contents are not searched: then everything counts as covered. */
const maxContent = 16 * 1024 * 1024;
/** Boxes that only touch do not cover one another, in units. */
const touching = 0.75;

/** Whether the rectangle lies over content of the page or over an annotation that is seen there. `self` is the object number of the annotation itself. */
export function coversContent(
  document: PdfDocument,
  pageIndex: number,
  rect: PdfBox,
  self: number | null,
): boolean {
  return orElse(() => {
    const page = document.page(pageIndex);
    return overAnnotation(document, page, rect, self) || overContent(document, page, rect);
  }, true);
}

export function overlaps(a: PdfBox, b: PdfBox): boolean {
  const across = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const up = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return across > touching && up > touching;
}

function overAnnotation(document: PdfDocument, page: PdfPage, rect: PdfBox, self: number | null): boolean {
  return page.annots.some((item) => {
    if (item.kind === 'ref' && item.number === self) return false;
    const annotation = document.resolve(item);
    if (annotation.kind === 'null') return false;
    if (annotation.kind !== 'dict') return true;
    if (isHidden(document, annotation) || lookOf(document, annotation) === 'nothing') return false;
    const box = rectangleOf(document, annotation);
    return box === null || !hasPlace(document, annotation) || overlaps(box, rect);
  });
}

function overContent(document: PdfDocument, page: PdfPage, rect: PdfBox): boolean {
  const boxes = new ContentBoxes(
    document,
    (box, words) => overlaps(box, rect) && !(words && isProvenBlank(document, words)),
  );
  return boxes.anyIn(contentOf(document, document.value(page.dict, 'Contents')), page.resources);
}

/** All streams of /Contents as one, as readers see them (§7.8.2). */
export function contentOf(document: PdfDocument, contents: PdfObject | undefined): Uint8Array {
  const items = contents?.kind === 'array' ? contents.items : contents ? [contents] : [];
  const streams = items
    .map((item) => document.resolve(item))
    .filter((item): item is PdfStream => item.kind === 'stream');
  const parts = streams.map((stream) => document.streamBytes(stream, maxContent));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0)).fill(0x0a);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length + 1;
  }
  return whole;
}
