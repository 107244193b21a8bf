/**
 * Who refers to the objects that later revisions write: filled by one pass over the signed document, then kept up to date.
 * It shows an object number that was left dangling on purpose, and an object that is used in two places (shadow attacks).
 */
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import { pdfRef, type PdfDict, type PdfObject } from '../../../pdf/objects.ts';

/** Stands for the trailer among the referrers. */
export const TRAILER = 0;

/** Stands for the key when a referrer leads to an object by more than one of its entries. */
export const SEVERAL = '\0several';

/** Entries of a trailer or of a cross-reference stream that each revision has for itself (ISO 32000-2 §7.5.5, §7.5.8.2). */
export const ownTrailerKeys: ReadonlySet<string> = new Set([
  'Size',
  'Prev',
  'XRefStm',
  'ID',
  'Type',
  'W',
  'Index',
  'Filter',
  'DecodeParms',
  'Length',
  'Info',
]);

/** What of a trailer does not count as a reference: its own entries, and the catalog, which has rules of its own. */
const notCounted: ReadonlySet<string> = new Set([...ownTrailerKeys, 'Root']);

/** Referrers of the objects of interest in one revision. */
export class ReferenceIndex {
  /** number → referrer → key of the referrer's dictionary under which the reference stands. */
  readonly #referrers = new Map<number, Map<number, string>>();
  readonly #interest: ReadonlySet<number>;
  /** Catalogs of all revisions so far; the last one counts. */
  readonly #catalogs: Set<number>;
  #catalog: number;

  /** Reads every object in use once. Errors: `pdf-limit`. */
  constructor(document: PdfDocument, interest: ReadonlySet<number>) {
    this.#catalogs = new Set(document.revisions.map((_, i) => document.documentAt(i).catalogRef.number));
    this.#catalog = document.catalogRef.number;
    this.#interest = new Set([...interest, ...this.#catalogs]);
    this.#addTrailer(document);
    for (let number = 1; number <= document.highestObjectNumber; number += 1)
      this.#addObject(document, number);
  }

  /** Referrers of an object as of the revision that was last taken in. */
  of(number: number): ReadonlyMap<number, string> {
    const all = this.#referrers.get(number) ?? new Map<number, string>();
    return this.#catalogs.size < 2 ? all : new Map([...all].filter(([from]) => !this.#isLeftBehind(from)));
  }

  /** A catalog that a copy under another number stands for since, and that nothing leads to: what it names, it shows nobody. */
  #isLeftBehind(number: number): boolean {
    return (
      number !== this.#catalog && this.#catalogs.has(number) && (this.#referrers.get(number)?.size ?? 0) === 0
    );
  }

  /** Whether every referrer of this object is known. */
  knows(number: number): boolean {
    return this.#interest.has(number);
  }

  /** Takes in a newer revision. */
  advance(document: PdfDocument, changed: readonly number[]): void {
    const renewed = new Set([TRAILER, ...changed]);
    for (const referrers of this.#referrers.values()) {
      for (const from of renewed) referrers.delete(from);
    }
    this.#catalog = document.catalogRef.number;
    this.#catalogs.add(this.#catalog);
    this.#addTrailer(document);
    for (const number of changed) this.#addObject(document, number);
  }

  #addTrailer(document: PdfDocument): void {
    for (const [key, value] of document.trailer.entries) {
      if (!notCounted.has(key)) this.#add(TRAILER, key, value);
    }
  }

  #addObject(document: PdfDocument, number: number): void {
    const object = readObject(document, number);
    if (object === undefined) return;
    const dict = dictOf(object);
    if (!dict) return this.#add(number, '', object);
    const repeated = repeatedKeys(object, document);
    for (const [key, value] of dict.entries) if (!repeated?.has(key)) this.#add(number, key, value);
  }

  #add(from: number, key: string, object: PdfObject): void {
    for (const number of referencesIn(object)) {
      if (!this.#interest.has(number)) continue;
      const known = this.#referrers.get(number) ?? new Map<number, string>();
      const before = known.get(from);
      known.set(from, before === undefined || before === key ? key : SEVERAL);
      this.#referrers.set(number, known);
    }
  }
}

/** The object as of this view; undefined when it is free, unknown or broken (a broken one is judged where it is used). */
export function readObject(document: PdfDocument, number: number): PdfObject | undefined {
  const entry = document.entry(number);
  if (!entry) return undefined;
  try {
    return document.get(pdfRef(number, entry.kind === 'in-file' ? entry.generation : 0));
  } catch (error) {
    if (error instanceof BianyinError && error.code !== 'pdf-limit') return undefined;
    throw error;
  }
}

/** The dictionary of a dictionary or a stream. */
export function dictOf(object: PdfObject | undefined): PdfDict | undefined {
  if (object?.kind === 'dict') return object;
  return object?.kind === 'stream' ? object.dict : undefined;
}

/** By these a cross-reference stream leads where a trailer leads, and no form, picture or content leads anywhere (§7.5.8.2). */
const leadingKeys: ReadonlySet<string> = new Set(['Root', 'Info', 'Prev', 'ID']);

/**
 * Entries of a cross-reference stream that repeat the trailer, which has rules of its own: all of one that is a trailer, few of another
 * one, because a form that calls itself a cross-reference stream is drawn all the same. Undefined for any other object.
 */
export function repeatedKeys(object: PdfObject, document: PdfDocument): ReadonlySet<string> | undefined {
  if (object.kind !== 'stream' || !isNamed(object.dict, 'XRef')) return undefined;
  const start = object.dict.range?.start;
  const isTrailerOf = (view: PdfDocument) => view.trailer.range?.start === start;
  const isTrailer =
    isTrailerOf(document) || document.revisions.some((_, i) => isTrailerOf(document.documentAt(i)));
  return isTrailer ? new Set(object.dict.entries.keys()) : leadingKeys;
}

/** Whether /Type of a dictionary is this name. */
export function isNamed(dict: PdfDict | undefined, name: string): boolean {
  const type = dict?.entries.get('Type');
  return type?.kind === 'name' && type.value === name;
}

/** Object numbers that a value refers to, itself included when it is a reference; nested values are walked. */
export function* referencesIn(object: PdfObject): Generator<number> {
  const open: PdfObject[] = [object];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'ref') yield next.number;
    else if (next.kind === 'array') for (const item of next.items) open.push(item);
    else if (next.kind === 'dict') for (const value of next.entries.values()) open.push(value);
    else if (next.kind === 'stream') open.push(next.dict);
  }
}
