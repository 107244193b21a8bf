/**
 * All cross-reference sections of a file, from the last `startxref` back through /Prev, grouped into revisions
 * (ISO 32000-2 §7.5.5, §7.5.6, Annex F). Anything that could be read in two ways is refused.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { dictValue, type FileRange, type PdfDict } from './objects.ts';
import { limitError } from './limits.ts';
import { Parser } from './parser.ts';
import { afterSpace, lineEndLength, matches, readXrefSection, sizeEntry, xrefError } from './xref-section.ts';
import type { XrefContext, XrefSection } from './xref-section.ts';
import type { XrefEntry } from './xref-rows.ts';
import type { FileTail } from './file-frame.ts';

export interface PdfRevision {
  /** 0 is the oldest. */
  readonly index: number;
  readonly kind: XrefSection['kind'];
  /** The oldest revision of a linearized file: two sections that count as one. */
  readonly linearized: boolean;
  /** Of the section that the revision's own `startxref` names. */
  readonly xrefOffset: number;
  readonly trailer: PdfDict;
  /** First byte that the revision added. */
  readonly start: number;
  /** After its `%%EOF`. */
  readonly end: number;
  /** After the one line end that may follow `%%EOF`; otherwise the same as `end`. */
  readonly endWithLineEnd: number;
  /** After all the white space that follows `%%EOF`. */
  readonly endWithSpace: number;
  /** Newest first; two for the oldest revision of a linearized file, else mostly one. */
  readonly sections: readonly XrefSection[];
}

/** Revisions from the oldest to the newest. Errors: `pdf-xref-broken`, `pdf-ambiguous`, `pdf-limit`. */
export function readRevisions(context: XrefContext, tail: FileTail): PdfRevision[] {
  const groups = groupSections(context, readSections(context, tail.startxref));
  const revisions: PdfRevision[] = [];
  for (const [index, sections] of groups.entries()) {
    const [newest] = sections;
    if (!newest) continue;
    const next = groups[index + 1]?.map(({ offset }) => offset) ?? [tail.end];
    const ending = readEnding(context, endOfSections(sections), newest.offset, Math.min(...next));
    const start = revisions.at(-1)?.end ?? 0;
    checkReach(sections, ending.end);
    revisions.push(revision(context, index, sections, newest, start, ending));
    checkGrowth(context, revisions, newest);
  }
  const end = revisions.at(-1)?.end;
  if (end !== tail.end) throw xrefError('xref-end', tail.startxref);
  return revisions;
}

function revision(
  context: XrefContext,
  index: number,
  sections: readonly XrefSection[],
  newest: XrefSection,
  start: number,
  ending: FileRange,
): PdfRevision {
  return {
    index,
    kind: newest.kind,
    linearized: sections.some(({ offset }) => offset > newest.offset),
    xrefOffset: newest.offset,
    trailer: newest.trailer,
    start,
    end: ending.start,
    endWithLineEnd: ending.end,
    endWithSpace: afterSpace(context, ending.end),
    sections,
  };
}

/** Where the last of them in the file ends: behind it stands `startxref`. */
function endOfSections(sections: readonly XrefSection[]): number {
  return Math.max(...sections.map(({ end }) => end));
}

/** Newest first. */
function readSections(context: XrefContext, startxref: number): XrefSection[] {
  const seen = new Set<number>();
  const sections: XrefSection[] = [];
  for (let offset: number | null = startxref; offset !== null;) {
    if (seen.has(offset)) throw xrefError('xref-prev-loop', offset);
    if (seen.size >= context.budget.limits.maxRevisions) throw limitError('revisions', seen.size);
    seen.add(offset);
    const section: XrefSection = readXrefSection(context, offset);
    sections.push(section);
    offset = section.previous;
  }
  return sections;
}

/**
 * Oldest first; sections must stand in the file in the order of their chain, except the two of a linearized file. Acrobat
 * writes two sections behind one another and one `startxref` for both, when it updates a hybrid file: one revision.
 */
function groupSections(context: XrefContext, newestFirst: readonly XrefSection[]): XrefSection[][] {
  const oldestFirst = [...newestFirst].reverse();
  const [main, first] = oldestFirst;
  const groups: XrefSection[][] = [];
  let rest = oldestFirst;
  if (main && first && first.offset < main.offset && isLinearized(context, first)) {
    groups.push([first, main]);
    rest = oldestFirst.slice(2);
  }
  for (const section of rest) {
    const before = groups.at(-1);
    const isJoined = before && afterSpace(context, endOfSections(before)) === section.offset;
    if (isJoined) before.unshift(section);
    else groups.push([section]);
  }
  checkOrder(groups);
  return groups;
}

function checkOrder(groups: readonly (readonly XrefSection[])[]): void {
  let end = 0;
  for (const group of groups) {
    const begin = Math.min(...group.map((section) => section.offset));
    if (begin < end) throw new BianyinError('pdf-ambiguous', { what: 'order of revisions', at: begin });
    end = endOfSections(group);
  }
}

