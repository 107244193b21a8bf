/** Objects from tokens (ISO 32000-2 §7.3): direct objects, and `N G obj … endobj` at an exact place in the file. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { BlockReader } from './block-reader.ts';
import { Lexer, isSpace } from './lexer.ts';
import type { LexerInput, Token } from './lexer.ts';
import { limitError } from './limits.ts';
import type { WorkBudget } from './limits.ts';
import { dictValue } from './objects.ts';
import type { FileRange, PdfDict, PdfNumber, PdfObject, PdfRef, PdfStream } from './objects.ts';

/** Small deviations that have only one reading; the document lists them. */
export type NoteSink = (code: PdfNoteCode, at: number) => void;

export type PdfNoteCode =
  | 'xref-entry-length'
  | 'xref-header-spacing'
  | 'xref-starts-at-one'
  | 'xref-zero-offset'
  | 'xref-leading-space'
  | 'xref-unknown-entry-type'
  | 'xref-prev-zero'
  | 'xref-small-size'
  | 'xref-not-last'
  | 'hybrid-xref'
  | 'object-leading-space'
  | 'empty-object'
  | 'stream-keyword-end'
  | 'stream-space-before-endstream'
  | 'object-stream-extends'
  | 'object-stream-index'
  | 'trailing-space'
  | 'trailing-space-far'
  | 'catalog-without-type'
  | 'page-without-type'
  | 'crop-box-outside';

export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly object: PdfObject;
  /** From the object number to the end of `endobj`. */
  readonly range: FileRange;
  /** How much it holds, in values. */
  readonly values: number;
}

/** Shared by all dictionaries without duplicate keys. */
const none: string[] = [];

/** Objects from one place of the input on, under limits of depth and number. Errors: `pdf-object-broken`, `pdf-limit`. */
export class Parser {
  readonly lexer: Lexer;
  /** Values made so far; long strings count more. */
  values = 0;
  readonly #budget: WorkBudget;
  readonly #inFile: boolean;

  /** `inFile`: offsets of the input are file offsets, so objects get ranges. */
  constructor(input: LexerInput, position: number, budget: WorkBudget, inFile: boolean, end?: number) {
    this.lexer = new Lexer(input, position, budget, end);
    this.#budget = budget;
    this.#inFile = inFile;
  }

  /** One direct object or reference. Errors: `pdf-object-broken`, `pdf-limit`. */
  object(): PdfObject {
    return this.#objectFrom(this.lexer.next(), 0);
  }

  #objectFrom(token: Token, depth: number): PdfObject {
    if (depth > this.#budget.limits.maxObjectDepth)
      throw limitError('object depth', this.#budget.limits.maxObjectDepth);
    this.#count(token);
    switch (token.kind) {
      case 'number':
        return this.#reference(token) ?? { ...token, range: this.#range(token) };
      case 'name':
        return { kind: 'name', value: token.value, range: this.#range(token) };
      case 'string':
        return { kind: 'string', bytes: token.bytes, form: token.form, range: this.#range(token) };
      case 'keyword':
        return this.#keyword(token);
      case '[':
        return this.#array(token.start, depth);
      case '<<':
        return this.#dict(token.start, depth);
      case ']':
      case '>>':
      case 'end':
        throw this.lexer.broken(`unexpected ${token.kind}`, token.start);
    }
  }

  #count(token: Token): void {
    this.values += 1 + (token.kind === 'string' ? token.bytes.length >>> 7 : 0);
    const { maxObjectValues } = this.#budget.limits;
    if (this.values > maxObjectValues) throw limitError('values in one object', maxObjectValues);
  }

  #keyword(token: Token & { kind: 'keyword' }): PdfObject {
    const range = this.#range(token);
    if (token.text === 'true' || token.text === 'false')
      return { kind: 'boolean', value: token.text === 'true', range };
    if (token.text === 'null') return { kind: 'null', range };
    throw this.lexer.broken('unknown keyword', token.start);
  }

  /** `N G R`, or undefined with the position where it was. */
  #reference(token: Token & { kind: 'number' }): PdfRef | undefined {
    if (!/^\d{1,10}$/.test(token.text)) return undefined;
    const back = this.lexer.position;
    // A look at the next characters saves lexing numbers in long arrays twice.
    this.lexer.skipSpace();
    if (isDigit(this.lexer.peek())) {
      const generation = this.lexer.next();
      if (generation.kind === 'number' && /^\d{1,5}$/.test(generation.text)) {
        this.lexer.skipSpace();
        if (this.lexer.peek() === 0x52) {
          const r = this.lexer.next();
          if (r.kind === 'keyword' && r.text === 'R') {
            const range = this.#range({ start: token.start, end: r.end });
            return { kind: 'ref', number: token.value, generation: generation.value, range };
          }
        }
      }
    }
    this.lexer.position = back;
    return undefined;
  }

