/**
 * What a content stream uses (ISO 32000-2 §7.8.2, §9.3): fonts that draw, names of other graphics, text that is not drawn, and
 * what readers mend in different ways. Longer and lower than other files because every octet of all pages passes here.
 */
import { colourSpaces, firstColours, type Colours } from './colour-operands.ts';
import { areOperandsWrong, isOperator } from './content-operators.ts';
import { changedLine, DrawnShapes, firstLineState, isPressed, type LineState } from './drawn-shapes.ts';
import { isSpaceToSome } from '../lexer.ts';
import { pictureEnd } from './inline-picture.ts';
import { textLook } from './drawn-letters.ts';
import { unchanged, type Linear } from './linear.ts';

export interface ContentUse {
  /** Names of fonts in which something is drawn. */
  readonly fonts: ReadonlySet<string>;
  /** Names of fonts in which text is neither filled nor stroked nor clips. */
  readonly unseenFonts: ReadonlySet<string>;
  /** Names given to Do, gs, scn, SCN, sh: forms, states, patterns and shadings, each looked up where it can stand. */
  readonly names: ReadonlyMap<string, readonly NamedUse[]>;
  /** Text is scaled or raised as it was where this content is drawn: it does not say so itself. */
  readonly takesTextState: boolean;
  /** Something is left on the page. */
  readonly paints: boolean;
  /** Colour space and kinds of operands of each colour that is set (`CS0 000`). */
  readonly colours: ReadonlySet<string>;
  /** Text in a rendering mode that draws nothing (Table 104). */
  readonly hidesText: boolean;
  /** What one reader passes over and another mends (§7.8.2, §8.4.2): operators, and words for what is none. */
  readonly faults: ReadonlySet<string>;
  /** Those among them at or behind which something is drawn: readers show another picture. */
  readonly drawnFaults: ReadonlySet<string>;
  /** A string that its part of the contents does not end (§7.8.2), or words of the file around it: one reader draws on, another stops. */
  readonly isCut: boolean;
}

/** What counts of the state in which a name is used. */
export interface NamedUse {
  readonly matrix: Linear;
  /** Text is scaled or raised, which one reader forgets inside a form, and others do not. */
  readonly isTextChanged: boolean;
}

interface State {
  font: string;
  size: number;
  /** Horizontal scaling, 1 for 100 %. */
  across: number;
  rise: number;
  isAcrossOwn: boolean;
  isRiseOwn: boolean;
  mode: number;
  line: LineState;
  colours: Colours;
}

/** Rendering modes without fill and without stroke: invisible, and clipping only. */
const unseenModes: ReadonlySet<number> = new Set([3, 7]);
const showing: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"']);
/** Operators that leave something on the page (Table 59, 73, 86, 90, 107). */
const painting: ReadonlySet<string> = new Set('f F f* B B* b b* S s sh Do ID Tj TJ \' "'.split(' '));
const naming: ReadonlySet<string> = new Set(['Do', 'gs', 'scn', 'SCN', 'sh']);
/** Nesting of q that is remembered; more is damage. */
const maxSaved = 256;

/** The size of letters may come from where a form is drawn, or from a graphics state. */
const firstState: State = {
  font: '',
  size: 12,
  across: 1,
  rise: 0,
  isAcrossOwn: false,
  isRiseOwn: false,
  mode: 0,
  line: firstLineState,
  colours: firstColours,
};

/** Where content stands. */
export interface ContentPlace {
  readonly matrix: Linear;
  /** It is drawn inside other content: what it leaves open goes on there, for some readers. */
  readonly isInside: boolean;
}

const onPage: ContentPlace = { matrix: unchanged, isInside: false };

