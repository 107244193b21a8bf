/**
 * Objects by their cross-reference rows, parsed once: an object at an offset is the same in every revision that still
 * names it, so all views of a file share what was parsed. A stream whose /Length is a reference is the exception.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { BlockReader } from './block-reader.ts';
import type { WorkBudget } from './limits.ts';
import { ObjectStream } from './object-stream.ts';
import { dictValue, pdfRef } from './objects.ts';
import type { FileRange, PdfDict, PdfNumber, PdfObject, PdfRef, PdfStream } from './objects.ts';
import { readIndirectObject } from './parser.ts';
import type { IndirectObject, NoteSink } from './parser.ts';
import type { XrefEntry } from './xref-rows.ts';

type UsedEntry = Exclude<XrefEntry, { kind: 'free' }>;

export interface LoadedObject {
  readonly object: PdfObject;
  /** Of `N G obj … endobj`; null in an object stream. */
  readonly range: FileRange | null;
}

/** What the loader asks of the view it loads for. */
export interface LoadingView {
  readonly reader: BlockReader;
  entry(number: number): UsedEntry | undefined;
  get(ref: PdfRef): PdfObject;
  resolve(object: PdfObject | undefined): PdfObject;
  value(dict: PdfDict, key: string): PdfObject | undefined;
  streamBytes(stream: PdfStream): Uint8Array;
}

/**
 * Kept at most: parsed values, and bytes of decoded object streams. Objects are read in the order of their numbers, which may go to and fro
 * between streams: one that is let go too early is decoded again for each object.
 */
const maxValues = 150_000;
const maxStreamBytes = 32 * 1024 * 1024;

/** Finds and parses indirect objects of one view, each once. */
export class ObjectLoader {
  readonly #budget: WorkBudget;
  readonly #note: NoteSink;
  /** By file offset. */
  readonly #objects = new Map<number, IndirectObject>();
  #values = 0;
  /** By the place of their data: a stream whose /Length is a reference is a new object each time. Those asked for last stand last. */
  readonly #streams = new Map<string, ObjectStream>();
  #streamBytes = 0;
  /** The stream that each view asked for last. */
  readonly #last = new WeakMap<LoadingView, { readonly number: number; readonly stream: ObjectStream }>();

  constructor(budget: WorkBudget, note: NoteSink) {
    this.#budget = budget;
    this.#note = note;
  }

  /** Errors: `pdf-object-broken`, `pdf-stream-broken`, `pdf-ambiguous`, `pdf-limit`, `pdf-encrypted`. */
  load(view: LoadingView, ref: PdfRef, entry: UsedEntry): LoadedObject {
    if (entry.kind === 'in-file') return this.#fromFile(view, ref, entry.offset);
    const stream = this.#streamOf(view, entry.stream);
    if (!stream.isAt(entry.index, ref.number)) this.#note('object-stream-index', 0);
    return { object: stream.object(entry.index, ref.number), range: null };
  }

  /** Whether an object stands in its stream where its row says. Errors: as `load`. */
  isAtItsIndex(view: LoadingView, number: number, entry: UsedEntry): boolean {
    return entry.kind === 'in-file' || this.#streamOf(view, entry.stream).isAt(entry.index, number);
  }

  /** What the table of an object stream lists. Errors: as `load`. */
  packedNumbers(view: LoadingView, container: number): ArrayLike<number> {
    return this.#streamOf(view, container).numbers;
  }

  #fromFile(view: LoadingView, ref: PdfRef, offset: number): IndirectObject {
    const kept = this.#objects.get(offset);
    const found = kept && kept.range.end <= view.reader.size ? kept : this.#read(view, offset);
    if (found.number !== ref.number || found.generation !== ref.generation) {
      throw objectError(`object ${ref.number} not at its offset`, offset);
    }
    return found;
  }

  #read(view: LoadingView, offset: number): IndirectObject {
    if (offset >= view.reader.size) throw objectError('offset beyond the end', offset);
    const lengthOf = (length: PdfObject): PdfNumber | undefined => {
      const value = view.resolve(length);
      return value.kind === 'number' ? value : undefined;
    };
    const found = readIndirectObject(view.reader, offset, this.#budget, lengthOf, this.#note);
    const isFixed =
      found.object.kind !== 'stream' || dictValue(found.object.dict, 'Length')?.kind === 'number';
    if (!isFixed) return found;
    this.#values += found.values;
    if (this.#values > maxValues) {
      this.#objects.clear();
      this.#values = found.values;
    }
    this.#objects.set(offset, found);
    return found;
  }

  #streamOf(view: LoadingView, number: number): ObjectStream {
    // Objects are mostly asked for one behind the other.
    const last = this.#last.get(view);
    if (last?.number === number) return last.stream;
    const stream = this.#findStream(view, number);
    this.#last.set(view, { number, stream });
    return stream;
  }

  #findStream(view: LoadingView, number: number): ObjectStream {
    // §7.5.7: an object stream is an object of the file itself, of generation 0.
    if (view.entry(number)?.kind !== 'in-file') throw objectError(`object stream ${number}`, 0);
    const object = view.get(pdfRef(number));
    if (object.kind !== 'stream') throw objectError(`object stream ${number}`, 0);
    const place = placeOf(object);
    const stream = this.#streams.get(place) ?? this.#openStream(view, number, object);
    this.#streams.delete(place);
    this.#streams.set(place, stream);
    return stream;
  }

  /** Lets go what was not asked for the longest. */
  #makeRoom(bytes: number): void {
    for (const [place, { byteLength }] of this.#streams) {
      if (this.#streamBytes + bytes <= maxStreamBytes) return;
      this.#streams.delete(place);
      this.#streamBytes -= byteLength;
    }
  }

  #openStream(view: LoadingView, number: number, object: PdfStream): ObjectStream {
    const type = view.value(object.dict, 'Type');
    if (type?.kind !== 'name' || type.value !== 'ObjStm') throw objectError(`object stream ${number}`, 0);
    // Shared by all views, so that nothing in it may depend on another object.
    if (['Filter', 'DecodeParms'].some((key) => hasReference(object.dict.entries.get(key)))) {
      throw objectError(`object stream ${number}`, 0);
    }
    if (object.dict.entries.has('Extends')) this.#note('object-stream-extends', object.range?.start ?? 0);
    const stream = new ObjectStream(object.dict, view.streamBytes(object), this.#budget);
    this.#makeRoom(stream.byteLength);
    this.#streamBytes += stream.byteLength;
    return stream;
  }
}

function placeOf({ dict, data }: PdfStream): string {
  return data instanceof Uint8Array ? '' : `${dict.range?.start} ${data.start} ${data.end}`;
}

function hasReference(object: PdfObject | undefined): boolean {
  if (object?.kind === 'array') return object.items.some(hasReference);
  if (object?.kind === 'dict') return [...object.entries.values()].some(hasReference);
  return object?.kind === 'ref';
}

/** An object that is not as ISO 32000-2 §7.3 has it; `at` is an offset in octets. */
export function objectError(what: string, at: number): BianyinError {
  return new BianyinError('pdf-object-broken', { what, at });
}
