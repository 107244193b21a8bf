/**
 * Objects that two readers find differently in one file: hybrid cross-reference data (/XRefStm, ISO 32000-2 §7.5.8.4) read by
 * programs that know it, that do not, and that let the other half win; rows whose index an object stream does not honour.
 * What is drawn, said or run may not rest on such an object. The structure tree and the properties may: Word and Excel hide
 * nothing else, and a reader that does not find them shows the same pages.
 */
import type { PdfDocument } from './document-model.ts';
import { drawnNumbers, neededNumbers } from './needed-objects.ts';
import { isRepairedAlike } from './repaired-reading.ts';
import { sameEntry, type XrefEntry, type XrefRows } from './xref-rows.ts';
import type { XrefSection } from './xref-section.ts';

/** `hidden`: some readers find nothing; `replaced`: some find another object; `index`: another place in its object stream. */
export type SecondReading = 'hidden' | 'replaced' | 'index';

/** Needed objects with a second reading, by number. Errors: `pdf-limit`, `pdf-catalog-broken`. */
export function secondReadings(document: PdfDocument): ReadonlyMap<number, SecondReading> {
  const found = new Map<number, SecondReading>();
  const doubtful = hybridReadings(document);
  const isIndexed = hasIndexReaders(document);
  if (doubtful.size === 0 && !isIndexed) return found;
  const drawn = drawnNumbers(document);
  for (const number of neededNumbers(document)) {
    const reading = doubtful.get(number);
    if (reading === 'replaced' || (reading && drawn.has(number))) found.set(number, reading);
    else if (isIndexed && drawn.has(number) && isMisplaced(document, number)) found.set(number, 'index');
  }
  return found;
}

/**
 * Whether an index that an object stream does not honour gives a second document. Whoever does not find the catalog sees
 * none, unless the file is repaired into one.
 */
function hasIndexReaders(document: PdfDocument): boolean {
  if (!document.notes.some(({ code }) => code === 'object-stream-index')) return false;
  return !isMisplaced(document, document.catalogRef.number) || !isRepairedAlike(document);
}

function isMisplaced(document: PdfDocument, number: number): boolean {
  return document.entry(number)?.kind === 'in-stream' && !document.isAtItsIndex(number);
}

/** Numbers of hidden tables that not all readers look up alike. */
function hybridReadings(document: PdfDocument): ReadonlyMap<number, SecondReading> {
  const readings = new Map<number, SecondReading>();
  const newestFirst = document.revisions.toReversed().flatMap(({ sections }) => sections);
  for (const { hiddenRows } of newestFirst) {
    hiddenRows?.forEach((number) => {
      if (readings.has(number)) return;
      const ours = document.entry(number);
      const others = orders.map((order) => look(newestFirst, order, number));
      const different = others.filter((entry) => !sameEntry(entry, ours));
      if (different.length === 0) return;
      const isReplaced = !ours || different.some((entry) => entry && entry.kind !== 'free');
      readings.set(number, isReplaced ? 'replaced' : 'hidden');
    });
  }
  return readings;
}

type Order = (section: XrefSection) => readonly (XrefRows | null)[];

/** Without /XRefStm, as before PDF 1.5; the table with its free rows first, as pdf.js; the stream first. */
const orders: readonly Order[] = [
  ({ rows }) => [rows],
  ({ rows, hiddenRows }) => [rows, hiddenRows],
  ({ rows, hiddenRows }) => [hiddenRows, rows],
];

function look(newestFirst: readonly XrefSection[], order: Order, number: number): XrefEntry | undefined {
  for (const section of newestFirst)
    for (const rows of order(section)) {
      const entry = rows?.get(number);
      if (entry) return entry;
    }
  return undefined;
}
