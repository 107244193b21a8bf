/** Text of an appearance, taken operation by operation: only what sets and shows text, in reading order, dark and inside the box (ISO 32000-2 §9.4). */
import type { Operation } from './content-tokens.ts';
import { leastWidth } from './letter-widths.ts';
import type { FontReading } from './look-font.ts';

/** A piece of text where it begins; `width` is an estimate on the low side, spacing included. */
interface Run {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly width: number;
}

/** What q saves and Q gives back (§8.4.2); text is shown by these, whatever was set in between. */
interface TextState {
  readonly font: FontReading | null;
  readonly size: number;
  /** Horizontal, 1 for 100 %. */
  readonly scale: number;
  readonly leading: number;
  readonly character: number;
  readonly word: number;
  readonly isDark: boolean;
}

const initial: TextState = {
  font: null,
  size: 0,
  scale: 1,
  leading: 0,
  character: 0,
  word: 0,
  isDark: true,
};
const silent = new Set(['BMC', 'EMC', 'BT', 'ET', 'w', 'G', 'RG', 'K']);
const clipping = new Set(['re', 'W', 'W*', 'n']);
/** Smaller letters cannot be read. */
const leastSize = 3;
/** A shift to the left of more than this, in thousandths of the size, puts letters on top of one another. */
const mostBack = 250;

export class LookText {
  readonly #box: readonly [number, number];
  readonly #fontOf: (name: string) => FontReading | null;
  readonly #runs: Run[] = [];
  readonly #saved: TextState[] = [];
  #state = initial;
  #x = 0;
  #y = 0;
  /** Whether text was shown since this line began. */
  #continued = false;
  /** Shift to the left since the last letter. */
  #back = 0;
  /** Operators of the path that is being built. */
  #path = '';

  constructor(box: readonly [number, number], fontOf: (name: string) => FontReading | null) {
    this.#box = box;
    this.#fontOf = fontOf;
  }

  /** False for an operation that may draw something else, or the text elsewhere than it seems. */
  take({ operator, operands }: Operation): boolean {
    const n = operands.map((each) => (each.kind === 'number' ? each.value : Number.NaN));
    const [first] = operands;
    if (operator === 'BT') this.#move(0, 0, true);
    if (silent.has(operator)) return true;
    if (operator === 'BDC') return isPlainMark(operands);
    if (clipping.has(operator)) return this.#clip(operator, n);
    if (operator === 'q' || operator === 'Q') return this.#keep(operator);
    if (operator === 'Tf') return this.#select(first?.kind === 'name' ? first.value : '', n[1] ?? 0);
    if (['g', 'rg', 'k'].includes(operator)) return this.#colour(operator, n);
    if (['Tj', 'TJ', "'"].includes(operator)) return this.#show(operator, operands);
    return this.#set(operator, n) ?? this.#place(operator, n);
  }

  /** The text; null when its pieces do not stand in reading order inside the box. */
  read(): string | null {
    const [width, height] = this.#box;
    const runs = this.#runs.filter(({ text }) => text.trim() !== '');
    for (const [i, run] of runs.entries()) {
      const isHigh = run.y >= -run.size * 0.2 && run.y + run.size * 0.6 <= height + 0.5;
      if (!isHigh || run.x < -1 || run.x + run.width > width + run.size * 0.25) return null;
      const before = runs[i - 1];
      if (before && !follows(before, run)) return null;
    }
    return this.#runs.map(({ text }) => text).join('');
  }

