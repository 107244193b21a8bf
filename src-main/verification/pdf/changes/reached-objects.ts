/** Which objects the trailer of one revision leads to (ISO 32000-2 §7.5.5): what it does not lead to, no reader shows. */
import type { PdfDocument } from '../../../pdf/document.ts';
import { pdfNull } from '../../../pdf/objects.ts';
import { readObject, referencesIn } from './reference-index.ts';

/** Of a file with more objects nothing is called loose. */
const maxObjects = 200_000;

/** Asked in rare cases only, since it reads every object. Errors: `pdf-limit`. */
export function reachedObjects(document: PdfDocument): (number: number) => boolean {
  if (document.highestObjectNumber > maxObjects) return () => true;
  const reached = new Set<number>();
  const open = [...document.trailer.entries.values()].flatMap((value) => [...referencesIn(value)]);
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (reached.has(number)) continue;
    reached.add(number);
    for (const target of referencesIn(readObject(document, number) ?? pdfNull)) open.push(target);
  }
  return (number) => reached.has(number);
}
