/**
 * Objects that hold other objects or say where the catalog is, as a reader meets them that repairs a file (ISO 32000-2 §7.5.5,
 * §7.5.7, §7.5.8): it does not ask which row named them, so each must say what the cross-reference data says.
 */
import type { PdfDocument } from './document-model.ts';
import { drawnNumbers } from './needed-objects.ts';
import { dictValue, pdfRef, type PdfObject } from './objects.ts';
import { quietly } from './survey/quietly.ts';
import { entryAt } from './xref-chain.ts';

/** Whether an object stream, a cross-reference stream or a trailer would give another document. Errors: `pdf-limit`. */
export function hasOtherContainers(document: PdfDocument): boolean {
  const sections = document.revisions.flatMap(({ sections: each }) => each);
  const root = document.catalogRef.number;
  const isOtherRoot = sections.some(({ trailer }) => {
    const named = dictValue(trailer, 'Root');
    return named?.kind === 'ref' && named.number !== root;
  });
  if (isOtherRoot) return true;
  const offsets = new Set(sections.map(({ offset }) => offset));
  const isHybrid = sections.some(({ hiddenRows }) => hiddenRows !== null);
  for (let number = 1; number <= document.highestObjectNumber; number += 1) {
    const entry = document.entry(number);
    if (entry?.kind !== 'in-file') continue;
    const type = streamType(quietly(() => document.get(pdfRef(number, entry.generation))));
    if (type === 'XRef' && !isHybrid && !offsets.has(entry.offset)) return true;
    if (type === 'ObjStm' && holdsOthers(document, number)) return true;
  }
  return false;
}

/** The name under /Type of a stream. */
export function streamType(object: PdfObject | undefined): string | undefined {
  const type = object?.kind === 'stream' ? dictValue(object.dict, 'Type') : undefined;
  return type?.kind === 'name' ? type.value : undefined;
}

/** Whether it lists an object that our reading finds elsewhere; an older version in an earlier stream is passed over by all. */
function holdsOthers(document: PdfDocument, container: number): boolean {
  const numbers = quietly(() => document.packedNumbers(container));
  // What cannot be read here, other readers may read.
  if (!numbers) return true;
  return Array.from(numbers).some((number) => {
    const entry = document.entry(number);
    if (entry?.kind !== 'in-stream') return true;
    return entry.stream !== container && (entry.stream < container || isBehind(document, container, number));
  });
}

/**
 * Numbers that an object stream lists behind the place where the rows find them, or that no row names at all: no update writes
 * so, and a reader that repairs the file takes what it meets last. Only those that are drawn, said or run. Errors: `pdf-limit`.
 */
export function packedStandIns(document: PdfDocument, containers: readonly number[]): number[] {
  const last = document.revisions.length - 1;
  const suspects = containers.flatMap((container) => {
    const numbers = quietly(() => document.packedNumbers(container)) ?? [];
    return Array.from(numbers).filter(
      (number) =>
        entryAt(document.revisions, last, number) === undefined || isBehind(document, container, number),
    );
  });
  if (suspects.length === 0) return [];
  const drawn = drawnNumbers(document);
  return suspects.filter((number) => drawn.has(number));
}

/** Whether the object stream stands behind the object that the rows name, or behind the object stream with it. */
function isBehind(document: PdfDocument, container: number, number: number): boolean {
  const [holder, entry] = [document.entry(container), document.entry(number)];
  const place = entry?.kind === 'in-stream' ? document.entry(entry.stream) : entry;
  return place?.kind === 'in-file' && holder?.kind === 'in-file' && place.offset < holder.offset;
}