  #array(start: number, depth: number): PdfObject {
    const items: PdfObject[] = [];
    for (let token = this.lexer.next(); token.kind !== ']'; token = this.lexer.next()) {
      items.push(this.#objectFrom(token, depth + 1));
    }
    return { kind: 'array', items, range: this.#range({ start, end: this.lexer.position }) };
  }

  #dict(start: number, depth: number): PdfDict {
    const entries = new Map<string, PdfObject>();
    let duplicateKeys: string[] = none;
    for (let token = this.lexer.next(); token.kind !== '>>'; token = this.lexer.next()) {
      if (token.kind !== 'name') throw this.lexer.broken('dictionary key', token.start);
      const value = this.#objectFrom(this.lexer.next(), depth + 1);
      if (!entries.has(token.value)) entries.set(token.value, value);
      else if (!duplicateKeys.includes(token.value)) duplicateKeys = [...duplicateKeys, token.value];
    }
    return { kind: 'dict', entries, duplicateKeys, range: this.#range({ start, end: this.lexer.position }) };
  }

  #range(token: FileRange): FileRange | null {
    return this.#inFile ? { start: token.start, end: token.end } : null;
  }
}

/** Finds the value of a stream's /Length, which may be a reference; undefined when there is none. */
export type LengthResolver = (length: PdfObject) => PdfNumber | undefined;

/** `N G obj` at exactly `offset`, its object, `endobj`. Errors: `pdf-object-broken`, `pdf-limit`. */
export function readIndirectObject(
  reader: BlockReader,
  offset: number,
  budget: WorkBudget,
  lengthOf: LengthResolver,
  note: NoteSink,
): IndirectObject {
  const parser = new Parser(reader, offset, budget, true);
  const { number, generation, start } = readObjectHeader(parser, offset, note);
  const first = parser.lexer.position;
  let token = parser.lexer.next();
  // `1 0 obj endobj` is an object without a value: nothing, so null.
  let object: PdfObject = { kind: 'null', range: null };
  if (token.kind === 'keyword' && token.text === 'endobj') note('empty-object', offset);
  else {
    parser.lexer.position = first;
    object = parser.object();
    token = parser.lexer.next();
  }
  if (object.kind === 'dict' && token.kind === 'keyword' && token.text === 'stream') {
    object = readStream(reader, parser.lexer, object, lengthOf, note);
    token = parser.lexer.next();
  }
  if (token.kind !== 'keyword' || token.text !== 'endobj') throw parser.lexer.broken('endobj', token.start);
  return { number, generation, object, range: { start, end: token.end }, values: parser.values };
}

function readObjectHeader(
  parser: Parser,
  offset: number,
  note: NoteSink,
): { number: number; generation: number; start: number } {
  const [number, generation, keyword] = [parser.lexer.next(), parser.lexer.next(), parser.lexer.next()];
  const isHeader =
    number.kind === 'number' &&
    generation.kind === 'number' &&
    /^\d{1,10}$/.test(number.text) &&
    /^\d{1,5}$/.test(generation.text) &&
    keyword.kind === 'keyword' &&
    keyword.text === 'obj';
  if (!isHeader) throw parser.lexer.broken('object header', offset);
  if (number.start !== offset) note('object-leading-space', offset);
  return { number: number.value, generation: generation.value, start: number.start };
}

/** §7.3.8: `stream`, one line end, exactly /Length bytes, `endstream`. */
function readStream(
  reader: BlockReader,
  lexer: Lexer,
  dict: PdfDict,
  lengthOf: LengthResolver,
  note: NoteSink,
): PdfStream {
  const start = streamDataStart(reader, lexer.position, note);
  const length = dictValue(dict, 'Length');
  const value = length && lengthOf(length);
  if (!value?.integer || value.value < 0) throw lexer.broken('stream length', dict.range?.start ?? start);
  const end = start + value.value;
  if (end > reader.size) throw lexer.broken('stream length', dict.range?.start ?? start);
  let after = end;
  while (isSpace(reader.byteAt(after)) && after - end < 32) after++;
  if (after - end > 2) note('stream-space-before-endstream', end);
  lexer.position = after;
  const keyword = lexer.next();
  if (keyword.kind !== 'keyword' || keyword.text !== 'endstream' || keyword.start !== after) {
    throw lexer.broken('stream length', dict.range?.start ?? start);
  }
  return {
    kind: 'stream',
    dict,
    data: { start, end },
    range: { start: dict.range?.start ?? start, end: keyword.end },
  };
}

function streamDataStart(reader: BlockReader, afterKeyword: number, note: NoteSink): number {
  const [a, b] = [reader.byteAt(afterKeyword), reader.byteAt(afterKeyword + 1)];
  if (a === 0x0a) return afterKeyword + 1;
  if (a === 0x0d && b === 0x0a) return afterKeyword + 2;
  // A space before the line end is a common slip with one reading; a lone CR is not, data may begin with LF.
  let at = afterKeyword;
  while (at - afterKeyword < 8 && (reader.byteAt(at) === 0x20 || reader.byteAt(at) === 0x09)) at++;
  if (at > afterKeyword && reader.byteAt(at) === 0x0a) {
    note('stream-keyword-end', afterKeyword);
    return at + 1;
  }
  if (at > afterKeyword && reader.byteAt(at) === 0x0d && reader.byteAt(at + 1) === 0x0a) {
    note('stream-keyword-end', afterKeyword);
    return at + 2;
  }
  throw new BianyinError('pdf-object-broken', { what: 'line end after stream', at: afterKeyword });
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
