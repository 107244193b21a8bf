/**
 * What a reader sees that gives up on the cross-reference data and looks through the file for `N G obj` (all of them do so,
 * each at another provocation): the last object of each number counts. Where that is the object that our reading finds, a
 * small defect may stand; where it is not, a defect that only provokes the repair would show another document (attack P20).
 */
import type { PdfDocument } from './document-model.ts';
import { isSpace } from './lexer.ts';

/** Larger files are not looked through: then no defect is passed over. */
const maxScanned = 64 * 1024 * 1024;
const chunk = 1 << 16;
/** A header may lie across two chunks. */
const overlap = 32;
const header = /(?<![0-9])(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}obj\b/g;

/** Whether repairing the file finds the objects that this view finds. Errors: those of the source. */
export function isRepairedAlike(document: PdfDocument): boolean {
  const { source } = document;
  if (source.size > maxScanned) return false;
  for (const [number, offset] of lastHeaders(document)) {
    const entry = document.entry(number);
    if (entry?.kind !== 'in-file' || !leadsTo(document, entry.offset, offset)) return false;
  }
  return true;
}

/** The place of the last `N G obj` of each number, wherever it stands. */
function lastHeaders({ source }: PdfDocument): ReadonlyMap<number, number> {
  const decoder = new TextDecoder('latin1');
  const last = new Map<number, number>();
  for (let at = 0; at < source.size; at += chunk - overlap) {
    const text = decoder.decode(source.read(at, Math.min(chunk, source.size - at)));
    for (const { 1: number, index } of text.matchAll(header)) {
      // What begins in the overlap is whole in the next chunk, and only there is seen what stands before it.
      if (at === 0 || index > 0) last.set(Number(number), at + index);
    }
  }
  return last;
}

/** Whether a row that names offset `from` leads to the object at `to`: every reader skips white space before an object. */
export function leadsTo({ source }: PdfDocument, from: number, to: number): boolean {
  if (from > to || to - from > chunk) return false;
  return source.read(from, to - from).every(isSpace);
}
