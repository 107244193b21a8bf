/** Text of an appearance, taken operation by operation: only what sets and shows text, in reading order, dark and inside the box (ISO 32000-2 §9.4). */
import type { Operation } from './content-tokens.ts';
import type { FontReading } from './look-font.ts';

/** A piece of text where it begins; `width` is an estimate on the low side. */
interface Run {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
}

const silent = new Set(['BMC', 'BDC', 'EMC', 'q', 'Q', 'W', 'W*', 'n', 'BT', 'ET', 'w', 'G', 'RG', 'K']);
/** Smaller letters cannot be read. */
const leastSize = 3;
/** No letter of the fonts that count is narrower on the average, in units of the size. */
const narrow = 0.3;

export class LookText {
  readonly #box: readonly [number, number];
  readonly #fontOf: (name: string) => FontReading | null;
  readonly #runs: Run[] = [];
  #font: FontReading | null = null;
  #size = 0;
  #scale = 1;
  #leading = 0;
  #x = 0;
  #y = 0;
  #isDark = true;
  /** Where this line began, and whether text was shown since. */
  #continued = false;

  constructor(box: readonly [number, number], fontOf: (name: string) => FontReading | null) {
    this.#box = box;
    this.#fontOf = fontOf;
  }

  /** False for an operation that may draw something else, or the text elsewhere than it seems. */
  take({ operator, operands }: Operation): boolean {
    if (operator === 'BT') this.#move(0, 0, true);
    // A layer could hide what stands in it.
    if (operator === 'BDC' && operands[0]?.kind === 'name' && operands[0].value === 'OC') return false;
    if (silent.has(operator)) return true;
    const n = operands.map((each) => (each.kind === 'number' ? each.value : Number.NaN));
    if (operator === 're') return this.#isWideClip(n);
    if (operator === 'Tf')
      return this.#select(operands[0]?.kind === 'name' ? operands[0].value : '', n[1] ?? 0);
    if (['g', 'rg', 'k'].includes(operator)) return this.#colour(operator, n);
    if (['Tj', 'TJ', "'"].includes(operator)) return this.#show(operator, operands);
    return this.#place(operator, n);
  }

  /** The text; null when its pieces do not stand in reading order inside the box. */
  read(): string | null {
    const [width, height] = this.#box;
    for (const [i, run] of this.#runs.entries()) {
      const isInside = run.x >= -1 && run.y >= -run.size * 0.5 && run.y <= height;
      const long = run.text.length * run.size * narrow;
      if (!isInside || run.x + long > width + run.size) return null;
      const before = this.#runs[i - 1];
      if (before && !follows(before, run)) return null;
    }
    return this.#runs.map(({ text }) => text).join('');
  }

  #move(x: number, y: number, absolute = false): void {
    this.#x = absolute ? x : this.#x + x;
    this.#y = absolute ? y : this.#y + y;
    this.#continued = false;
  }

  /** A clip that leaves most of the box: a narrower one could cut letters off. */
  #isWideClip([x = Number.NaN, y = 0, width = 0, height = 0]: readonly number[]): boolean {
    const [w, h] = this.#box;
    const margin = Math.min(12, Math.min(w, h) / 3);
    return x <= margin && y <= margin && x + width >= w - margin && y + height >= h - margin;
  }

  #select(name: string, size: number): boolean {
    this.#font = this.#fontOf(name);
    this.#size = size;
    return this.#font !== null && size >= leastSize;
  }

  #colour(operator: string, n: readonly number[]): boolean {
    const sum = n.reduce((total, each) => total + each, 0);
    if (operator === 'k') this.#isDark = sum >= 0.5;
    else this.#isDark = sum / n.length <= 0.6;
    return !Number.isNaN(sum);
  }

  #place(operator: string, n: readonly number[]): boolean {
    const [x = Number.NaN, y = Number.NaN] = n;
    switch (operator) {
      case 'Td':
        this.#move(x, y);
        return n.length === 2;
      case 'TD':
        this.#leading = -y;
        this.#move(x, y);
        return n.length === 2;
      case 'T*':
        this.#move(0, -this.#leading);
        return true;
      case 'Tm':
        if (n.slice(0, 4).join() !== '1,0,0,1' || n.length !== 6) return false;
        this.#move(n[4] ?? 0, n[5] ?? 0, true);
        return true;
      case 'TL':
        this.#leading = x;
        return !Number.isNaN(x);
      case 'Tz':
        this.#scale = x / 100;
        return this.#scale >= 0.5 && this.#scale <= 2;
      case 'Tc':
      case 'Tw':
        return x >= -0.05 * (this.#size || 1) && x <= 200;
      default:
        return false;
    }
  }

  #show(operator: string, operands: Operation['operands']): boolean {
    if (operator === "'") this.#move(0, -this.#leading);
    let text = '';
    for (const operand of operands) {
      // A number moves the text; far to the left it would reorder or cover letters.
      if (operand.kind === 'number' && (operand.value > 250 || operand.value < -20_000)) return false;
      const piece = operand.kind === 'string' ? this.#font?.decode(operand.bytes) : '';
      if (piece === undefined || piece === null) return false;
      text += piece;
    }
    if (text === '') return true;
    const last = this.#runs.at(-1);
    // Shown right behind the last piece: one run.
    if (this.#continued && last) this.#runs[this.#runs.length - 1] = { ...last, text: last.text + text };
    else this.#runs.push({ x: this.#x, y: this.#y, text, size: this.#size * this.#scale });
    this.#continued = true;
    return this.#isDark;
  }
}

/** On the same line behind the piece before, or on a line below. */
function follows(before: Run, run: Run): boolean {
  const lower = before.y - run.y;
  if (lower >= before.size * 0.6) return true;
  return (
    Math.abs(lower) <= before.size * 0.3 && run.x - before.x >= before.text.length * before.size * narrow
  );
}
