/** One cross-reference section at an exact offset: a table (ISO 32000-2 §7.5.4), a stream (§7.5.8), or both (§7.5.8.4). */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { XrefReason } from '../domain/errors/reasons.ts';
import type { BlockReader } from './block-reader.ts';
import { decodeStream } from './filters.ts';
import { isSpace } from './lexer.ts';
import { limitError } from './limits.ts';
import type { WorkBudget } from './limits.ts';
import { dictValue } from './objects.ts';
import type { FileRange, PdfDict, PdfObject } from './objects.ts';
import { Parser, readIndirectObject } from './parser.ts';
import type { NoteSink } from './parser.ts';
import { XrefRows, sameEntry } from './xref-rows.ts';
import type { XrefEntry } from './xref-rows.ts';

export interface XrefSection {
  readonly kind: 'table' | 'stream' | 'hybrid';
  /** Of `xref`, or of the object number of the stream. */
  readonly offset: number;
  /** After the trailer dictionary, or after `endobj`. */
  readonly end: number;
  /** The trailer dictionary, or the dictionary of the stream. */
  readonly trailer: PdfDict;
  readonly rows: XrefRows;
  /** Rows of the /XRefStm of a hybrid section: they count where the table has no row in use. */
  readonly hiddenRows: XrefRows | null;
  /** The highest file offset that the section names: all of them must lie in its own revision or before it. */
  readonly farthest: number;
  /** Offset of the section before it. */
  readonly previous: number | null;
}

export interface XrefContext {
  readonly reader: BlockReader;
  readonly budget: WorkBudget;
  readonly note: NoteSink;
  /** Rows that may still be read. */
  rowsLeft: number;
}

/**
 * The section that begins at `named`, or after the white space there, which every reader skips. Errors: `pdf-xref-broken`,
 * `pdf-ambiguous`, `pdf-limit`.
 */
export function readXrefSection(context: XrefContext, named: number): XrefSection {
  const { reader } = context;
  const offset = afterSpace(context, named);
  if (offset !== named) context.note('xref-leading-space', named);
  if (matches(reader, offset, 'xref')) return readTableSection(context, offset);
  if (isDigitAt(reader, offset)) return readStreamSection(context, offset);
  throw xrefError('xref-place', offset);
}

/** The first byte from `offset` on that is no white space; the end of the file when there is none. */
export function afterSpace(
  { reader, budget }: Pick<XrefContext, 'reader' | 'budget'>,
  offset: number,
): number {
  let at = offset;
  while (isSpace(reader.byteAt(at))) at++;
  budget.spend((at - offset) >>> 6);
  return at;
}

/** A cross-reference section that is not as ISO 32000-2 §7.5 has it; `at` is an offset in octets. */
export function xrefError(what: XrefReason, at: number): BianyinError {
  return new BianyinError('pdf-xref-broken', { what, at });
}

/** Whether the bytes at `offset` are these characters. */
export function matches(reader: BlockReader, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (reader.byteAt(offset + i) !== text.charCodeAt(i)) return false;
  return true;
}

function readTableSection(context: XrefContext, offset: number): XrefSection {
  const parser = new Parser(context.reader, offset + 4, context.budget, true);
  const rows = new XrefRows();
  for (;;) {
    const start = afterSpace(context, parser.lexer.position);
    const first = parser.lexer.next();
    // A comment in the table, which not all readers expect.
    if (first.start !== start) context.note('xref-header-spacing', start);
    if (first.kind === 'keyword' && first.text === 'trailer') break;
    const count = parser.lexer.next();
    if (
      first.kind !== 'number' ||
      count.kind !== 'number' ||
      !first.integer ||
      !count.integer ||
      first.value < 0
    ) {
      throw xrefError('xref-header', first.start);
    }
    if (!isUsualHeader(context, first, count)) context.note('xref-header-spacing', first.start);
    parser.lexer.position = readSubsection(context, rows, first.value, count.value, parser.lexer.position);
  }
  rows.finish(offset);
  const trailer = parser.object();
  if (trailer.kind !== 'dict') throw xrefError('xref-trailer', offset);
  const hidden = dictValue(trailer, 'XRefStm');
  const hiddenSection = hidden ? readHiddenSection(context, hidden, trailer, rows) : null;
  const hiddenRows = hiddenSection?.rows ?? null;
  checkSize(trailer, hiddenRows ? [rows, hiddenRows] : [rows], offset);
  return {
    kind: hiddenRows ? 'hybrid' : 'table',
    offset,
    end: parser.lexer.position,
    trailer,
    rows,
    hiddenRows,
    farthest: Math.max(rows.farthest, hiddenSection?.end ?? 0, hiddenSection?.farthest ?? 0),
    previous: previousOf(context, trailer, offset),
  };
}