/** Reads decoded content, in its parts. Octets that are no content are passed over. */
export function scanContent(parts: readonly Uint8Array[], place: ContentPlace = onPage): ContentUse {
  const use = {
    fonts: new Set<string>(),
    unseenFonts: new Set<string>(),
    hidesText: false,
    isCut: false,
    takesTextState: false,
    paints: false,
  };
  const names = new Map<string, NamedUse[]>();
  const colours = new Set<string>();
  const faults = new Set<string>();
  const drawnFaults = new Set<string>();
  const saved: State[] = [];
  const shapes = new DrawnShapes();
  let state: State = { ...firstState, line: { ...firstLineState, matrix: place.matrix } };
  // Numbers in front of an operator, and those of its list.
  const [values, list]: [number[], number[]] = [[], []];
  let [letters, others] = [unchanged, 0];
  const seen = (word: string) => {
    faults.add(word);
    drawnFaults.add(word);
  };
  let [name, number, hasText] = ['', 0, false];
  // Kinds of the operands so far; open lists and dictionaries; open q, which may be more than are remembered; open BX.
  let [operands, nested, open, compatible] = ['', 0, 0, 0];
  let [isBelow, isText, hasPath] = [false, false, false];
  const keep = (value: number) => {
    const numbers = nested === 0 ? values : list;
    if (numbers.length < maxOperands) numbers.push(value);
  };
  for (const bytes of parts) {
    let entriesFrom = 0;
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at] ?? 0;
      if (byte === 0x28) {
        const close = endOfString(bytes, at);
        if (close < 0) use.isCut = true;
        const end = close < 0 ? bytes.length : close;
        hasText ||= end - at > 2;
        if (nested === 0) operands += '(';
        else keep(NaN);
        at = end;
      } else if (isPair(bytes, at, 0x3c)) [nested, at, others] = [nested + 1, at + 2, others + 1];
      else if (isPair(bytes, at, 0x3e) || byte === 0x5d) {
        nested = Math.max(0, nested - 1);
        if (nested === 0) operands += byte === 0x5d ? '[' : '<';
        at += byte === 0x5d ? 1 : 2;
      } else if (byte === 0x5b) {
        if (nested > 0) others += 1;
        [nested, at] = [nested + 1, at + 1];
      } else if (byte === 0x3c) {
        const end = bytes.indexOf(0x3e, at);
        if (end < 0) use.isCut = true;
        else if (!isHex(bytes, at + 1, end)) faults.add('hexadecimal string');
        hasText ||= end - at > 1;
        if (nested === 0) operands += '(';
        at = end < 0 ? bytes.length : end + 1;
      } else if (byte === 0x25) at = endOfLine(bytes, at);
      else if (!isRegular(byte) && byte !== 0x2f) at += 1;
      else {
        const end = endOfWord(bytes, at + 1);
        const plain = isNumberStart(byte) ? plainNumber(bytes, at, end) : undefined;
        if (plain !== undefined) {
          [number, at] = [plain, end];
          keep(plain);
          if (nested === 0 && operands.length < maxOperands) operands += '0';
          continue;
        }
        const word = end - at > maxWord ? '' : wordAt(bytes, at, end);
        // Whatever stands behind it is an operator to those readers, and may be one that paints.
        if (hasSpaceToSome(bytes, at, end)) seen('white space');
        at = end;
        if (byte === 0x2f) {
          name = word.includes('#') ? unescaped(word.slice(1)) : word.slice(1);
          if (word === '') faults.add('name');
          if (nested === 0) operands += '/';
          else others += 1;
        } else if (isNumberStart(byte)) {
          number = Number(word);
          keep(number);
          if (!(Math.abs(number) < maxNumber) || hasLetter.test(word)) faults.add('number');
          // `0f` is a number and an operator to some.
          if (mayPaint(word.replace(leadingNumber, ''))) drawnFaults.add('number');
          if (nested === 0 && operands.length < maxOperands) operands += '0';
        } else if (constants.has(word)) {
          if (nested === 0) operands += '?';
          else others += 1;
        } else {
          if (nested > 0) faults.add('list');
          if (isBelow && !closing.has(word)) faults.add('Q');
          if (word === 'q') {
            open += 1;
            if (saved.length < maxSaved) saved.push({ ...state });
          } else if (word === 'Q') {
            if (open === 0) isBelow = true;
            else if ((open -= 1) < saved.length) state = saved.pop() ?? state;
          } else if (word === 'BX') compatible += 1;
          else if (word === 'EX') compatible -= 1;
          else if (word === 'Tf') [state.font, state.size] = [name, number];
          else if (word === 'Tr') state.mode = number;
          else if (word === 'Tz') [state.across, state.isAcrossOwn] = [number / 100, true];
          else if (word === 'Ts') [state.rise, state.isRiseOwn] = [number, true];
          else if (word === 'Tm') letters = [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0, values[3] ?? 0];
          else if (word === 'BT' || word === 'ET') [isText, letters] = [word === 'BT', unchanged];
          else if (naming.has(word)) {
            noteName(names, name, state);
            if (word === 'Do' && hasPath) seen('path left open');
          } else if (word === 'BI') entriesFrom = at;
          else if (word === 'ID') {
            const { end: pictureTo, isPlain } = pictureEnd(bytes, entriesFrom, at);
            if (!isPlain) faults.add('ID');
            if (isPressed(state.line.matrix)) seen('area without a width');
            at = pictureTo;
          } else if (showing.has(word) && hasText) {
            const isUnseen = unseenModes.has(state.mode);
            if (state.mode === 3) use.unseenFonts.add(state.font);
            const look = isUnseen ? 'hidden' : textLook(state, letters);
            if (look === 'hidden') use.hidesText = true;
            else use.fonts.add(state.font);
            if (look === 'flat') seen('flat text');
            if (!state.isAcrossOwn || !state.isRiseOwn) use.takesTextState = true;
          }
          if (!isOperator(word)) {
            if (structural.has(word)) use.isCut = true;
            else if (compatible <= 0) faults.add('operator');
          } else if (areOperandsWrong(word, operands) || isOutOfRange(word, number)) faults.add(word);
          else {
            if (showing.has(word) ? !isText : word.startsWith('W') && !hasPath) faults.add(word);
            if (others > 0 && (word === 'TJ' || word === 'd')) seen('list');
            const strange = shapes.operator(word, values, state.line);
            if (strange !== undefined) seen(strange);
            state.line = changedLine(word, values, list, state.line);
            state.colours = colourSpaces(word, { name, operands }, state.colours, colours);
          }
          if (beginsPath.has(word)) hasPath = true;
          else if (endsPath.has(word)) hasPath = false;
          if (painting.has(word)) use.paints = true;
          if (faults.size > drawnFaults.size && mayPaint(word))
            for (const fault of faults) drawnFaults.add(fault);
          [name, hasText, operands, nested, others] = ['', false, '', 0, 0];
          values.length = list.length = 0;
        }
      }
    }
  }
  if (place.isInside && isBelow) seen('Q');
  if (place.isInside && hasPath) seen('path left open');
  return { ...use, names, colours, faults, drawnFaults };
}

