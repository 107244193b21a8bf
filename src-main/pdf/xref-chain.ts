/**
 * All cross-reference sections of a file, from the last `startxref` back through /Prev, grouped into revisions
 * (ISO 32000-2 §7.5.5, §7.5.6, Annex F). Anything that could be read in two ways is refused.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { FileRange, PdfDict } from './objects.ts';
import { isSpace } from './lexer.ts';
import { limitError } from './limits.ts';
import { Parser } from './parser.ts';
import { lineEndLength, matches, readXrefSection, sizeOf, xrefError } from './xref-section.ts';
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
  /** Newest first; two for the oldest revision of a linearized file, else one. */
  readonly sections: readonly XrefSection[];
}

/** Revisions from the oldest to the newest. Errors: `pdf-xref-broken`, `pdf-ambiguous`, `pdf-limit`. */
export function readRevisions(context: XrefContext, tail: FileTail): PdfRevision[] {
  const groups = groupSections(context, readSections(context, tail.startxref));
  const revisions: PdfRevision[] = [];
  for (const [index, sections] of groups.entries()) {
    const [newest] = sections;
    const last = sections.at(-1);
    if (!newest || !last) continue;
    const ending = readEnding(context, last, newest.offset);
    const start = revisions.at(-1)?.end ?? 0;
    checkReach(sections, ending.end);
    revisions.push(revision(index, sections, newest, start, ending));
    checkGrowth(revisions, newest);
  }
  const end = revisions.at(-1)?.end;
  if (end !== tail.end) throw xrefError('xref-end', tail.startxref);
  return revisions;
}

function revision(
  index: number,
  sections: readonly XrefSection[],
  newest: XrefSection,
  start: number,
  ending: FileRange,
): PdfRevision {
  return {
    index,
    kind: newest.kind,
    linearized: sections.length > 1,
    xrefOffset: newest.offset,
    trailer: newest.trailer,
    start,
    end: ending.start,
    endWithLineEnd: ending.end,
    sections,
  };
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

/** Oldest first; sections must stand in the file in the order of their chain, except the two of a linearized file. */
function groupSections(context: XrefContext, newestFirst: readonly XrefSection[]): XrefSection[][] {
  const oldestFirst = [...newestFirst].reverse();
  const [main, first] = oldestFirst;
  const groups: XrefSection[][] = [];
  let rest = oldestFirst;
  if (main && first && first.offset < main.offset && isLinearized(context, first)) {
    groups.push([first, main]);
    rest = oldestFirst.slice(2);
  }
  groups.push(...rest.map((section) => [section]));
  let end = 0;
  for (const group of groups) {
    const begin = Math.min(...group.map((section) => section.offset));
    if (begin < end) throw new BianyinError('pdf-ambiguous', { what: 'order of revisions', at: begin });
    end = Math.max(...group.map((section) => section.end));
  }
  return groups;
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

/** `startxref N %%EOF` right after a section: `start` after the mark, `end` after the line end that may follow. */
function readEnding(context: XrefContext, section: XrefSection, startxref: number): FileRange {
  const { reader } = context;
  const parser = new Parser(reader, section.end, context.budget, true);
  const [keyword, value] = [parser.lexer.next(), parser.lexer.next()];
  if (keyword.kind !== 'keyword' || keyword.text !== 'startxref') {
    throw xrefError('xref-startxref', section.end);
  }
  if (value.kind !== 'number' || !value.integer) throw xrefError('xref-startxref', keyword.start);
  // A line end may stand between the named offset and the section.
  if (value.value !== startxref && !isLineEndBefore(context, value.value, startxref)) {
    throw new BianyinError('pdf-ambiguous', { what: 'startxref of a revision', at: keyword.start });
  }
  let at = value.end;
  while (isSpace(reader.byteAt(at)) && at - value.end < 64) at++;
  if (!matches(reader, at, '%%EOF')) throw xrefError('xref-eof', at);
  const start = at + 5;
  return { start, end: start + lineEndLength(reader.byteAt(start), reader.byteAt(start + 1)) };
}

function isLineEndBefore({ reader }: XrefContext, from: number, to: number): boolean {
  return to - from === lineEndLength(reader.byteAt(from), reader.byteAt(from + 1));
}

/** A row that points behind its revision would let later bytes slip in unnoticed. */
function checkReach(sections: readonly XrefSection[], end: number): void {
  for (const { farthest, offset } of sections) {
    if (farthest >= end) throw xrefError('xref-entry-revision', offset);
  }
}

/** /Size that shrinks makes older objects disappear for some readers only. */
function checkGrowth(revisions: readonly PdfRevision[], newest: XrefSection): void {
  const before = revisions.at(-2);
  if (before && sizeOf(newest.trailer, newest.offset) < sizeOf(before.trailer, before.xrefOffset)) {
    throw new BianyinError('pdf-ambiguous', { what: 'shrinking /Size', at: newest.offset });
  }
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
