/**
 * The objects of a PDF (ISO 32000-2 §7.3) as plain values, for the reader and for the writer.
 * An object that was read straight from the file knows its byte range there; one from an object stream, or one that was
 * made here, has `range: null`.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** Byte offsets in the file: `start` inclusive, `end` exclusive. */
export interface FileRange {
  readonly start: number;
  readonly end: number;
}

interface Ranged {
  readonly range: FileRange | null;
}

export interface PdfNull extends Ranged {
  readonly kind: 'null';
}
export interface PdfBoolean extends Ranged {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface PdfNumber extends Ranged {
  readonly kind: 'number';
  readonly value: number;
  /** Written without a point. The value is exact only up to 2^53. */
  readonly integer: boolean;
  /** The characters in the file, so that a number that is copied stays what it was. */
  readonly text: string;
}
export interface PdfName extends Ranged {
  readonly kind: 'name';
  /** Decoded bytes, one character (U+0000–U+00FF) for each; UTF-8 names stay as their bytes. */
  readonly value: string;
}
export interface PdfString extends Ranged {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly form: 'literal' | 'hex';
}
export interface PdfArray extends Ranged {
  readonly kind: 'array';
  readonly items: readonly PdfObject[];
}
export interface PdfDict extends Ranged {
  readonly kind: 'dict';
  /** The first value of each key; read single keys with `dictValue`, which refuses a key that is there twice. */
  readonly entries: ReadonlyMap<string, PdfObject>;
  /** Keys that occur more than once: readers differ about which value counts. */
  readonly duplicateKeys: readonly string[];
}
export interface PdfStream extends Ranged {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** Encoded data: a range of the file (read with `document.streamBytes`), or bytes made here. */
  readonly data: FileRange | Uint8Array;
}
export interface PdfRef extends Ranged {
  readonly kind: 'ref';
  readonly number: number;
  readonly generation: number;
}

export type PdfObject =
  PdfNull | PdfBoolean | PdfNumber | PdfName | PdfString | PdfArray | PdfDict | PdfStream | PdfRef;

export const pdfNull: PdfNull = Object.freeze({ kind: 'null', range: null });

/** `true` or `false`. */
export function pdfBoolean(value: boolean): PdfBoolean {
  return { kind: 'boolean', value, range: null };
}

/** A safe integer. Errors: `RangeError` for anything else. */
export function pdfInteger(value: number): PdfNumber {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer: ${value}`);
  return { kind: 'number', value, integer: true, text: String(value), range: null };
}

/** A number with at most five decimals, never in exponent form. Errors: `RangeError` beyond ±10^15 or when not finite. */
export function pdfReal(value: number): PdfNumber {
  if (!(Math.abs(value) < 1e15)) throw new RangeError(`not a PDF number: ${value}`);
  const fixed = value.toFixed(5).replace(/\.?0+$/, '');
  const text = fixed === '-0' ? '0' : fixed;
  return { kind: 'number', value: Number(text), integer: !text.includes('.'), text, range: null };
}

/** A name without its slash, escapes resolved. */
export function pdfName(value: string): PdfName {
  return { kind: 'name', value, range: null };
}

/** A string as octets; `form` says how it is written. */
export function pdfString(bytes: Uint8Array, form: PdfString['form'] = 'literal'): PdfString {
  return { kind: 'string', bytes, form, range: null };
}

/** An array of direct objects and references. */
export function pdfArray(items: readonly PdfObject[]): PdfArray {
  return { kind: 'array', items, range: null };
}

/** A dictionary; keys keep the order given. */
export function pdfDict(
  entries: Readonly<Record<string, PdfObject>> | ReadonlyMap<string, PdfObject>,
): PdfDict {
  const map = entries instanceof Map ? new Map(entries) : new Map(Object.entries(entries));
  return { kind: 'dict', entries: map, duplicateKeys: [], range: null };
}

/** A stream of encoded bytes; the serializer sets /Length itself. */
export function pdfStream(dict: PdfDict, data: Uint8Array): PdfStream {
  return { kind: 'stream', dict, data, range: null };
}

/** A reference to an indirect object. */
export function pdfRef(number: number, generation = 0): PdfRef {
  return { kind: 'ref', number, generation, range: null };
}

/** The value of a key; a missing key and /Key null are both undefined (§7.3.7). Errors: `pdf-ambiguous` for a key that is there twice. */
export function dictValue(dict: PdfDict, key: string): PdfObject | undefined {
  if (dict.duplicateKeys.includes(key)) {
    throw new BianyinError('pdf-ambiguous', {
      what: `duplicate key /${printable(key)}`,
      at: dict.range?.start ?? 0,
    });
  }
  const value = dict.entries.get(key);
  return value?.kind === 'null' ? undefined : value;
}

/** A copy with some keys set, or removed where the value is undefined. Errors: `pdf-ambiguous` when the dictionary has duplicate keys. */
export function withEntries(
  dict: PdfDict,
  changes: Readonly<Record<string, PdfObject | undefined>>,
): PdfDict {
  const first = dict.duplicateKeys[0];
  if (first !== undefined) dictValue(dict, first);
  const entries = new Map(dict.entries);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
  return pdfDict(entries);
}

/** `12 0 R` as a map key. */
export function refKey(ref: Pick<PdfRef, 'number' | 'generation'>): string {
  return `${ref.number} ${ref.generation}`;
}

/** Same object value, whatever its place in the file. Stream data in files is compared by range, not by content. */
export function sameObject(a: PdfObject, b: PdfObject): boolean {
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'number':
      return b.kind === 'number' && a.integer === b.integer && sameNumber(a, b);
    case 'name':
      return b.kind === 'name' && a.value === b.value;
    case 'string':
      return b.kind === 'string' && sameBytes(a.bytes, b.bytes);
    case 'array':
      return b.kind === 'array' && sameItems(a.items, b.items);
    case 'dict':
      return b.kind === 'dict' && sameDict(a, b);
    case 'stream':
      return b.kind === 'stream' && sameDict(a.dict, b.dict) && sameData(a.data, b.data);
    case 'ref':
      return b.kind === 'ref' && a.number === b.number && a.generation === b.generation;
  }
}

/** Text beyond 2^53 decides where values no longer can. */
function sameNumber(a: PdfNumber, b: PdfNumber): boolean {
  return a.value === b.value && (Number.isSafeInteger(a.value) || !a.integer || a.text === b.text);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function sameItems(a: readonly PdfObject[], b: readonly PdfObject[]): boolean {
  return a.length === b.length && a.every((item, i) => sameObject(item, b[i] ?? pdfNull));
}

/** Duplicate keys are never equal to anything: their meaning is open. */
function sameDict(a: PdfDict, b: PdfDict): boolean {
  if (a.duplicateKeys.length + b.duplicateKeys.length > 0 || a.entries.size !== b.entries.size) return false;
  for (const [key, value] of a.entries) {
    const other = b.entries.get(key);
    if (!other || !sameObject(value, other)) return false;
  }
  return true;
}

function sameData(a: FileRange | Uint8Array, b: FileRange | Uint8Array): boolean {
  if (a instanceof Uint8Array) return b instanceof Uint8Array && sameBytes(a, b);
  return !(b instanceof Uint8Array) && a.start === b.start && a.end === b.end;
}

/** A name without control characters, short enough for a message. */
export function printable(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, 40);
}
