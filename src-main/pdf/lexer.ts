/**
 * Tokens of a PDF (ISO 32000-2 §7.2, §7.3), strictly: what the grammar does not allow is `pdf-object-broken`.
 * Longer than other files because every kind of token is here.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { limitError } from './limits.ts';
import type { WorkBudget } from './limits.ts';

/** Where tokens come from: a file (offsets are file offsets) or a decoded object stream. */
export interface LexerInput {
  readonly size: number;
  byteAt(offset: number): number;
}

export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly value: number; readonly integer: boolean; readonly text: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array; readonly form: 'literal' | 'hex' }
  | { readonly kind: 'keyword'; readonly text: string }
  | { readonly kind: '[' | ']' | '<<' | '>>' | 'end' }
);

/** The standard asks readers for 127; real names are far from this bound. */
const maxNameBytes = 4096;

const numberPattern = /^[+-]?(?:\d+|\d+\.\d*|\.\d+)$/;

/** Bytes of a string while it is read. */
class ByteCollector {
  #bytes = new Uint8Array(64);
  length = 0;
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  push(byte: number): void {
    if (this.length >= this.#max) throw limitError('token length', this.#max);
    if (this.length === this.#bytes.length) {
      const grown = new Uint8Array(this.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.length++] = byte;
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** Gives one token after the other from a position on. Errors: `pdf-object-broken`. */
export class Lexer {
  /** Next byte to read. */
  position: number;
  readonly #input: LexerInput;
  readonly #budget: WorkBudget;
  readonly #end: number;

  constructor(input: LexerInput, position: number, budget: WorkBudget, end = input.size) {
    this.#input = input;
    this.position = position;
    this.#budget = budget;
    this.#end = Math.min(end, input.size);
  }

  /** The next token; `end` at the end of the input. Errors: `pdf-object-broken`, `pdf-limit`. */
  next(): Token {
    this.#budget.spend(1);
    this.skipSpace();
    const start = this.position;
    const byte = this.peek();
    switch (byte) {
      case -1:
        return { kind: 'end', start, end: start };
      case 0x28:
        return this.#literalString(start);
      case 0x2f:
        return this.#name(start);
      case 0x3c:
        return this.peek(1) === 0x3c ? this.#mark('<<', start) : this.#hexString(start);
      case 0x3e:
        if (this.peek(1) !== 0x3e) throw this.broken('single >', start);
        return this.#mark('>>', start);
      case 0x5b:
        return this.#mark('[', start);
      case 0x5d:
        return this.#mark(']', start);
      default:
        return this.#regular(start);
    }
  }

  /** White space and comments. */
  skipSpace(): void {
    const from = this.position;
    for (;;) {
      const byte = this.peek();
      if (byte === 0x25) this.#skipComment();
      else if (isSpace(byte)) this.position++;
      else break;
    }
    if (this.position - from > 64) this.#budget.spend((this.position - from) >>> 6);
  }

  /** The byte `ahead` of the position; -1 at the end. */
  peek(ahead = 0): number {
    const at = this.position + ahead;
    return at < this.#end ? this.#input.byteAt(at) : -1;
  }

  broken(what: string, at: number): BianyinError {
    return new BianyinError('pdf-object-broken', { what, at });
  }

  #skipComment(): void {
    for (let byte = this.peek(); byte !== -1 && byte !== 0x0a && byte !== 0x0d; byte = this.peek())
      this.position++;
  }

  #mark(kind: '[' | ']' | '<<' | '>>', start: number): Token {
    this.position += kind.length;
    return { kind, start, end: this.position };
  }

  /** A number or a keyword: a run of regular characters. */
  #regular(start: number): Token {
    let text = '';
    for (let byte = this.peek(); isRegular(byte); byte = this.peek()) {
      // No number or keyword is longer; a long run is binary data.
      if (text.length >= 128) throw this.broken('long token', start);
      if (isSpaceToSome(byte)) throw this.broken('white space to some readers', start);
      text += String.fromCharCode(byte);
      this.position++;
    }
    if (text === '') throw this.broken('unexpected character', start);
    const end = this.position;
    if (!/^[+\-.\d]/.test(text)) return { kind: 'keyword', text, start, end };
    if (!numberPattern.test(text)) throw this.broken('number', start);
    return { kind: 'number', value: Number(text), integer: !text.includes('.'), text, start, end };
  }

  #name(start: number): Token {
    let value = '';
    let isAscii = true;
    this.position++;
    for (let byte = this.peek(); isRegular(byte); byte = this.peek()) {
      // Behind other letters it is a part of one (UTF-8, GBK), and the name that is cut there is no name that means anything.
      if (isSpaceToSome(byte) && (isAscii || byte === 0xff))
        throw this.broken('white space to some readers', start);
      isAscii &&= byte < 0x80;
      if (value.length >= maxNameBytes) throw limitError('name length', maxNameBytes);
      const escaped = byte === 0x23 ? hexPair(this.peek(1), this.peek(2)) : -1;
      // Before PDF 1.2 a number sign was an ordinary character; without two hex digits it still is one.
      if (escaped === 0) throw this.broken('#00 in a name', start);
      value += String.fromCharCode(escaped >= 0 ? escaped : byte);
      this.position += escaped >= 0 ? 3 : 1;
    }
    return { kind: 'name', value, start, end: this.position };
  }