  #move(x: number, y: number, absolute = false): void {
    this.#x = absolute ? x : this.#x + x;
    this.#y = absolute ? y : this.#y + y;
    this.#continued = false;
    this.#back = 0;
  }

  /** One rectangle may clip that leaves most of the box: less would cut letters off, two may leave nothing. */
  #clip(operator: string, n: readonly number[]): boolean {
    if (operator === 're' && !this.#isWide(n)) return false;
    this.#path = operator === 'n' ? '' : `${this.#path} ${operator}`.trim();
    return ['', 're', 're W', 're W*'].includes(this.#path);
  }

  #isWide([x = Number.NaN, y = 0, width = 0, height = 0]: readonly number[]): boolean {
    const [w, h] = this.#box;
    const margin = Math.min(12, Math.min(w, h) / 3);
    return x <= margin && y <= margin && x + width >= w - margin && y + height >= h - margin;
  }

  #keep(operator: 'q' | 'Q'): boolean {
    if (operator === 'q') this.#saved.push(this.#state);
    else this.#state = this.#saved.pop() ?? this.#state;
    return true;
  }

  #select(name: string, size: number): boolean {
    const font = this.#fontOf(name);
    this.#state = { ...this.#state, font, size };
    return font !== null && size >= leastSize;
  }

  #colour(operator: string, n: readonly number[]): boolean {
    const sum = n.reduce((total, each) => total + each, 0);
    const isDark = operator === 'k' ? sum >= 0.5 : sum / n.length <= 0.6;
    this.#state = { ...this.#state, isDark };
    return !Number.isNaN(sum);
  }

  /** Text state; undefined for an operator that sets none. */
  #set(operator: string, [value = Number.NaN]: readonly number[]): boolean | undefined {
    const key = ({ TL: 'leading', Tz: 'scale', Tc: 'character', Tw: 'word' } as const)[operator];
    if (key === undefined) return undefined;
    this.#state = { ...this.#state, [key]: key === 'scale' ? value / 100 : value };
    return !Number.isNaN(value);
  }

  #place(operator: string, n: readonly number[]): boolean {
    const [x = Number.NaN, y = Number.NaN] = n;
    switch (operator) {
      case 'TD':
        this.#state = { ...this.#state, leading: -y };
        this.#move(x, y);
        return n.length === 2;
      case 'Td':
        this.#move(x, y);
        return n.length === 2;
      case 'T*':
        this.#move(0, -this.#state.leading);
        return true;
      case 'Tm':
        if (n.slice(0, 4).join() !== '1,0,0,1' || n.length !== 6) return false;
        this.#move(n[4] ?? 0, n[5] ?? 0, true);
        return true;
      default:
        return false;
    }
  }

  #show(operator: string, operands: Operation['operands']): boolean {
    if (operator === "'") this.#move(0, -this.#state.leading);
    const { font, size, scale, character, word, isDark } = this.#state;
    let [text, width] = ['', 0];
    for (const operand of operands) {
      if (operand.kind === 'number') {
        this.#back = Math.max(0, this.#back + operand.value);
        width -= (operand.value / 1000) * size;
        // Far to the left it would reorder or cover letters.
        if (this.#back > mostBack) return false;
        continue;
      }
      const piece = operand.kind === 'string' ? font?.decode(operand.bytes) : null;
      if (piece === undefined || piece === null) return false;
      if (piece !== '') this.#back = 0;
      text += piece;
      width += leastWidth(piece) * size + piece.length * character + piece.split(' ').length * word - word;
    }
    const isOrdinary = scale >= 0.5 && scale <= 2 && Math.min(character, word) >= -0.05 * size;
    this.#add(text, width * scale);
    return text.trim() === '' || (isDark && isOrdinary);
  }

  /** Text shown right behind the last piece belongs to its run. */
  #add(text: string, width: number): void {
    const last = this.#runs.at(-1);
    const { size } = this.#state;
    if (this.#continued && last) {
      const whole = { text: last.text + text, width: last.width + width, size: Math.max(last.size, size) };
      this.#runs[this.#runs.length - 1] = { ...last, ...whole };
    } else this.#runs.push({ x: this.#x, y: this.#y, text, size, width });
    this.#continued = true;
  }
}

/** A layer could hide what stands in it; words that a reader copies instead are a second text (§14.9.4). */
function isPlainMark(operands: Operation['operands']): boolean {
  const [tag] = operands;
  const isNamedList = operands.length === 2 && operands[1]?.kind === 'name';
  const isLayer = tag?.kind !== 'name' || tag.value === 'OC';
  return !isLayer && !isNamedList && operands.every(({ kind }) => kind !== 'string');
}

/** On the same line behind the piece before, or on a line below. */
function follows(before: Run, run: Run): boolean {
  const lower = before.y - run.y;
  if (lower >= before.size * 0.6) return true;
  return Math.abs(lower) <= before.size * 0.3 && run.x - before.x >= before.width * 0.95;
}
