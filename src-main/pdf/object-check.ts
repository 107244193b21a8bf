/**
 * Reads every object of a document once: all of them must stand where the cross-reference data says, and no two may share
 * bytes of the file. Other programs repair what is broken, each in its own way, and then show something else.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from './document.ts';
import { pdfRef } from './objects.ts';

/** Errors: `pdf-object-broken`, `pdf-stream-broken`, `pdf-ambiguous` for overlapping objects, `pdf-limit`. */
export function checkAllObjects(document: PdfDocument): void {
  const starts: number[] = [];
  const ends = new Map<number, number>();
  const owners = new Map<number, number>();
  for (let number = 1; number <= document.highestObjectNumber; number++) {
    const entry = document.entry(number);
    if (!entry) continue;
    const ref = pdfRef(number, entry.kind === 'in-file' ? entry.generation : 0);
    // In an encrypted file nobody here can look into object streams.
    if (document.encrypted && entry.kind === 'in-stream') continue;
    document.get(ref);
    const range = document.objectRange(ref);
    if (!range) continue;
    if (ends.has(range.start)) throw overlap(number, range.start);
    starts.push(range.start);
    ends.set(range.start, range.end);
    owners.set(range.start, number);
  }
  starts.sort((a, b) => a - b);
  starts.forEach((start, i) => {
    const next = starts[i + 1];
    if (next !== undefined && next < (ends.get(start) ?? start)) throw overlap(owners.get(next) ?? 0, next);
  });
}

function overlap(number: number, at: number): BianyinError {
  return new BianyinError('pdf-ambiguous', { what: `object ${number} inside another`, at });
}