/** Under one name, more uses are told by the first. */
const maxUses = 8;

function noteName(
  names: Map<string, NamedUse[]>,
  name: string,
  { line: { matrix }, across, rise }: State,
): void {
  const known = names.get(name) ?? [];
  const isTextChanged = across !== 1 || rise !== 0;
  const isKnown = known.some((use) => use.matrix === matrix && use.isTextChanged === isTextChanged);
  if (known.length < maxUses && !isKnown) known.push({ matrix, isTextChanged });
  names.set(name, known);
}

function hasSpaceToSome(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isSpaceToSome(bytes[at] ?? 0)) return true;
  return false;
}

/** Values that operators do not have (Table 56, Table 104): one reader takes the nearest, another the usual one, another none. */
function isOutOfRange(word: string, number: number): boolean {
  if (word === 'w') return number < 0;
  if (word === 'J' || word === 'j') return !ends.has(number);
  return word === 'Tr' && !(Number.isInteger(number) && number >= 0 && number <= 7);
}

/** Ends and corners of lines (Table 53, Table 54). */
const ends: ReadonlySet<number> = new Set([0, 1, 2]);

/** A path begins and ends (Table 58, Table 59); a clip without one (§8.5.4) hides everything behind it in some readers. */
const beginsPath: ReadonlySet<string> = new Set(['m', 're']);
const endsPath: ReadonlySet<string> = new Set('S s f F f* B B* b b* n'.split(' '));
const leadingNumber = /^[-+.\d]+/;

