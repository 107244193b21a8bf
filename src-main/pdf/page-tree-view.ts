/**
 * A second page tree for viewers, as an incremental update (ISO 32000-2 §7.5.6) that is put behind a file in memory and never
 * written. Each page hangs under a node of its own with /Count 1 (§7.7.3.2), so that a viewer passes over pages that it does not
 * show without reading them. Pages keep their /Parent, and what they inherit through it.
 */
import type { PdfDocument } from './document-model.ts';
import { IncrementBuilder } from './increment.ts';
import {
  pdfArray,
  pdfDict,
  pdfInteger,
  pdfName,
  type PdfObject,
  type PdfRef,
  withEntries,
} from './objects.ts';

/** Trees larger than this are walked as they are: the view would be as long as the way. */
const MOST_PAGES = 20_000;

/** The octets behind the file; none when there are too many pages. Errors: those of the reader and `pdf-encrypted`. */
export function pageTreeView(document: PdfDocument): Uint8Array {
  if (document.pageCount > MOST_PAGES) return new Uint8Array();
  const builder = new IncrementBuilder(document);
  const root = builder.reserve();
  builder.put(document.catalogRef, withEntries(document.catalog, { Pages: root }));
  const kids: PdfRef[] = [];
  for (let index = 0; index < document.pageCount; index += 1) {
    kids.push(builder.add(treeNode([document.page(index).ref], 1, [['Parent', root]])));
  }
  builder.put(root, treeNode(kids, kids.length, []));
  // Nobody compares the second part of /ID of what is never written.
  return builder.finish(new Uint8Array(16)).bytes;
}

function treeNode(kids: readonly PdfRef[], count: number, more: readonly [string, PdfObject][]): PdfObject {
  return pdfDict(
    new Map<string, PdfObject>([
      ['Type', pdfName('Pages')],
      ['Count', pdfInteger(count)],
      ['Kids', pdfArray(kids)],
      ...more,
    ]),
  );
}
