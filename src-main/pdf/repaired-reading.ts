/**
 * What a reader sees that gives up on the cross-reference data and looks through the file for `N G obj` (all of them do so,
 * each at another provocation): the last object of each number counts. Where that is the object that our reading finds, a
 * small defect may stand; where it is not, a defect that only provokes the repair would show another document (attack P20).
 */
import type { PdfDocument } from './document-model.ts';
import { isSpace } from './lexer.ts';
import { neededNumbers } from './needed-objects.ts';
import { hasOtherContainers } from './repaired-containers.ts';

/** Larger files are not looked through: then no defect is passed over. */
const maxScanned = 64 * 1024 * 1024;
const chunk = 1 << 16;
/** A header may lie across two chunks. */
const overlap = 32;
const headerOrTrailer = /(?<![0-9])(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}obj\b|\btrailer(?![a-z])/g;
/** How far behind a header its dictionary is looked at. */
const headBytes = 2048;

/** Whether repairing the file finds the objects that this view finds. Errors: those of the source, `pdf-limit`. */
export function isRepairedAlike(document: PdfDocument): boolean {
  if (document.source.size > maxScanned) return false;
  const found = lastHeaders(document);
  if (!found || hasOtherContainers(document)) return false;
  let needed: ReadonlySet<number> | undefined;
  for (const [number, offset] of found) {
    const entry = document.entry(number);
    if (entry?.kind === 'in-file' && leadsTo(document, entry.offset, offset)) continue;
    needed ??= neededNumbers(document);
    // A freed object that nothing leads to is found again and not shown; one that holds others brings them along.
    if (entry || needed.has(number) || holdsOthers(document, offset)) return false;
  }
  return true;
}

/** The place of the last `N G obj` of each number, wherever it stands; null when a trailer that no section has leads elsewhere. */
function lastHeaders(document: PdfDocument): ReadonlyMap<number, number> | null {
  const { source } = document;
  const sections = document.revisions.flatMap(({ sections: each }) => each);
  const isOwn = (place: number) => sections.some(({ offset, end }) => place > offset && place < end);
  const decoder = new TextDecoder('latin1');
  const last = new Map<number, number>();
  for (let at = 0; at < source.size; at += chunk - overlap) {
    const text = decoder.decode(source.read(at, Math.min(chunk, source.size - at)));
    for (const { 1: number, index } of text.matchAll(headerOrTrailer)) {
      // What begins in the overlap is whole in the next chunk, and only there is seen what stands before it.
      if (at > 0 && index === 0) continue;
      const place = at + index;
      if (number !== undefined) last.set(Number(number), place);
      else if (!isOwn(place) && namesOtherRoot(document, place)) return null;
    }
  }
  return last;
}

/** An object stream or a cross-reference stream, by the names at its head. */
function holdsOthers(document: PdfDocument, offset: number): boolean {
  return /\/(ObjStm|XRef)\b/.test(headAt(document, offset));
}

/** Some writers put a trailer behind a cross-reference stream: the same catalog is no other document. */
function namesOtherRoot(document: PdfDocument, offset: number): boolean {
  const roots = headAt(document, offset).match(/\/Root(?![a-z])[^a-z/]*/gi) ?? [];
  return roots.some((text) => Number(/\d+/.exec(text)?.[0]) !== document.catalogRef.number);
}

/** The text of a dictionary that begins here, names without their escapes. */
function headAt({ source }: PdfDocument, offset: number): string {
  const head = source.read(offset, Math.min(headBytes, source.size - offset));
  const [text = ''] = new TextDecoder('latin1').decode(head).split(/endobj|stream|startxref/, 1);
  return text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Whether a row that names offset `from` leads to the object at `to`: every reader skips white space before an object. */
export function leadsTo({ source }: PdfDocument, from: number, to: number): boolean {
  if (from > to || to - from > chunk) return false;
  return source.read(from, to - from).every(isSpace);
}