/** A line of its own with one space: some readers take no other for a header (§7.5.4). */
function isUsualHeader({ reader }: XrefContext, first: FileRange, count: FileRange): boolean {
  const before = reader.byteAt(first.start - 1);
  const isLine = before === 0x0a || before === 0x0d;
  const behind = reader.byteAt(count.end) === 0x20 ? count.end + 1 : count.end;
  const lineEnd = lineEndLength(reader.byteAt(behind), reader.byteAt(behind + 1));
  return isLine && count.start === first.end + 1 && lineEnd > 0;
}

/** The entries of a subsection; the position after them. */
function readSubsection(
  context: XrefContext,
  rows: XrefRows,
  first: number,
  count: number,
  from: number,
): number {
  const { reader } = context;
  let at = from;
  while (isSpace(reader.byteAt(at)) && at - from < 32) at++;
  spendRows(context, count);
  if (count < 0 || count * 19 > reader.size - at) throw xrefError('xref-length', from);
  const isShifted = first === 1 && count > 0 && matches(reader, at, '0000000000 65535 f');
  if (isShifted) context.note('xref-starts-at-one', at);
  rows.begin(isShifted ? 0 : first, count);
  for (let i = 0; i < count; i++) {
    rows.push(tableEntry(context, reader.slice(at, at + 18), at));
    at += entryLength(context, at, i === count - 1);
  }
  return at;
}

/** `nnnnnnnnnn ggggg n`. */
function tableEntry(context: XrefContext, bytes: Uint8Array, at: number): XrefEntry {
  const offset = digits(bytes, 0, 10);
  const generation = digits(bytes, 11, 5);
  const kind = bytes[17];
  const isEntry = bytes[10] === 0x20 && bytes[16] === 0x20 && (kind === 0x6e || kind === 0x66);
  if (offset < 0 || generation < 0 || !isEntry) throw xrefError('xref-entry', at);
  // Generations of free rows decide nothing here; some writers put 65536.
  if (kind === 0x66) return { kind: 'free' };
  if (generation > 65535) throw xrefError('xref-entry', at);
  // No object can stand at offset 0, the header does: writers mark unused numbers this way.
  if (offset === 0) {
    context.note('xref-zero-offset', at);
    return { kind: 'free' };
  }
  return { kind: 'in-file', offset, generation };
}

/** 20 bytes by the standard; 19, 21 or 22 with other line ends, which are unmistakable when the next row follows. */
function entryLength(context: XrefContext, at: number, isLast: boolean): number {
  const { reader } = context;
  let end = at + 18;
  while (reader.byteAt(end) === 0x20 && end < at + 20) end++;
  const lineEnd = lineEndLength(reader.byteAt(end), reader.byteAt(end + 1));
  end += lineEnd;
  if (lineEnd === 0 || (!isLast && !isDigitAt(reader, end))) throw xrefError('xref-entry', at);
  if (end - at !== 20) context.note('xref-entry-length', at);
  return end - at;
}

/** Bytes of the line end that begins with `a`, `b`; 0 when there is none. */
export function lineEndLength(a: number, b: number): number {
  if (a === 0x0d) return b === 0x0a ? 2 : 1;
  return a === 0x0a ? 1 : 0;
}

function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const byte = bytes[i] ?? -1;
    if (!isDigit(byte)) return -1;
    value = value * 10 + byte - 0x30;
  }
  return value;
}

/**
 * The stream that a hybrid trailer names. Errors: `pdf-ambiguous` when both list one object differently, or when the stream
 * leads to another section than the table does: some readers follow its /Prev (pdf.js does), others never look at it.
 */
function readHiddenSection(
  context: XrefContext,
  hidden: PdfObject,
  trailer: PdfDict,
  rows: XrefRows,
): XrefSection {
  if (hidden.kind !== 'number' || !hidden.integer) throw xrefError('xref-hybrid', hidden.range?.start ?? 0);
  context.note('hybrid-xref', hidden.value);
  const section = readStreamSection(context, afterSpace(context, hidden.value));
  if (section.previous !== null && section.previous !== previousOf(context, trailer, section.offset))
    throw new BianyinError('pdf-ambiguous', { what: '/Prev of a hybrid section', at: hidden.value });
  section.rows.forEach((number, entry) => {
    const shown = rows.get(number);
    if (shown && shown.kind !== 'free' && entry.kind !== 'free' && !sameEntry(shown, entry)) {
      throw new BianyinError('pdf-ambiguous', {
        what: `hybrid entries of object ${number}`,
        at: hidden.value,
      });
    }
  });
  return section;
}

