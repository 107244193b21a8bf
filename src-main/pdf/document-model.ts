/** What an opened PDF offers to everyone else: the document, its pages, its revisions and its objects. */
import type { ByteSource } from '../domain/byte-source.ts';
import type { DecodedStream } from './filters.ts';
import type { PdfLimits } from './limits.ts';
import type { FileRange, PdfDict, PdfObject, PdfRef, PdfStream } from './objects.ts';
import type { PdfNoteCode } from './parser.ts';
import type { PdfRevision } from './xref-chain.ts';
import type { XrefEntry } from './xref-rows.ts';

/** [left, bottom, right, top] in user units, ordered. */
export type PdfBox = readonly [number, number, number, number];

export interface PdfPage {
  /** 0-based. */
  readonly index: number;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly mediaBox: PdfBox;
  /** What is seen: /CropBox cut to the /MediaBox. */
  readonly cropBox: PdfBox;
  /** Clockwise turn for display. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Size of a user unit in 1/72 inch. */
  readonly userUnit: number;
  /** Width of the page as it is seen (turned, cropped), in points. */
  readonly visualWidthPt: number;
  readonly visualHeightPt: number;
  /** Inherited /Resources; an empty dictionary when there are none. */
  readonly resources: PdfDict;
  /** Items of /Annots: references mostly, some writers put dictionaries there. */
  readonly annots: readonly PdfObject[];
}

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
  /** Whether an object in an object stream has the index there that its row says. Errors: as `get`. */
  isAtItsIndex(number: number): boolean;
  /** Numbers that the table of an object stream lists, whatever the rows say. Errors: as `get`. */
  packedNumbers(container: number): ArrayLike<number>;
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
