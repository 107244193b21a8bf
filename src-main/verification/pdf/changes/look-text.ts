/**
 * Text of an appearance, taken operation by operation: only what sets and shows text of one size, in reading order, dark, and whole
 * inside what its box and its clips leave visible (ISO 32000-2 §8.5.4, §9.4). A figure that is cut off, covered or pale is another one.
 */
import type { PdfBox } from '../../../pdf/document-model.ts';
import { intersectBoxes } from './box-math.ts';
import type { Operation } from './content-tokens.ts';
import { leastWidth, mostWidth } from './letter-widths.ts';
import { isInside, joinsTooClose, type Run } from './look-run.ts';
import { lightOf } from './look-light.ts';
import type { FontReading } from './look-font.ts';

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
  /** What the box and the clips leave visible. */
  readonly clip: PdfBox;
}

const silent = new Set(['BMC', 'EMC', 'BT', 'ET', 'w', 'G', 'RG', 'K']);
const clipping = new Set(['re', 'W', 'W*', 'n']);
/** Smaller letters cannot be read. */
export const leastSize = 3;
/** Light of the palest text, of 1: yellow and light green are lost on paper. */
export const mostLight = 0.55;

export class LookText {
  readonly #fontOf: (name: string) => FontReading | null;
  readonly #runs: Run[] = [];
  readonly #saved: TextState[] = [];
  #state: TextState;
  #x = 0;
  #y = 0;
  /** Whether text was shown since this line began. */
  #continued = false;
  /** Shift to the left since the last letter, in thousandths of the size. */
  #back = 0;
  #last = '';
  /** Operators of the path that is being built, and its only rectangle. */
  #path = '';
  #rectangle: PdfBox = [0, 0, 0, 0];

  /** `box` is what is visible of the look, in its own units. */
  constructor(box: PdfBox, fontOf: (name: string) => FontReading | null) {
    this.#fontOf = fontOf;
    this.#state = {
      font: null,
      size: 0,
      scale: 1,
      leading: 0,
      character: 0,
      word: 0,
      isDark: true,
      clip: box,
    };
  }

  /** False for an operation that may draw something else, or the text elsewhere than it seems. */
  take({ operator, operands, isPlain }: Operation): boolean {
    if (!isPlain) return false;
    const n = operands.map((each) => (each.kind === 'number' ? each.value : Number.NaN));
    const [first] = operands;
    if (operator === 'BT') this.#move(0, 0, true);
    if (silent.has(operator)) return true;
    if (operator === 'BDC') return isPlainMark(operands);
    if (clipping.has(operator)) return this.#clip(operator, n);
    if (operator === 'q' || operator === 'Q') return this.#keep(operator);
    if (operator === 'Tf') return this.#select(first?.kind === 'name' ? first.value : '', n[1] ?? 0);
    if (['g', 'rg', 'k'].includes(operator)) return this.#colour(n);
    if (['Tj', 'TJ', "'"].includes(operator)) return this.#show(operator, operands);
    return this.#set(operator, n) ?? this.#place(operator, n);
  }

  /** The text; null when its pieces are not all of one size, inside what is visible, and in reading order. */
  read(): string | null {
    const runs = this.#runs.filter(({ text }) => text.trim() !== '');
    for (const [i, run] of runs.entries()) {
      const before = runs[i - 1];
      if (!isInside(run) || (before && !follows(before, run))) return null;
    }
    return this.#runs.map(({ text }) => text).join('');
  }

  #move(x: number, y: number, absolute = false): void {
    this.#x = absolute ? x : this.#x + x;
    this.#y = absolute ? y : this.#y + y;
    this.#continued = false;
    this.#back = 0;
    this.#last = '';
  }

  /** A rectangle alone may clip: of two, nothing may be left. */
  #clip(operator: string, [x = Number.NaN, y = 0, width = 0, height = 0]: readonly number[]): boolean {
    if (operator === 're')
      this.#rectangle = [
        Math.min(x, x + width),
        Math.min(y, y + height),
        Math.max(x, x + width),
        Math.max(y, y + height),
      ];
    if (operator === 'n' && this.#path.includes('W'))
      this.#state = { ...this.#state, clip: intersectBoxes(this.#state.clip, this.#rectangle) };
    this.#path = operator === 'n' ? '' : `${this.#path} ${operator}`.trim();
    return ['', 're', 're W', 're W*'].includes(this.#path);
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

  #colour(n: readonly number[]): boolean {
    const light = lightOf(n);
    this.#state = { ...this.#state, isDark: light <= mostLight };
    return !Number.isNaN(light);
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
    let [text, least, most] = ['', 0, 0];
    for (const operand of operands) {
      if (operand.kind === 'number') {
        this.#back = Math.max(0, this.#back + operand.value);
        least -= (operand.value / 1000) * size;
        most -= (operand.value / 1000) * size;
        continue;
      }
      const piece = operand.kind === 'string' ? font?.decode(operand.bytes) : null;
      if (!font || piece === undefined || piece === null) return false;
      if (joinsTooClose(font.widths, this.#last, piece, this.#back)) return false;
      if (piece !== '') [this.#back, this.#last] = [0, piece.slice(-1)];
      text += piece;
      const spacing = piece.length * character + piece.split(' ').length * word - word;
      least += leastWidth(font.widths, piece) * size + spacing;
      most += mostWidth(font.widths, piece) * size + spacing;
    }
    const isOrdinary = scale >= 0.5 && scale <= 2 && Math.min(character, word) >= -0.05 * size;
    this.#add(text, least * scale, most * scale);
    return text.trim() === '' || (isDark && isOrdinary);
  }

  /** Text shown right behind the last piece belongs to its run. */
  #add(text: string, least: number, most: number): void {
    const last = this.#runs.at(-1);
    const { size, scale, clip } = this.#state;
    const isSameKind = last?.size === size && last.scale === scale && last.clip.join() === clip.join();
    if (this.#continued && last && (isSameKind || text.trim() === '' || last.text.trim() === '')) {
      const whole = { text: last.text + text, width: last.width + least, reach: last.reach + most };
      const kind = last.text.trim() === '' ? { size, scale, clip } : {};
      this.#runs[this.#runs.length - 1] = { ...last, ...whole, ...kind };
    } else {
      const x = this.#continued && last ? last.x + last.width : this.#x;
      this.#runs.push({ x, y: this.#y, text, size, scale, clip, width: least, reach: most });
    }
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

/** As large as the piece before, and behind it on the same line, or on a line below that does not reach into it. */
function follows(before: Run, run: Run): boolean {
  if (Math.abs(before.size - run.size) > before.size * 0.01 || before.scale !== run.scale) return false;
  const lower = before.y - run.y;
  if (lower >= before.size * 0.9) return true;
  const touching = before.size * 0.06;
  return Math.abs(lower) <= before.size * 0.3 && run.x - before.x >= before.width - touching;
}