function readStreamSection(context: XrefContext, offset: number): XrefSection {
  const { reader, budget, note } = context;
  if (!isDigitAt(reader, offset)) throw xrefError('xref-place', offset);
  const direct = (length: PdfObject) => (length.kind === 'number' ? length : undefined);
  const { object, range } = readIndirectObject(reader, offset, budget, direct, note);
  const type = object.kind === 'stream' ? dictValue(object.dict, 'Type') : undefined;
  if (object.kind !== 'stream' || type?.kind !== 'name' || type.value !== 'XRef') {
    throw xrefError('xref-place', offset);
  }
  const { bytes } = decodeStream(
    object,
    (part) => reader.slice(part.start, part.end),
    (o) => o,
    budget,
  );
  const rows = readStreamRows(context, object.dict, bytes, offset);
  checkSize(object.dict, [rows], offset);
  return {
    kind: 'stream',
    offset,
    end: range.end,
    trailer: object.dict,
    rows,
    hiddenRows: null,
    farthest: rows.farthest,
    previous: previousOf(context, object.dict, offset),
  };
}

function readStreamRows(context: XrefContext, dict: PdfDict, bytes: Uint8Array, at: number): XrefRows {
  const widths = integers(dictValue(dict, 'W'), at);
  const index = dictValue(dict, 'Index');
  const runs = index ? integers(index, at) : [0, sizeEntry(dict, at)];
  const [wType, wA, wB] = widths;
  if (
    wType === undefined ||
    wA === undefined ||
    wB === undefined ||
    widths.length !== 3 ||
    runs.length % 2 !== 0
  ) {
    throw xrefError('xref-columns', at);
  }
  if (widths.some((width) => width > 8)) throw xrefError('xref-columns', at);
  const rowBytes = wType + wA + wB;
  const rows = new XrefRows();
  let from = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const [first, count] = [runs[run] ?? 0, runs[run + 1] ?? 0];
    spendRows(context, count);
    if (rowBytes === 0 || from + count * rowBytes > bytes.length) throw xrefError('xref-length', at);
    rows.begin(first, count);
    for (let i = 0; i < count; i++, from += rowBytes) {
      const type = wType === 0 ? 1 : field(bytes, from, wType);
      const [a, b] = [field(bytes, from + wType, wA), field(bytes, from + wType + wA, wB)];
      rows.push(streamEntry(context, type, a, b, at));
    }
  }
  rows.finish(at);
  return rows;
}

/** Table 18: 0 free, 1 in the file, 2 in an object stream; other types mean null. */
function streamEntry(context: XrefContext, type: number, a: number, b: number, at: number): XrefEntry {
  if (type === 0) return { kind: 'free' };
  if (!Number.isSafeInteger(a) || b > 0xffffffff) throw xrefError('xref-entry', at);
  if (type === 2) return { kind: 'in-stream', stream: a, index: b };
  if (type !== 1) {
    context.note('xref-unknown-entry-type', at);
    return { kind: 'free' };
  }
  if (a !== 0) return { kind: 'in-file', offset: a, generation: b };
  context.note('xref-zero-offset', at);
  return { kind: 'free' };
}

function field(bytes: Uint8Array, from: number, width: number): number {
  let value = 0;
  for (let i = from; i < from + width; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

function integers(object: PdfObject | undefined, at: number): number[] {
  if (object?.kind !== 'array') throw xrefError('xref-columns', at);
  return object.items.map((item) => {
    if (item.kind !== 'number' || !item.integer || item.value < 0) throw xrefError('xref-columns', at);
    return item.value;
  });
}

function spendRows(context: XrefContext, count: number): void {
  context.rowsLeft -= Math.max(0, count);
  const { maxXrefEntries } = context.budget.limits;
  if (context.rowsLeft < 0) throw limitError('cross-reference entries', maxXrefEntries);
  context.budget.spend(count >>> 4);
}

/** The value of /Size. Errors: `pdf-xref-broken`, `pdf-limit`. */
export function sizeEntry(trailer: PdfDict, at: number): number {
  const size = dictValue(trailer, 'Size');
  if (size?.kind !== 'number' || !size.integer || size.value < 1) throw xrefError('xref-size', at);
  // ISO 32000-1 Annex C: no conforming file has more objects.
  if (size.value > 8_388_608) throw limitError('/Size', 8_388_608);
  return size.value;
}

/** Objects from /Size on do not exist for some readers and do for others (§7.5.5). */
function checkSize(trailer: PdfDict, all: readonly XrefRows[], at: number): void {
  const size = sizeEntry(trailer, at);
  for (const rows of all) if (rows.highestInUse() >= size) throw xrefError('xref-entry-size', at);
}

/** Offset 0 is that of the header: writers mean that there is no section before. */
function previousOf({ reader, note }: XrefContext, trailer: PdfDict, at: number): number | null {
  const previous = dictValue(trailer, 'Prev');
  if (!previous) return null;
  const isOffset =
    previous.kind === 'number' && previous.integer && previous.value >= 0 && previous.value < reader.size;
  if (!isOffset) throw xrefError('xref-prev', at);
  if (previous.value > 0) return previous.value;
  note('xref-prev-zero', at);
  return null;
}

function isDigitAt(reader: BlockReader, offset: number): boolean {
  return isDigit(reader.byteAt(offset));
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
