/**
 * A PDF opened strictly over random-access bytes (ISO 32000-2 §7.5). Nothing is repaired: what a file says is found at
 * the offsets it names, or reading stops with a code. Objects are parsed when asked for.
 */
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { BlockReader } from './block-reader.ts';
import { readHeader, readTail } from './file-frame.ts';
import { decodeStream, streamError } from './filters.ts';
import type { DecodedStream } from './filters.ts';
import { WorkBudget, defaultPdfLimits } from './limits.ts';
import type { PdfLimits } from './limits.ts';
import { ObjectStream } from './object-stream.ts';
import { dictValue, pdfNull } from './objects.ts';
import type { FileRange, PdfDict, PdfNumber, PdfObject, PdfRef, PdfStream } from './objects.ts';
import { PageTree } from './pages.ts';
import type { PdfPage } from './pages.ts';
import { readIndirectObject } from './parser.ts';
import type { PdfNoteCode } from './parser.ts';
import { changedObjects } from './revision-changes.ts';
import { entryAt, readRevisions } from './xref-chain.ts';
import type { PdfRevision } from './xref-chain.ts';
import { sizeOf } from './xref-section.ts';
import type { XrefContext } from './xref-section.ts';
import type { XrefEntry } from './xref-rows.ts';

/** A deviation from the standard that has only one reading, and the first place where it was met. */
export interface PdfNote {
  readonly code: PdfNoteCode;
  /** Byte offset. */
  readonly at: number;
}

export interface PdfDocument {
  /** The bytes of this view: they end where its newest revision ends. */
  readonly source: ByteSource;
  readonly limits: PdfLimits;
  /** From the header; the catalog may say more. */
  readonly headerVersion: string;
  /** Oldest first, up to this view. */
  readonly revisions: readonly PdfRevision[];
  /** Trailer dictionary (or cross-reference stream dictionary) of the newest revision. */
  readonly trailer: PdfDict;
  readonly encrypted: boolean;
  /** Document catalog. Errors: `pdf-catalog-broken`, `pdf-encrypted`, and those of `get`. */
  readonly catalog: PdfDict;
  readonly catalogRef: PdfRef;
  /** Collected so far: objects are read lazily. */
  readonly notes: readonly PdfNote[];
  /** The highest number that is taken: a new object gets one more. */
  readonly highestObjectNumber: number;
  /** Walks the whole page tree on first use. Errors: `pdf-page-tree-broken`, `pdf-no-pages`, `pdf-limit`. */
  readonly pageCount: number;
  /** A page, 0-based. Errors: `pdf-page-missing`, `pdf-page-broken`, and those of `pageCount`. */
  page(index: number): PdfPage;
  /** 0-based index of a page object; undefined when the page tree does not hold it. Errors: as `pageCount`. */
  pageIndexOf(ref: PdfRef): number | undefined;
  /** The object a reference names; null for a missing one (§7.3.10). Errors: `pdf-object-broken`, `pdf-stream-broken`, `pdf-limit`. */
  get(ref: PdfRef): PdfObject;
  /** Follows references until something else is there; undefined gives null. Errors: as `get`. */
  resolve(object: PdfObject | undefined): PdfObject;
  /** Resolved value of a key; undefined when it is missing or null. Errors: as `get`, and `pdf-ambiguous` for a duplicate key. */
  value(dict: PdfDict, key: string): PdfObject | undefined;
  /** Where an object is stored as of this view; undefined when it is free or unknown. */
  entry(number: number): Exclude<XrefEntry, { kind: 'free' }> | undefined;
  /** Bytes of the whole `N G obj … endobj` of an object that is not in an object stream; null otherwise. Errors: as `get`. */
  objectRange(ref: PdfRef): FileRange | null;
  /** Decoded stream of at most `cap` bytes. Errors: `pdf-stream-broken` (image filters too), `pdf-limit`, `pdf-encrypted`. */
  streamBytes(stream: PdfStream, cap?: number): Uint8Array;
  /** The same, leaving image filters on. */
  decodedStream(stream: PdfStream, cap?: number): DecodedStream;
  /** Encoded bytes. Errors: `pdf-limit` beyond `cap` (default: the limit for one stream). */
  rawStreamBytes(stream: PdfStream, cap?: number): Uint8Array;
  /** The same bytes as they were when revision `index` was the last one. */
  documentAt(index: number): PdfDocument;
  /** Numbers of the objects whose meaning revision `index` added, changed or removed, ascending. For 0: all in use. */
  changedObjects(index: number): readonly number[];
}

