/** Object streams (ISO 32000-2 §7.5.7). /Extends is not followed: the cross-reference data names the stream of each object. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isSpace } from './lexer.ts';
import type { LexerInput } from './lexer.ts';
import { limitError } from './limits.ts';
import type { WorkBudget } from './limits.ts';
import { dictValue } from './objects.ts';
import type { PdfDict, PdfObject } from './objects.ts';
import { Parser } from './parser.ts';

/** Parsed values that one stream keeps. */
const maxKeptValues = 50_000;

/** The objects of one object stream (ISO 32000-2 §7.5.7). Errors: `pdf-object-broken`, `pdf-ambiguous`. */
export class ObjectStream {
  readonly #input: LexerInput;
  readonly #budget: WorkBudget;
  readonly #numbers: Float64Array;
  /** In the decoded bytes. */
  readonly #offsets: Float64Array;
  readonly byteLength: number;
  /** Parsed ones by index. */
  readonly #parsed = new Map<number, PdfObject>();
  #values = 0;

  /** Reads the table in front. Errors: `pdf-object-broken`, `pdf-ambiguous`. */
  constructor(dict: PdfDict, bytes: Uint8Array, budget: WorkBudget) {
    const [count, first] = [positive(dict, 'N'), positive(dict, 'First')];
    // Each object takes at least four characters of the table: `0 0 `, the last one three.
    const { maxObjectStreamObjects } = budget.limits;
    if (count > maxObjectStreamObjects) throw limitError('objects in a stream', maxObjectStreamObjects);
    if (first > bytes.length || count * 4 > first + 1) throw broken('object stream table');
    this.#input = { size: bytes.length, byteAt: (offset) => bytes[offset] ?? -1 };
    this.#budget = budget;
    this.byteLength = bytes.length;
    const parser = new Parser(this.#input, 0, budget, false, first);
    this.#numbers = new Float64Array(count);
    this.#offsets = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      this.#numbers[i] = tableNumber(parser);
      this.#offsets[i] = first + tableNumber(parser);
    }
    if (new Set(this.#numbers).size !== count) {
      throw new BianyinError('pdf-ambiguous', {
        what: 'object twice in a stream',
        at: dict.range?.start ?? 0,
      });
    }
  }

  get numbers(): ArrayLike<number> {
    return this.#numbers;
  }

  /** Whether object `number` stands at exactly `index`. */
  isAt(index: number, number: number): boolean {
    return this.#numbers[index] === number;
  }

  /**
   * The object that a row places at `index`, which must be number `number`. A writer with more objects than its column of
   * indexes can count (cairo) starts again from 0; most readers look for the number alone. Errors: `pdf-object-broken`, `pdf-limit`.
   */
  object(named: number, number: number): PdfObject {
    const index = this.isAt(named, number) ? named : this.#numbers.indexOf(number);
    const start = this.#offsets[index];
    if (start === undefined || index < named || (index - named) % 256 !== 0)
      throw broken(`object ${number} in its stream`);
    const kept = this.#parsed.get(index);
    if (kept) return kept;
    const end = this.#offsets[index + 1] ?? this.#input.size;
    if (end < start || end > this.#input.size) throw broken('object stream table');
    const parser = new Parser(this.#input, start, this.#budget, false, end);
    const object = parser.object();
    parser.lexer.skipSpace();
    if (parser.lexer.position < end && !isSpace(parser.lexer.peek()))
      throw broken(`object ${number} in its stream`);
    this.#values += parser.values;
    if (this.#values > maxKeptValues) {
      this.#parsed.clear();
      this.#values = parser.values;
    }
    this.#parsed.set(index, object);
    return object;
  }
}

function tableNumber(parser: Parser): number {
  const token = parser.lexer.next();
  if (token.kind !== 'number' || !/^\d{1,10}$/.test(token.text)) throw broken('object stream table');
  return token.value;
}

function positive(dict: PdfDict, key: string): number {
  const value = dictValue(dict, key);
  if (value?.kind !== 'number' || !value.integer || value.value < 0) throw broken(`object stream /${key}`);
  return value.value;
}

function broken(what: string): BianyinError {
  return new BianyinError('pdf-object-broken', { what, at: 0 });
}