/** Readers that cut unknown words apart find an operator at their beginning; to one a number sign is an escape there too. */
function mayPaint(word: string): boolean {
  if (word.includes('#')) return true;
  return painting.has(word) || (!isOperator(word) && [...painting].some((each) => word.startsWith(each)));
}

/** What may stand after a Q too many and draws nothing. */
const closing: ReadonlySet<string> = new Set(['Q', 'ET', 'EMC', 'EX']);
/** Ends of streams and objects, which never stand in contents. */
const structural: ReadonlySet<string> = new Set(
  'obj endobj stream endstream xref trailer startxref'.split(' '),
);
const constants: ReadonlySet<string> = new Set(['true', 'false', 'null']);
/** Beyond it readers take another number (Annex C.2). */
const maxNumber = 2 ** 31;
/** More are too many for every operator. */
const maxOperands = 40;
const hasLetter = /[^0-9.+-]/;
const maxWord = 128;

/** Operators are met again and again: up to three octets, none of which is 0, are a key. */
const maxKept = 4096;
const shortWords = new Map<number, string>();

function wordAt(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > 3) return String.fromCharCode(...bytes.subarray(from, to));
  let key = 0;
  for (let at = from; at < to; at += 1) key = key * 256 + (bytes[at] ?? 0);
  const known = shortWords.get(key);
  if (known !== undefined) return known;
  const word = String.fromCharCode(...bytes.subarray(from, to));
  if (shortWords.size < maxKept) shortWords.set(key, word);
  return word;
}

/** More digits are read the long way. */
const maxDigits = 9;

/** A number as most are: a sign, digits, a point. Undefined for anything else. */
function plainNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  const first = bytes[from];
  const start = first === 0x2d || first === 0x2b ? from + 1 : from;
  if (to - start > maxDigits) return undefined;
  let [value, scale, digits] = [0, 0, 0];
  for (let at = start; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2e && scale === 0) scale = 1;
    else if (byte < 0x30 || byte > 0x39) return undefined;
    else {
      value = value * 10 + byte - 0x30;
      digits += 1;
      if (scale > 0) scale *= 10;
    }
  }
  if (digits === 0) return undefined;
  const size = scale > 1 ? value / scale : value;
  return first === 0x2d ? -size : size;
}

function unescaped(name: string): string {
  return name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function isNumberStart(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

/** Octets that are not white space and no delimiter (§7.2.3), as a table: each octet of all pages is asked. */
const regular = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > 0x20 && !'()<>[]{}/%'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

function isRegular(byte: number): boolean {
  return regular[byte] === 1;
}

function isPair(bytes: Uint8Array, at: number, byte: number): boolean {
  return bytes[at] === byte && bytes[at + 1] === byte;
}

function isHex(bytes: Uint8Array, from: number, to: number): boolean {
  let digits = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    const isDigit = (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
    if (!isDigit && byte > 0x20) return false;
    if (isDigit) digits += 1;
  }
  // The last one stands for the first half of an octet (§7.3.4.3), and Ghostscript leaves it out.
  return digits % 2 === 0;
}

function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isRegular(bytes[at] ?? 0)) at += 1;
  return at;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
  return at;
}

/** Negative when it has none. */
function endOfString(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29 && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}
