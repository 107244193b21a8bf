/** One view of an opened PDF: the file as it is, or as it was when an earlier revision was the last one. */
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { BlockReader } from './block-reader.ts';
import type { PdfDocument, PdfNote, PdfPage } from './document-model.ts';
import { decodeStream, streamError } from './filters.ts';
import type { DecodedStream } from './filters.ts';
import { limitError } from './limits.ts';
import type { PdfLimits, WorkBudget } from './limits.ts';
import { objectError } from './object-loader.ts';
import type { LoadedObject, ObjectLoader } from './object-loader.ts';
import { dictValue, pdfNull } from './objects.ts';
import type { FileRange, PdfDict, PdfObject, PdfRef, PdfStream } from './objects.ts';
import { PageTree } from './pages.ts';
import type { NoteSink } from './parser.ts';
import { changedObjects } from './revision-changes.ts';
import { entryAt, sizeOfAll } from './xref-chain.ts';
import type { PdfRevision } from './xref-chain.ts';
import type { XrefEntry } from './xref-rows.ts';

/** What all views of a file share. */
export interface OpenFile {
  readonly source: ByteSource;
  readonly reader: BlockReader;
  readonly budget: WorkBudget;
  readonly loader: ObjectLoader;
  readonly notes: readonly PdfNote[];
  readonly note: NoteSink;
  readonly headerVersion: string;
  /** All of the file. */
  readonly revisions: readonly PdfRevision[];
}

const maxReferenceChain = 32;

/** A document at one revision. Objects are read when they are asked for. Errors: those of the reader, `pdf-*`. */
export class PdfView implements PdfDocument {
  readonly source: ByteSource;
  readonly reader: BlockReader;
  readonly limits: PdfLimits;
  readonly headerVersion: string;
  readonly revisions: readonly PdfRevision[];
  readonly trailer: PdfDict;
  readonly encrypted: boolean;
  readonly notes: readonly PdfNote[];
  readonly #file: OpenFile;
  readonly #last: number;
  readonly #loading = new Set<number>();
  #catalog: PdfDict | undefined;
  #pages: PageTree | undefined;

  constructor(file: OpenFile, last: number) {
    const newest = file.revisions[last];
    if (!newest) throw new RangeError(`no revision ${last}`);
    const isWhole = last === file.revisions.length - 1;
    this.#file = file;
    this.#last = last;
    this.reader = isWhole ? file.reader : file.reader.upTo(newest.endWithLineEnd);
    this.source = isWhole ? file.source : cutSource(file.source, newest.endWithLineEnd);
    this.limits = file.budget.limits;
    this.headerVersion = file.headerVersion;
    this.revisions = file.revisions.slice(0, last + 1);
    this.trailer = newest.trailer;
    // A later trailer that leaves /Encrypt out does not make the older bytes plain.
    this.encrypted = this.revisions.some(({ trailer }) => dictValue(trailer, 'Encrypt') !== undefined);
    this.notes = file.notes;
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
    if (!type) this.#file.note('catalog-without-type', catalog.range?.start ?? 0);
    else if (type.kind !== 'name' || type.value !== 'Catalog') throw catalogError('/Type');
    this.#catalog = catalog;
    return catalog;
  }

  get highestObjectNumber(): number {
    // Every section was checked to stay below its /Size.
    return sizeOfAll(this.revisions) - 1;
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

  packedNumbers(container: number): ArrayLike<number> {
    return this.#file.loader.packedNumbers(this, container);
  }

  isAtItsIndex(number: number): boolean {
    const entry = this.entry(number);
    return !entry || this.#file.loader.isAtItsIndex(this, number, entry);
  }

  resolve(object: PdfObject | undefined): PdfObject {
    this.#file.budget.spend(1);
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
    this.#file.budget.spend(1 + (this.#last >> 2));
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
    const read = (range: FileRange) => this.reader.slice(range.start, range.end);
    return decodeStream(stream, read, (object) => this.resolve(object), this.#file.budget, cap);
  }

  rawStreamBytes(stream: PdfStream, cap: number = this.limits.maxStreamBytes): Uint8Array {
    const { data } = stream;
    const length = data instanceof Uint8Array ? data.length : data.end - data.start;
    if (length > cap) throw limitError('stream bytes', cap);
    return data instanceof Uint8Array ? data : this.reader.slice(data.start, data.end);
  }

  documentAt(index: number): PdfDocument {
    if (!(index >= 0 && index <= this.#last)) throw new RangeError(`no revision ${index}`);
    return index === this.#last ? this : new PdfView(this.#file, index);
  }

  changedObjects(index: number): readonly number[] {
    if (!(index >= 0 && index <= this.#last)) throw new RangeError(`no revision ${index}`);
    return changedObjects(this.#file.revisions, index, this.#file.budget);
  }

  #pageTree(): PageTree {
    this.#pages ??= new PageTree(this, this.#file.budget, this.#file.note);
    return this.#pages;
  }

  #load(ref: PdfRef): LoadedObject | undefined {
    const entry = this.entry(ref.number);
    const generation = entry?.kind === 'in-file' ? entry.generation : 0;
    // Another generation is another object, which does not exist any more.
    if (!entry || generation !== ref.generation) return undefined;
    if (this.#loading.has(ref.number)) throw objectError(`object ${ref.number} needs itself`, 0);
    this.#loading.add(ref.number);
    try {
      return this.#file.loader.load(this, ref, entry);
    } finally {
      this.#loading.delete(ref.number);
    }
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

function catalogError(what: string): BianyinError {
  return new BianyinError('pdf-catalog-broken', { what });
}
