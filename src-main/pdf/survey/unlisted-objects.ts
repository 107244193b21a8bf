/**
 * Objects between the objects: bytes that read like `N G obj` where no row of any revision points. They do nothing until an
 * update names them or a reader repairs the file (attack P08); old versions that a later revision replaced are not meant.
 */
import type { PdfDocument } from '../document.ts';
import type { FileRange } from '../objects.ts';
import { leadsTo } from '../repaired-reading.ts';

/** Bytes looked through at most, and how they are read. */
const maxScanned = 64 * 1024 * 1024;
const chunk = 1 << 16;
/** A header may lie across two chunks. */
const overlap = 32;
const headerOrEnd = /(?<![0-9])(\d{1,10})[\s\0]{1,8}\d{1,5}[\s\0]{1,8}obj\b|\bendobj\b/g;

/** Counts them. `objects` are the ranges of the objects of the newest view. */
export function countUnlisted(document: PdfDocument, objects: readonly FileRange[]): number {
  const offsets = listedOffsets(document);
  const sections = document.revisions.flatMap((revision) =>
    revision.sections.map(({ offset, end }) => ({ start: offset, end })),
  );
  const end = { start: document.source.size, end: document.source.size };
  const ranges = [...objects, ...sections, end].sort((a, b) => a.start - b.start);
  let [from, scanned, count] = [0, 0, 0];
  for (const range of ranges) {
    if (range.start > from && scanned < maxScanned) {
      count += countIn(document, { start: from, end: range.start }, offsets);
      scanned += range.start - from;
    }
    from = Math.max(from, range.end);
  }
  return count;
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

function countIn(document: PdfDocument, gap: FileRange, listed: Float64Array): number {
  const decoder = new TextDecoder('latin1');
  let count = 0;
  let isOldObject = false;
  for (let at = gap.start; at < gap.end; at += chunk - overlap) {
    const text = decoder.decode(document.source.read(at, Math.min(chunk, gap.end - at)));
    for (const found of text.matchAll(headerOrEnd)) {
      const isHeader = found[1] !== undefined;
      if (!isHeader) isOldObject = false;
      else if (!isOldObject && isListed(document, listed, at + found.index)) isOldObject = true;
      else if (!isOldObject) count += 1;
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