/** Opens a PDF. Errors: every `pdf-…` code of the reader; never anything else but what the source throws. */
export function openPdf(source: ByteSource, limits: Partial<PdfLimits> = {}): PdfDocument {
  const budget = new WorkBudget({ ...defaultPdfLimits, ...limits });
  const reader = new BlockReader(source);
  const notes = new NoteList();
  const headerVersion = readHeader(reader);
  const tail = readTail(reader, notes.add);
  const context: XrefContext = { reader, budget, note: notes.add, rowsLeft: budget.limits.maxXrefEntries };
  const revisions = readRevisions(context, tail);
  const document = new DocumentView(
    { source, reader, budget, notes, headerVersion, revisions },
    revisions.length - 1,
  );
  // An encrypted file is only named as one; its catalog may lie in a stream that cannot be read.
  if (!document.encrypted) void document.catalog;
  return document;
}

interface OpenFile {
  readonly source: ByteSource;
  readonly reader: BlockReader;
  readonly budget: WorkBudget;
  readonly notes: NoteList;
  readonly headerVersion: string;
  /** All of the file. */
  readonly revisions: readonly PdfRevision[];
}

class NoteList {
  readonly list: PdfNote[] = [];
  readonly add = (code: PdfNoteCode, at: number): void => {
    if (!this.list.some((note) => note.code === code)) this.list.push({ code, at });
  };
}

/** Parsed objects are kept up to this many, decoded object streams up to this many bytes. */
const maxCachedObjects = 8_000;
const maxCachedStreamBytes = 16 * 1024 * 1024;
const maxReferenceChain = 32;

class DocumentView implements PdfDocument {
  readonly source: ByteSource;
  readonly limits: PdfLimits;
  readonly headerVersion: string;
  readonly revisions: readonly PdfRevision[];
  readonly trailer: PdfDict;
  readonly encrypted: boolean;
  readonly notes: readonly PdfNote[];
  readonly #file: OpenFile;
  readonly #last: number;
  readonly #reader: BlockReader;
  readonly #objects = new Map<number, { object: PdfObject; range: FileRange | null }>();
  readonly #streams = new Map<number, ObjectStream>();
  readonly #reading = new Set<number>();
  #streamBytes = 0;
  #catalog: PdfDict | undefined;
  #pages: PageTree | undefined;

  constructor(file: OpenFile, last: number) {
    const newest = file.revisions[last];
    if (!newest) throw new RangeError(`no revision ${last}`);
    const isWhole = last === file.revisions.length - 1;
    this.#file = file;
    this.#last = last;
    this.#reader = isWhole ? file.reader : file.reader.upTo(newest.endWithLineEnd);
    this.source = isWhole ? file.source : cutSource(file.source, newest.endWithLineEnd);
    this.limits = file.budget.limits;
    this.headerVersion = file.headerVersion;
    this.revisions = file.revisions.slice(0, last + 1);
    this.trailer = newest.trailer;
    this.encrypted = dictValue(newest.trailer, 'Encrypt') !== undefined;
    this.notes = file.notes.list;
  }

  get catalogRef(): PdfRef {
    const root = dictValue(this.trailer, 'Root');
    if (root?.kind !== 'ref') throw catalogError('/Root');
    return root;
  }

