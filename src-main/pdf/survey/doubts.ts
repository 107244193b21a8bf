/**
 * What is left of structural doubts when one asks whether two readers would see two documents (docs/adr/0019): objects that
 * readers find differently come in, broken ones that nothing draws, says or runs go out, where repairing the file changes nothing.
 */
import type { PdfDocument } from '../document-model.ts';
import type { PdfNoteCode } from '../parser.ts';
import { drawnNumbers } from '../needed-objects.ts';
import { isRepairedAlike } from '../repaired-reading.ts';
import { secondReadings, type SecondReading } from '../second-readings.ts';

const words: Readonly<Record<SecondReading, string>> = {
  hidden: 'named by the hidden table only',
  replaced: 'another object in the table than in the hidden table',
  index: 'at another index of its object stream',
};

/** Deviations that no reader repairs a file for. Whatever else was noted has one reading, but may make some reader repair it. */
const harmless: ReadonlySet<PdfNoteCode> = new Set([
  'hybrid-xref',
  'xref-not-last',
  'object-stream-extends',
  'object-stream-index',
  'trailing-space',
  'catalog-without-type',
  'page-without-type',
  'crop-box-outside',
]);

/** `ambiguous`: number of a needed object and what is wrong with it; 0 stands for the file. Errors: `pdf-limit`. */
export function settleDoubts(
  document: PdfDocument,
  ambiguous: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> {
  const left = new Map(ambiguous);
  for (const [number, reading] of secondReadings(document))
    if (!left.has(number)) left.set(number, words[reading]);
  const isProvoking = document.notes.some(({ code }) => !harmless.has(code));
  const isUnread = ([, problem]: readonly [number, string]) => problem.startsWith('pdf-');
  const unread = [...ambiguous].filter(isUnread);
  if (!isProvoking && unread.length === 0) return left;
  const isAlike = isRepairedAlike(document);
  if (isProvoking && !isAlike) left.set(0, 'a reader that repairs the file finds other objects');
  const drawn = isAlike && unread.length > 0 ? drawnNumbers(document) : null;
  for (const [number] of unread) if (drawn && !drawn.has(number)) left.delete(number);
  return left;
}
