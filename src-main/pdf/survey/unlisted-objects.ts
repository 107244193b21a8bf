/**
 * Objects between the objects: bytes that read like `N G obj` where no row of any revision points. They do nothing until an
 * update names them or a reader repairs the file (attack P08); old versions that a later revision replaced are not meant.
 */
import type { PdfDocument } from '../document.ts';
import type { FileRange } from '../objects.ts';

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

function listedOffsets(document: PdfDocument): ReadonlySet<number> {
  const offsets = new Set<number>();
  for (const { rows, hiddenRows } of document.revisions.flatMap(({ sections }) => sections)) {
    for (const table of [rows, hiddenRows])
      table?.forEach((_, entry) => {
        if (entry.kind === 'in-file') offsets.add(entry.offset);
      });
  }
  return offsets;
}

function countIn(document: PdfDocument, gap: FileRange, listed: ReadonlySet<number>): number {
  const decoder = new TextDecoder('latin1');
  let count = 0;
  let isOldObject = false;
  for (let at = gap.start; at < gap.end; at += chunk - overlap) {
    const text = decoder.decode(document.source.read(at, Math.min(chunk, gap.end - at)));
    for (const found of text.matchAll(headerOrEnd)) {
      const isHeader = found[1] !== undefined;
      if (!isHeader) isOldObject = false;
      else if (!isOldObject && listed.has(at + found.index)) isOldObject = true;
      else if (!isOldObject) count += 1;
    }
  }
  return count;
}
