/**
 * Objects that only the hidden table of a hybrid file names (/XRefStm, ISO 32000-2 §7.5.8.4). Readers of plain tables do not
 * find them, so that they show another document; a sealed file whose contents need one is never green.
 */
import type { PdfDocument } from './document-model.ts';
import { pdfRef, type PdfObject } from './objects.ts';
import { sameEntry } from './xref-rows.ts';

/** Number of a hidden object that the document leads to; null when there is none. Errors: as `PdfDocument.get`. */
export function neededHiddenObject(document: PdfDocument): number | null {
  const hidden = hiddenObjects(document);
  if (hidden.size === 0) return null;
  const seen = new Set<number>();
  const open: PdfObject[] = [document.trailer];
  for (let object = open.pop(); object; object = open.pop()) {
    if (object.kind !== 'ref') {
      open.push(...partsOf(object));
      continue;
    }
    if (seen.has(object.number)) continue;
    seen.add(object.number);
    if (hidden.has(object.number)) return object.number;
    const entry = document.entry(object.number);
    if (entry)
      open.push(document.get(pdfRef(object.number, entry.kind === 'in-file' ? entry.generation : 0)));
  }
  return null;
}

/** Numbers whose row in a hidden table counts, while the plain table beside it has none in use. */
function hiddenObjects(document: PdfDocument): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const { rows, hiddenRows } of document.revisions.flatMap(({ sections }) => sections)) {
    hiddenRows?.forEach((number, entry) => {
      const shown = rows.get(number);
      const isHidden = entry.kind !== 'free' && (shown === undefined || shown.kind === 'free');
      if (isHidden && sameEntry(document.entry(number), entry)) numbers.add(number);
    });
  }
  return numbers;
}

function partsOf(object: PdfObject): Iterable<PdfObject> {
  if (object.kind === 'array') return object.items;
  if (object.kind === 'dict') return object.entries.values();
  return object.kind === 'stream' ? object.dict.entries.values() : [];
}
