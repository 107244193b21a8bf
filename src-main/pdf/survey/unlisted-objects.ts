/**
 * Objects between the objects: bytes that read like `N G obj` where no row of any revision points. They do nothing until an
 * update names them or a reader repairs the file (attack P08); old versions that a later revision replaced are not meant.
 */
import type { PdfDocument } from '../document.ts';
import type { FileRange } from '../objects.ts';
import { drawnNumbers } from '../needed-objects.ts';
import { leadsTo } from '../repaired-reading.ts';

/** Bytes looked through at most, and how they are read. */
const maxScanned = 64 * 1024 * 1024;
const chunk = 1 << 16;
/** A header may lie across two chunks. */
const overlap = 32;
const headerOrEnd = /(?<![0-9])(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}obj\b|\bendobj\b/g;

export interface UnlistedObjects {
  readonly count: number;
  /** Numbers whose last object in the file is not the one that the rows name: a reader that repairs the file takes that one. */
  readonly standIns: readonly number[];
}

/** The last place between the objects where a number stands, and whether a row of some revision names it. */
type LastPlaces = Map<number, { readonly at: number; readonly isListed: boolean }>;

/** Looks for them. `objects` are the ranges of the objects of the newest view. */
export function findUnlisted(document: PdfDocument, objects: readonly FileRange[]): UnlistedObjects {
  const offsets = listedOffsets(document);
  const sections = document.revisions.flatMap((revision) =>
    revision.sections.map(({ offset, end }) => ({ start: offset, end })),
  );
  const end = { start: document.source.size, end: document.source.size };
  const ranges = [...objects, ...sections, end].sort((a, b) => a.start - b.start);
  const last: LastPlaces = new Map();
  let [from, scanned, count] = [0, 0, 0];
  for (const range of ranges) {
    if (range.start > from && scanned < maxScanned) {
      count += countIn(document, { start: from, end: range.start }, offsets, last);
      scanned += range.start - from;
    }
    from = Math.max(from, range.end);
  }
  return { count, standIns: standIns(document, last) };
}

/**
 * An update writes behind what it replaces, so that the newest object of a number is the last one. An old one in the file may
 * stand where the newest is in an object stream; one without a row stands in for it as soon as the rows are not believed.
 */
function standIns(document: PdfDocument, last: LastPlaces): number[] {
  const suspects = [...last].filter(([number, { at, isListed }]) => {
    const entry = document.entry(number);
    return entry?.kind === 'in-file' ? at > entry.offset : !isListed;
  });
  if (suspects.length === 0) return [];
  const drawn = drawnNumbers(document);
  return suspects.map(([number]) => number).filter((number) => drawn.has(number));
}

/** Places that rows point to, ascending. */
function listedOffsets(document: PdfDocument): Float64Array {
  const offsets: number[] = [];
  for (const { rows, hiddenRows } of document.revisions.flatMap(({ sections }) => sections)) {
    for (const table of [rows, hiddenRows])
      table?.forEach((_, entry) => {
        if (entry.kind === 'in-file') offsets.push(entry.offset);
      });
  }
  return Float64Array.from(offsets).sort();
}

function countIn(document: PdfDocument, gap: FileRange, listed: Float64Array, last: LastPlaces): number {
  const decoder = new TextDecoder('latin1');
  let count = 0;
  let isOldObject = false;
  for (let at = gap.start; at < gap.end; at += chunk - overlap) {
    const text = decoder.decode(document.source.read(at, Math.min(chunk, gap.end - at)));
    for (const found of text.matchAll(headerOrEnd)) {
      const [, number] = found;
      if (number === undefined) isOldObject = false;
      if (number === undefined || isOldObject) continue;
      isOldObject = isListed(document, listed, at + found.index);
      if (!isOldObject) count += 1;
      last.set(Number(number), { at: at + found.index, isListed: isOldObject });
    }
  }
  return count;
}

/** A row may point at the white space before an object: readers skip it. */
function isListed(document: PdfDocument, listed: Float64Array, at: number): boolean {
  let [low, high] = [0, listed.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((listed[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const nearest = listed[low - 1];
  return nearest !== undefined && leadsTo(document, nearest, at);
}