  get catalog(): PdfDict {
    if (this.#catalog) return this.#catalog;
    const catalog = this.get(this.catalogRef);
    if (catalog.kind !== 'dict') throw catalogError('/Root');
    const type = this.value(catalog, 'Type');
    if (!type) this.#file.notes.add('catalog-without-type', catalog.range?.start ?? 0);
    else if (type.kind !== 'name' || type.value !== 'Catalog') throw catalogError('/Type');
    this.#catalog = catalog;
    return catalog;
  }

  get highestObjectNumber(): number {
    // Every section was checked to stay below its /Size, and /Size never shrinks.
    return sizeOf(this.trailer, 0) - 1;
  }

  get pageCount(): number {
    return this.#pageTree().count;
  }

  page(index: number): PdfPage {
    return this.#pageTree().page(index);
  }

  pageIndexOf(ref: PdfRef): number | undefined {
    return this.#pageTree().indexOf(ref);
  }

  get(ref: PdfRef): PdfObject {
    return this.#load(ref)?.object ?? pdfNull;
  }

  objectRange(ref: PdfRef): FileRange | null {
    return this.#load(ref)?.range ?? null;
  }

  resolve(object: PdfObject | undefined): PdfObject {
    let found: PdfObject = object ?? pdfNull;
    for (let steps = 0; found.kind === 'ref'; steps++) {
      if (steps > maxReferenceChain) throw objectError('reference chain', 0);
      found = this.get(found);
    }
    return found;
  }

  value(dict: PdfDict, key: string): PdfObject | undefined {
    const found = this.resolve(dictValue(dict, key));
    return found.kind === 'null' ? undefined : found;
  }

  entry(number: number): Exclude<XrefEntry, { kind: 'free' }> | undefined {
    const entry = entryAt(this.#file.revisions, this.#last, number);
    return entry?.kind === 'free' ? undefined : entry;
  }

  streamBytes(stream: PdfStream, cap?: number): Uint8Array {
    const { bytes, undecoded } = this.decodedStream(stream, cap);
    if (undecoded[0] !== undefined) throw streamError(`filter ${undecoded[0]}`);
    return bytes;
  }

  decodedStream(stream: PdfStream, cap?: number): DecodedStream {
    if (this.encrypted) throw new BianyinError('pdf-encrypted');
    const read = (range: FileRange) => this.#reader.slice(range.start, range.end);
    return decodeStream(stream, read, (object) => this.resolve(object), this.#file.budget, cap);
  }

  rawStreamBytes(stream: PdfStream, cap: number = this.limits.maxStreamBytes): Uint8Array {
    const { data } = stream;
    const length = data instanceof Uint8Array ? data.length : data.end - data.start;
    if (length > cap) throw new BianyinError('pdf-limit', { what: 'stream bytes', limit: cap });
    return data instanceof Uint8Array ? data : this.#reader.slice(data.start, data.end);
  }

  documentAt(index: number): PdfDocument {
    if (!(index >= 0 && index <= this.#last)) throw new RangeError(`no revision ${index}`);
    return index === this.#last ? this : new DocumentView(this.#file, index);
  }

  changedObjects(index: number): readonly number[] {
    if (!(index >= 0 && index <= this.#last)) throw new RangeError(`no revision ${index}`);
    return changedObjects(this.#file.revisions, index, this.#file.budget);
  }

  #pageTree(): PageTree {
    this.#pages ??= new PageTree(this, this.#file.budget, this.#file.notes.add);
    return this.#pages;
  }

  #load(ref: PdfRef): { object: PdfObject; range: FileRange | null } | undefined {
    const entry = this.entry(ref.number);
    const generation = entry?.kind === 'in-file' ? entry.generation : 0;
    // Another generation is another object, which does not exist any more.
    if (!entry || generation !== ref.generation) return undefined;
    const kept = this.#objects.get(ref.number);
    if (kept) return kept;
    if (this.#reading.has(ref.number)) throw objectError('object needs itself', 0);
    this.#reading.add(ref.number);
    try {
      const loaded =
        entry.kind === 'in-file' ? this.#loadFromFile(ref, entry.offset) : this.#loadFromStream(ref, entry);
      if (this.#objects.size >= maxCachedObjects) this.#objects.clear();
      this.#objects.set(ref.number, loaded);
      return loaded;
    } finally {
      this.#reading.delete(ref.number);
    }
  }

  #loadFromFile(ref: PdfRef, offset: number): { object: PdfObject; range: FileRange } {
    const lengthOf = (length: PdfObject): PdfNumber | undefined => {
      const value = this.resolve(length);
      return value.kind === 'number' ? value : undefined;
    };
    const { budget, notes } = this.#file;
    if (offset >= this.#reader.size) throw objectError('offset beyond the end', offset);
    const found = readIndirectObject(this.#reader, offset, budget, lengthOf, notes.add);
    if (found.number !== ref.number || found.generation !== ref.generation) {
      throw objectError(`object ${ref.number} not at its offset`, offset);
    }
    return found;
  }

  #loadFromStream(
    ref: PdfRef,
    entry: { readonly stream: number; readonly index: number },
  ): { object: PdfObject; range: null } {
    const stream = this.#streams.get(entry.stream) ?? this.#openObjectStream(entry.stream);
    return { object: stream.object(entry.index, ref.number), range: null };
  }

  #openObjectStream(number: number): ObjectStream {
    if (this.entry(number)?.kind !== 'in-file') throw objectError(`object stream ${number}`, 0);
    const object = this.get({ kind: 'ref', number, generation: 0, range: null });
    if (object.kind !== 'stream') throw objectError(`object stream ${number}`, 0);
    const type = this.value(object.dict, 'Type');
    if (type?.kind !== 'name' || type.value !== 'ObjStm') throw objectError(`object stream ${number}`, 0);
    if (object.dict.entries.has('Extends'))
      this.#file.notes.add('object-stream-extends', object.range?.start ?? 0);
    const stream = new ObjectStream(object.dict, this.streamBytes(object), this.#file.budget);
    if (this.#streamBytes + stream.byteLength > maxCachedStreamBytes) {
      this.#streams.clear();
      this.#streamBytes = 0;
    }
    this.#streamBytes += stream.byteLength;
    this.#streams.set(number, stream);
    return stream;
  }
}

function cutSource(source: ByteSource, size: number): ByteSource {
  return {
    size,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > size)
        throw new RangeError('read outside the revision');
      return source.read(offset, length);
    },
  };
}

function objectError(what: string, at: number): BianyinError {
  return new BianyinError('pdf-object-broken', { what, at });
}

function catalogError(what: string): BianyinError {
  return new BianyinError('pdf-catalog-broken', { what });
}
