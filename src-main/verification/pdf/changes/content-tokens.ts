/** The operators of a content stream with their operands (ISO 32000-2 §7.8.2): enough to say what is drawn and where, never to draw it. */
import type { PdfDocument } from '../../../pdf/document.ts';
import { Lexer, type Token } from '../../../pdf/lexer.ts';
import { limitError, WorkBudget } from '../../../pdf/limits.ts';
import { areOperandsWrong } from '../../../pdf/survey/content-operators.ts';

/** A number, a name or a string; brackets of arrays and dictionaries are left out. */
export type Operand = Extract<Token, { kind: 'number' | 'name' | 'string' }>;

export interface Operation {
  readonly operator: string;
  readonly operands: readonly Operand[];
  /** Whether it has the operands that it takes. With others, readers take the first, the last, or none: it may do anything. */
  readonly isPlain: boolean;
}

/** More operands than any operator takes (a /TJ array may be long) are a sign of something else. */
const maxOperands = 20_000;

/** All operations in their order; an inline image is one operation, `BI`. Errors: those of the lexer, `pdf-limit`. */
export function* operationsOf(document: PdfDocument, bytes: Uint8Array): Generator<Operation> {
  const input = { size: bytes.length, byteAt: (offset: number) => bytes[offset] ?? -1 };
  const lexer = new Lexer(input, 0, new WorkBudget(document.limits, bytes.length));
  let [operands, kinds]: [Operand[], OperandKinds] = [[], new OperandKinds()];
  for (let token = lexer.next(); token.kind !== 'end'; token = lexer.next()) {
    if (token.kind === 'number' || token.kind === 'name' || token.kind === 'string') operands.push(token);
    if (operands.length > maxOperands) throw limitError('operands', maxOperands);
    kinds.take(token);
    if (token.kind !== 'keyword' || isValue(token.text)) continue;
    if (token.text === 'ID') lexer.position = endOfInlineImage(bytes, token.end);
    const operator = token.text === 'ID' ? 'BI' : token.text;
    const isPlain = operator === 'BI' || !areOperandsWrong(operator, kinds.text);
    if (token.text !== 'BI') yield { operator, operands, isPlain };
    [operands, kinds] = [[], new OperandKinds()];
  }
}

function isValue(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'null';
}

const signs: Readonly<Partial<Record<Token['kind'], string>>> = {
  number: '0',
  name: '/',
  string: '(',
  '[': '[',
  '<<': '<',
};

/** A name that some readers end there, and go on with an operator (lexer.ts). */
const spaceToSome = /[\x80\xff]/;

/** The kinds of the operands so far, as the table of operators writes them; what stands in an array or a dictionary is a part of it. */
class OperandKinds {
  text = '';
  #open = '';

  take(token: Token): void {
    const isEnd = token.kind === ']' || token.kind === '>>';
    if (isEnd) return this.#close(token.kind === ']' ? '[' : '<');
    if (token.kind === 'keyword' && !isValue(token.text)) return this.#closeAll();
    const isCut = token.kind === 'name' && spaceToSome.test(token.value);
    const sign = isCut ? '?' : (signs[token.kind] ?? '?');
    if (this.#open === '') this.text += sign;
    if (sign === '[' || sign === '<') this.#open += sign;
  }

  #close(sign: string): void {
    if (!this.#open.endsWith(sign)) this.text += '?';
    this.#open = this.#open.slice(0, -1);
  }

  /** An operator in the middle of an array. */
  #closeAll(): void {
    if (this.#open !== '') this.text += '?';
    this.#open = '';
  }
}

const isSpace = (byte: number | undefined): boolean =>
  byte === undefined || [0, 9, 10, 12, 13, 32].includes(byte);

/** Behind `EI` between white space (§8.9.7); without one the rest is data. */
function endOfInlineImage(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at + 1 < bytes.length; at += 1) {
    const isEnd = bytes[at] === 0x45 && bytes[at + 1] === 0x49;
    if (isEnd && isSpace(bytes[at - 1]) && isSpace(bytes[at + 2])) return at + 2;
  }
  return bytes.length;
}
