/**
 * Reads every object of a document once: all of them must stand where the cross-reference data says, and no two may share
 * bytes of the file. Other programs repair what is broken, each in its own way, and then show something else.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from './document-model.ts';
import { pdfRef } from './objects.ts';

/** Errors: `pdf-object-broken`, `pdf-stream-broken`, `pdf-ambiguous` for overlapping objects, `pdf-limit`. */
export function checkAllObjects(document: PdfDocument): void {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let number = 1; number <= document.highestObjectNumber; number++) {
    const entry = document.entry(number);
    // In an encrypted file nobody here can look into object streams.
    if (!entry || (document.encrypted && entry.kind === 'in-stream')) continue;
    const range = document.objectRange(pdfRef(number, entry.kind === 'in-file' ? entry.generation : 0));
    if (!range) continue;
    starts.push(range.start);
    ends.push(range.end);
  }
  // A section that is a stream is an object itself.
  for (const { kind, offset, end } of document.revisions.flatMap(({ sections }) => sections)) {
    if (kind === 'stream') continue;
    starts.push(offset);
    ends.push(end);
  }
  checkDisjoint(Float64Array.from(starts).sort(), Float64Array.from(ends).sort());
}

/** Ranges are disjoint exactly when the sorted starts and the sorted ends alternate. */
function checkDisjoint(starts: Float64Array, ends: Float64Array): void {
  for (let i = 0; i + 1 < starts.length; i++) {
    const next = starts[i + 1] ?? 0;
    if (next < (ends[i] ?? 0))
      throw new BianyinError('pdf-ambiguous', { what: 'object inside another', at: next });
  }
}
