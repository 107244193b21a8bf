/** Object streams (ISO 32000-2 §7.5.7). /Extends is not followed: the cross-reference data names the stream of each object. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isSpace } from './lexer.ts';
import type { LexerInput } from './lexer.ts';
import type { WorkBudget } from './limits.ts';
import { dictValue } from './objects.ts';
import type { PdfDict, PdfObject } from './objects.ts';
import { Parser } from './parser.ts';

export class ObjectStream {
  readonly #input: LexerInput;
  readonly #budget: WorkBudget;
  readonly #numbers: readonly number[];
  /** In the decoded bytes. */
  readonly #offsets: readonly number[];
  readonly byteLength: number;
  /** Parsed ones by index. */
  readonly #parsed = new Map<number, PdfObject>();

  /** Reads the table in front. Errors: `pdf-object-broken`, `pdf-ambiguous`. */
  constructor(dict: PdfDict, bytes: Uint8Array, budget: WorkBudget) {
    const [count, first] = [positive(dict, 'N'), positive(dict, 'First')];
    // Each object takes at least four characters of the table: `0 0 `, the last one three.
    if (first > bytes.length || count * 4 > first + 1) throw broken('object stream table');
    this.#input = { size: bytes.length, byteAt: (offset) => bytes[offset] ?? -1 };
    this.#budget = budget;
    this.byteLength = bytes.length;
    const parser = new Parser(this.#input, 0, budget, false, first);
    const pairs = Array.from({ length: count }, () => [tableNumber(parser), tableNumber(parser)] as const);
    this.#numbers = pairs.map(([number]) => number);
    this.#offsets = pairs.map(([, offset]) => first + offset);
    if (new Set(this.#numbers).size !== count) {
      throw new BianyinError('pdf-ambiguous', {
        what: 'object twice in a stream',
        at: dict.range?.start ?? 0,
      });
    }
  }

  /** The object at `index`, which must be number `number`. Errors: `pdf-object-broken`, `pdf-limit`. */
  object(index: number, number: number): PdfObject {
    const start = this.#offsets[index];
    const kept = this.#parsed.get(index);
    if (kept && this.#numbers[index] === number) return kept;
    if (this.#numbers[index] !== number || start === undefined)
      throw broken(`object ${number} in its stream`);
    const end = this.#offsets[index + 1] ?? this.#input.size;
    if (end < start || end > this.#input.size) throw broken('object stream table');
    const parser = new Parser(this.#input, start, this.#budget, false, end);
    const object = parser.object();
    parser.lexer.skipSpace();
    if (parser.lexer.position < end && !isSpace(parser.lexer.peek()))
      throw broken(`object ${number} in its stream`);
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