  #hexString(start: number): Token {
    const collected = new ByteCollector(this.#budget.limits.maxTokenBytes);
    let high = -1;
    this.position++;
    for (let byte = this.peek(); byte !== 0x3e; byte = this.peek()) {
      const digit = hexDigit(byte);
      if (digit < 0 && !isSpace(byte)) throw this.broken('hexadecimal string', start);
      this.position++;
      if (digit < 0) continue;
      if (high >= 0) collected.push(high * 16 + digit);
      high = high >= 0 ? -1 : digit;
    }
    this.position++;
    if (high >= 0) collected.push(high * 16);
    this.#budget.spend(collected.length >>> 6);
    return { kind: 'string', bytes: collected.bytes(), form: 'hex', start, end: this.position };
  }

  #literalString(start: number): Token {
    const collected = new ByteCollector(this.#budget.limits.maxTokenBytes);
    this.position++;
    for (let depth = 1; ;) {
      const byte = this.peek();
      if (byte === -1) throw this.broken('unterminated string', start);
      this.position++;
      if (byte === 0x29 && --depth === 0) break;
      if (byte === 0x28) depth++;
      if (byte === 0x5c) this.#escape(collected);
      else if (byte === 0x0d) this.#lineEnd(collected);
      else collected.push(byte);
    }
    this.#budget.spend((this.position - start) >>> 6);
    return { kind: 'string', bytes: collected.bytes(), form: 'literal', start, end: this.position };
  }

  /** A line end inside a string is one line feed, however it is written (§7.3.4.2). */
  #lineEnd(collected: ByteCollector): void {
    if (this.peek() === 0x0a) this.position++;
    collected.push(0x0a);
  }

  /** What follows a reverse solidus (§7.3.4.2, Table 3). */
  #escape(collected: ByteCollector): void {
    const byte = this.peek();
    if (byte >= 0x30 && byte <= 0x37) {
      collected.push(this.#octal());
      return;
    }
    if (byte === -1) return;
    this.position++;
    if (byte === 0x0d && this.peek() === 0x0a) this.position++;
    if (byte === 0x0a || byte === 0x0d) return;
    collected.push(escapes.get(byte) ?? byte);
  }

  #octal(): number {
    let value = 0;
    for (let digits = 0; digits < 3; digits++) {
      const byte = this.peek();
      if (byte < 0x30 || byte > 0x37) break;
      value = value * 8 + byte - 0x30;
      this.position++;
    }
    return value & 0xff;
  }
}

const escapes: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

/** NUL, TAB, LF, FF, CR, SPACE (§7.2.3, Table 1). */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
}

/** PDFium (Chrome, Edge) takes these for white space: another key, another operator begins behind them, where all others read on. */
export function isSpaceToSome(byte: number): boolean {
  return byte === 0x80 || byte === 0xff;
}

function isRegular(byte: number): boolean {
  return byte > 0x20 && !isDelimiter(byte);
}

/** ( ) < > [ ] { } / % (Table 2). */
function isDelimiter(byte: number): boolean {
  switch (byte) {
    case 0x28:
    case 0x29:
    case 0x3c:
    case 0x3e:
    case 0x5b:
    case 0x5d:
    case 0x7b:
    case 0x7d:
    case 0x2f:
    case 0x25:
      return true;
    default:
      return false;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function hexPair(high: number, low: number): number {
  const [a, b] = [hexDigit(high), hexDigit(low)];
  return a < 0 || b < 0 ? -1 : a * 16 + b;
}