/** Annex F.3.3: the first object of the file is a dictionary with /Linearized, before the first-page section. */
function isLinearized(context: XrefContext, firstPage: XrefSection): boolean {
  const { reader, budget } = context;
  const parser = new Parser(reader, 0, budget, true, firstPage.offset);
  const header = [parser.lexer.next(), parser.lexer.next(), parser.lexer.next()];
  if (header[2]?.kind !== 'keyword' || header[2].text !== 'obj') return false;
  const object = parser.object();
  return object.kind === 'dict' && object.entries.has('Linearized');
}

/**
 * `startxref N %%EOF` behind the sections that end at `from`: `start` after the mark, `end` after the line end that may
 * follow. Objects may stand in between (a cross-reference stream need not be the last one), but no other `startxref`.
 */
function readEnding(context: XrefContext, from: number, startxref: number, limit: number): FileRange {
  const { reader } = context;
  const at = findStartxref(context, from, limit);
  if (at < 0) throw xrefError('xref-startxref', from);
  if (at !== afterSpace(context, from)) context.note('xref-not-last', from);
  const parser = new Parser(reader, at + 9, context.budget, true);
  const value = parser.lexer.next();
  if (value.kind !== 'number' || !value.integer) throw xrefError('xref-startxref', at);
  // White space may stand between the named offset and the section.
  if (value.value > startxref || afterSpace(context, value.value) !== startxref) {
    throw new BianyinError('pdf-ambiguous', { what: 'startxref of a revision', at });
  }
  const mark = afterSpace(context, value.end);
  if (mark - value.end > 64 || !matches(reader, mark, '%%EOF')) throw xrefError('xref-eof', mark);
  const start = mark + 5;
  return { start, end: start + lineEndLength(reader.byteAt(start), reader.byteAt(start + 1)) };
}

const searched = 1 << 16;

/** The first `startxref` from `from` on that begins before `limit`; -1 when there is none. */
function findStartxref(context: XrefContext, from: number, limit: number): number {
  const { reader, budget } = context;
  const next = afterSpace(context, from);
  if (matches(reader, next, 'startxref')) return next;
  const decoder = new TextDecoder('latin1');
  for (let at = from; at < limit; at += searched) {
    // Chunks overlap by the length of the word.
    const text = decoder.decode(reader.slice(at, Math.min(at + searched + 8, limit)));
    budget.spend(text.length >>> 6);
    const found = text.indexOf('startxref');
    if (found >= 0) return at + found;
  }
  return -1;
}

/** A row that points behind its revision would let later bytes slip in unnoticed. */
function checkReach(sections: readonly XrefSection[], end: number): void {
  for (const { farthest, offset } of sections) {
    if (farthest >= end) throw xrefError('xref-entry-revision', offset);
  }
}

/**
 * /Size that shrinks makes older objects disappear for readers that take it at its word. It is harmless where none of them is
 * in use, and where the catalog is one of them: then such a reader sees no document at all (an empty update with `/Size 1`).
 */
function checkGrowth(context: XrefContext, revisions: readonly PdfRevision[], newest: XrefSection): void {
  const size = sizeEntry(newest.trailer, newest.offset);
  const before = sizeOfAll(revisions.slice(0, -1));
  if (size >= before) return;
  context.note('xref-small-size', newest.offset);
  context.budget.spend(before - size);
  const root = dictValue(newest.trailer, 'Root');
  if (root?.kind === 'ref' && root.number >= size) return;
  for (let number = size; number < before; number++) {
    const entry = entryAt(revisions, revisions.length - 1, number);
    if (entry && entry.kind !== 'free')
      throw new BianyinError('pdf-ambiguous', { what: 'shrinking /Size', at: newest.offset });
  }
}

/** The largest /Size of these revisions: every number in use is below it. */
export function sizeOfAll(revisions: readonly PdfRevision[]): number {
  return Math.max(0, ...revisions.map(({ trailer, xrefOffset }) => sizeEntry(trailer, xrefOffset)));
}

/** The row of one section that counts (§7.5.8.4: a hybrid's stream where the table has none in use). */
function sectionEntry(section: XrefSection, number: number): XrefEntry | undefined {
  const shown = section.rows.get(number);
  if (shown && shown.kind !== 'free') return shown;
  return section.hiddenRows?.get(number) ?? shown;
}

/** The row of an object as of a revision; undefined when no section up to there has one. */
export function entryAt(
  revisions: readonly PdfRevision[],
  upTo: number,
  number: number,
): XrefEntry | undefined {
  for (let i = upTo; i >= 0; i--) {
    const found = revisionEntry(revisions[i], number);
    if (found) return found;
  }
  return undefined;
}

/** The row that this revision itself has for an object. */
export function revisionEntry(revision: PdfRevision | undefined, number: number): XrefEntry | undefined {
  for (const section of revision?.sections ?? []) {
    const entry = sectionEntry(section, number);
    if (entry) return entry;
  }
  return undefined;
}
