/** All steps after the first signed revision, each explained once: work grows with the file, not with signatures × revisions. */
import type { PdfDocument } from '../../../pdf/document.ts';
import { pdfRef } from '../../../pdf/objects.ts';
import { rectangleOf } from './annotation-look.ts';
import type { RevisionStep } from './change-event.ts';
import { explainStep } from './explain-step.ts';
import { PageFinder } from './page-finder.ts';
import { quietContainers } from './quiet-containers.ts';
import { dictOf, readObject, ReferenceIndex } from './reference-index.ts';

/**
 * Steps from revision `firstSigned` (0-based) to the newest, one by one. Errors: those of the reader, `pdf-limit` above all;
 * the caller turns them into a finding.
 */
export function* analyseChanges(document: PdfDocument, firstSigned: number): Generator<RevisionStep> {
  const last = document.revisions.length - 1;
  if (firstSigned >= last) return;
  const signed = document.documentAt(firstSigned);
  let before = signed;
  const interest = new Set<number>();
  for (let i = firstSigned + 1; i <= last; i += 1)
    for (const number of document.changedObjects(i)) interest.add(number);
  for (const number of quietContainers(before)) interest.add(number);
  const index = new ReferenceIndex(before, interest);
  const pageOf = pageNumbers(before);
  const finder = new PageFinder(before, pageOf);
  for (let i = firstSigned + 1; i <= last; i += 1) {
    const after = document.documentAt(i);
    const preparedSince = prepared(document, firstSigned, i - 1);
    yield explainStep(before, after, index, { signed, pageOf, finder, preparedSince });
    index.advance(after, after.changedObjects(i));
    before = after;
  }
}

/** Asks since which of the revisions `first` to `last` a place stands ready for a signature (§12.7.5.5), just as it is in the last of them. */
function prepared(document: PdfDocument, first: number, last: number): (number: number) => number | null {
  const placeIn = (revision: number, number: number): string | null => {
    const view = document.documentAt(revision);
    const dict = dictOf(readObject(view, number));
    return dict && !dict.entries.has('V') ? (rectangleOf(view, dict)?.join() ?? null) : null;
  };
  return (number) => {
    const place = placeIn(last, number);
    if (place === null) return null;
    let since = last;
    while (since > first && placeIn(since - 1, number) === place) since -= 1;
    return since;
  };
}

/** 1-based page of an object number, by the page tree of the signed document: a later tree that differs is unexplained anyway. */
function pageNumbers(document: PdfDocument): (number: number) => number | undefined {
  return (number) => {
    const entry = document.entry(number);
    if (!entry) return undefined;
    const index = document.pageIndexOf(pdfRef(number, entry.kind === 'in-file' ? entry.generation : 0));
    return index === undefined ? undefined : index + 1;
  };
}
