/**
 * Objects that two readers find differently in one file: hybrid cross-reference data (/XRefStm, ISO 32000-2 §7.5.8.4) read by
 * programs that know it, that do not, and that let the other half win; rows whose index an object stream does not honour.
 * What is drawn, said or run may not rest on such an object. The structure tree and the properties may: Word and Excel hide
 * nothing else, and a reader that does not find them shows the same pages.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from './document-model.ts';
import { pdfRef, type PdfDict, type PdfObject } from './objects.ts';
import { isRepairedAlike } from './repaired-reading.ts';
import { sameEntry, type XrefEntry, type XrefRows } from './xref-rows.ts';
import type { XrefSection } from './xref-section.ts';

/** `hidden`: some readers find nothing; `replaced`: some find another object; `index`: another place in its object stream. */
export type SecondReading = 'hidden' | 'replaced' | 'index';

/** Ways from the trailer and from the catalog to what is not drawn, said or run. */
const quietTrailerKeys: ReadonlySet<string> = new Set(['Info']);
const quietCatalogKeys: ReadonlySet<string> = new Set(['StructTreeRoot', 'Metadata']);

/** Needed objects with a second reading, by number. Errors: `pdf-limit`, `pdf-catalog-broken`. */
export function secondReadings(document: PdfDocument): ReadonlyMap<number, SecondReading> {
  const found = new Map<number, SecondReading>();
  const doubtful = hybridReadings(document);
  const isIndexed = hasIndexReaders(document);
  if (doubtful.size === 0 && !isIndexed) return found;
  const drawn = drawnNumbers(document);
  for (const number of reached(document, true)) {
    const reading = doubtful.get(number);
    if (reading === 'replaced' || (reading && drawn.has(number))) found.set(number, reading);
    else if (isIndexed && drawn.has(number) && isMisplaced(document, number)) found.set(number, 'index');
  }
  return found;
}

/** Numbers that lead to what is drawn, said or run. Errors: `pdf-limit`, `pdf-catalog-broken`. */
export function drawnNumbers(document: PdfDocument): ReadonlySet<number> {
  return reached(document, false);
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

/** Numbers that the trailer leads to; with what is quiet, or without. A number counts where nothing stands, too. */
function reached(document: PdfDocument, withQuiet: boolean): ReadonlySet<number> {
  const seen = new Set<number>();
  const catalog = document.catalogRef.number;
  const open = [...partsOf(document.trailer, withQuiet ? none : quietTrailerKeys)];
  for (let object = open.pop(); object; object = open.pop()) {
    if (object.kind !== 'ref') {
      for (const part of partsOf(object, none)) open.push(part);
      continue;
    }
    if (seen.has(object.number)) continue;
    seen.add(object.number);
    const cut = object.number === catalog && !withQuiet ? quietCatalogKeys : none;
    for (const part of partsOf(load(document, object.number), cut)) open.push(part);
  }
  return seen;
}

const none: ReadonlySet<string> = new Set();

/** An object that cannot be read leads nowhere; whoever looks through the file has told of it. */
function load(document: PdfDocument, number: number): PdfObject | undefined {
  const entry = document.entry(number);
  if (!entry) return undefined;
  try {
    return document.get(pdfRef(number, entry.kind === 'in-file' ? entry.generation : 0));
  } catch (error) {
    if (error instanceof BianyinError && error.code !== 'pdf-limit') return undefined;
    throw error;
  }
}

function partsOf(object: PdfObject | undefined, cut: ReadonlySet<string>): readonly PdfObject[] {
  if (object?.kind === 'array') return object.items;
  if (object?.kind === 'stream') return partsOf(object.dict, cut);
  return object?.kind === 'dict' ? valuesOf(object, cut) : [];
}

function valuesOf(dict: PdfDict, cut: ReadonlySet<string>): PdfObject[] {
  return [...dict.entries].flatMap(([key, value]) => (cut.has(key) ? [] : [value]));
}
