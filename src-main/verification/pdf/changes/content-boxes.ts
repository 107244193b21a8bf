/** Where the operators of a content stream put ink, as boxes that are never too small (ISO 32000-2 §8.4 to §9.4). Longer: one interpreter. */
import { limitError } from '../../../pdf/limits.ts';
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject, PdfStream } from '../../../pdf/objects.ts';
import { intersectBoxes } from './box-math.ts';
import { operationsOf, type Operation } from './content-tokens.ts';
import { stateNamed } from './graphics-state.ts';
import { miterReaches, Subpath, USUAL_MITER_LIMIT } from './stroke-ink.ts';
import { advanceOf, type FontUse } from './text-advance.ts';
import { glyphsOfType3 } from './type3-glyphs.ts';

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];
const maxForms = 12;
const maxOperations = 3_000_000;
const everywhere: PdfBox = [-1e7, -1e7, 1e7, 1e7];

interface State {
  ctm: Matrix;
  clip: PdfBox;
  /** White ink on paper is not seen. */
  fillsWhite: boolean;
  strokesWhite: boolean;
  /** Blending, transfer functions, default colours: white may be something. */
  hasWhite: boolean;
  lineWidth: number;
  miterLimit: number;
  font: FontUse;
  leading: number;
  rendering: number;
}

/** Words that were shown: their font, and the codes. */
export interface ShownWords {
  readonly font: PdfDict | undefined;
  readonly operands: Operation['operands'];
}
/** `words` is null for lines, grounds and pictures. */
type Wanted = (box: PdfBox, words: ShownWords | null) => boolean;

/** Reads content and asks of each box whether it is one that is looked for. */
export class ContentBoxes {
  readonly #document: PdfDocument;
  readonly #isWanted: Wanted;
  readonly #paper: 'white' | 'covered';
  #state: State = {
    ctm: identity,
    clip: everywhere,
    fillsWhite: false,
    strokesWhite: false,
    hasWhite: true,
    lineWidth: 1,
    miterLimit: USUAL_MITER_LIMIT,
    font: { font: undefined, size: 1, scale: 1, character: 0, word: 0, rise: 0 },
    leading: 0,
    rendering: 0,
  };
  readonly #saved: State[] = [];
  /** As the content that is read found it. */
  #initial = this.#state;
  #text: Matrix = identity;
  #line: Matrix = identity;
  /** How much further to the left the next text may begin than it is taken to. */
  #slack = 0;
  /** How much further down it may begin. */
  #drop = 0;
  /** What was saved outside of the content that is read: its own Q does not go below. */
  #floor = 0;
  #subpaths: Subpath[] = [];
  #clips = false;
  #found = false;
  #operations = 0;

  /** `covered`: white ink hides what is under it, so it counts as well. */
  constructor(document: PdfDocument, isWanted: Wanted, paper: 'white' | 'covered' = 'white') {
    this.#paper = paper;
    this.#document = document;
    this.#isWanted = isWanted;
  }

  /** Whether any ink falls on a wanted box. Errors: those of reading streams and tokens, `pdf-limit`. */
  anyIn(content: Uint8Array, resources: PdfDict, depth = 0): boolean {
    if (depth > maxForms) throw limitError('nested forms', maxForms);
    const [saved, floor, initial] = [this.#saved.length, this.#floor, this.#initial];
    [this.#floor, this.#initial] = [saved, { ...this.#state }];
    if (hasDefaultColours(this.#document, resources)) this.#state.hasWhite = false;
    for (const operation of operationsOf(this.#document, content)) {
      this.#operations += 1;
      if (this.#operations > maxOperations) throw limitError('operations', maxOperations);
      this.#run(operation, resources, depth);
      if (this.#found) return true;
    }
    // A form gives back the state that it found, whatever it left on the stack.
    this.#saved.length = saved;
    [this.#floor, this.#initial] = [floor, initial];
    return false;
  }

  /** The same for an appearance in its rectangle (§12.5.5, algorithm 8.1). */
  anyInLook(form: PdfStream, rect: PdfBox): boolean {
    const matrix = matrixOf(numbersOf(this.#document.value(form.dict, 'Matrix')));
    const [a, b, c, d] = boxOf(cornersOf(this.#boxOf(form)).map((point) => apply(matrix, point)));
    const [across, up] = [(rect[2] - rect[0]) / (c - a), (rect[3] - rect[1]) / (d - b)];
    this.#state.ctm = [across, 0, 0, up, rect[0] - a * across, rect[1] - b * up];
    this.#drawForm(form, { kind: 'dict', entries: new Map(), duplicateKeys: [], range: null }, 0);
    return this.#found;
  }

  #run({ operator, operands, isPlain }: Operation, resources: PdfDict, depth: number): void {
    if (!isPlain) {
      this.#found = true;
      return;
    }
    const n = operands.map((each) => (each.kind === 'number' ? each.value : Number.NaN));
    const name = operands.at(-1);
    if (this.#runState(operator, n)) return;
    if (this.#runPath(operator, n)) return;
    if (operator === 'gs') this.#setState(name?.kind === 'name' ? name.value : '', resources);
    else if (operator === 'Tf')
      this.#selectFont(operands[0]?.kind === 'name' ? operands[0].value : '', n[1], resources);
    else if (this.#runText(operator, n)) return;
    else if (operator === 'Do') this.#draw(name?.kind === 'name' ? name.value : '', resources, depth);
    else if (operator === 'BI')
      this.#ink([
        [0, 0],
        [1, 1],
        [0, 1],
        [1, 0],
      ]);
    else if (operator === 'sh') this.#hit(this.#state.clip);
    else if (['Tj', 'TJ', "'", '"'].includes(operator)) this.#show(operator, operands, resources, depth);
  }

  #setState(name: string, resources: PdfDict): void {
    const set = stateNamed(this.#document, resources, name);
    const state = this.#state;
    if (!set) {
      this.#found = true;
      return;
    }
    if (set.lineWidth !== undefined) state.lineWidth = set.lineWidth;
    if (set.font) state.font = { ...state.font, ...set.font };
    if (set.changesWhite) state.hasWhite = state.fillsWhite = state.strokesWhite = false;
  }

  #runState(operator: string, n: readonly number[]): boolean {
    const state = this.#state;
    if (operator === 'q') this.#saved.push({ ...state });
    else if (operator === 'Q') this.#restore();
    else if (operator === 'cm') state.ctm = multiply(matrixOf(n), state.ctm);
    else if (operator === 'w') state.lineWidth = n[0] ?? 1;
    else if (operator === 'M') state.miterLimit = n[0] ?? USUAL_MITER_LIMIT;
    else if (['g', 'rg', 'k', 'sc', 'scn', 'cs'].includes(operator))
      state.fillsWhite = this.#isUnseen(operator, n);
    else if (['G', 'RG', 'K', 'SC', 'SCN', 'CS'].includes(operator))
      state.strokesWhite = this.#isUnseen(operator.toLowerCase(), n);
    else return false;
    return true;
  }

  /** With nothing saved, some readers go back to where the content began, others stay. */
  #restore(): void {
    const saved = this.#saved.length > this.#floor ? this.#saved.pop() : undefined;
    if (saved) this.#state = saved;
    else if (!isSameState(this.#state, this.#initial)) this.#found = true;
  }

  #isUnseen(operator: string, n: readonly number[]): boolean {
    return this.#paper === 'white' && this.#state.hasWhite && isWhite(operator, n);
  }

  #runPath(operator: string, n: readonly number[]): boolean {
    const at = (i: number): [number, number] => [n[i] ?? Number.NaN, n[i + 1] ?? Number.NaN];
    const path = this.#subpaths.at(-1);
    if (operator === 'm') this.#subpaths.push(new Subpath(at(0)));
    else if (operator === 'l') path?.line(at(0));
    else if (operator === 'c') path?.curve(at(0), at(2), at(4));
    else if (operator === 'v' || operator === 'y') path?.curve(at(0), at(0), at(2));
    else if (operator === 're') {
      const [x = 0, y = 0, w = 0, h = 0] = n;
      const box = new Subpath([x, y]);
      box.line([x + w, y]);
      box.line([x + w, y + h]);
      box.line([x, y + h]);
      box.close();
      this.#subpaths.push(box);
    } else if (operator === 'h') path?.close();
    else if (operator === 'W' || operator === 'W*') this.#clips = true;
    else if (['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n'].includes(operator)) this.#paint(operator);
    else return false;
    return true;
  }

  #paint(operator: string): void {
    const { fillsWhite, strokesWhite, lineWidth, miterLimit } = this.#state;
    if (['s', 'b', 'b*'].includes(operator)) this.#subpaths.at(-1)?.close();
    const fills = 'fFbB'.includes(operator[0] ?? '') && !fillsWhite;
    const strokes = 'sSbB'.includes(operator[0] ?? '') && !strokesWhite;
    for (const path of this.#subpaths) {
      if (fills) this.#ink(path.points);
      if (!strokes) continue;
      for (const piece of path.pieces) this.#ink(piece, lineWidth / 2 + 0.5);
      for (const [point, reach] of miterReaches(path.points, lineWidth, miterLimit))
        this.#ink([point], reach);
    }
    // Without a path some readers clip everything, and some nothing.
    if (this.#clips && this.#subpaths.some(({ pieces }) => pieces.length > 0)) {
      const box = boxOf(
        this.#subpaths.flatMap(({ points }) => points).map((point) => apply(this.#state.ctm, point)),
      );
      this.#state.clip = intersectBoxes(this.#state.clip, box);
    }
    this.#clips = false;
    this.#subpaths = [];
  }

  #selectFont(name: string, size: number | undefined, resources: PdfDict): void {
    const fonts = this.#document.value(resources, 'Font');
    const font = fonts?.kind === 'dict' ? this.#document.value(fonts, name) : undefined;
    this.#state.font = {
      ...this.#state.font,
      font: font?.kind === 'dict' ? font : undefined,
      size: size ?? 1,
    };
  }

  #runText(operator: string, n: readonly number[]): boolean {
    const state = this.#state;
    const set = (change: Partial<FontUse>) => (state.font = { ...state.font, ...change });
    const [x = 0, y = 0] = n;
    if (operator === 'BT' || operator === 'Tm') this.#slack = this.#drop = 0;
    if (operator === 'BT') this.#text = this.#line = identity;
    else if (operator === 'Td' || operator === 'TD') {
      if (operator === 'TD') state.leading = -y;
      this.#newLine(x, y);
    } else if (operator === 'Tm') this.#text = this.#line = matrixOf(n);
    else if (operator === 'T*') this.#newLine(0, -state.leading);
    else if (operator === 'TL') state.leading = x;
    else if (operator === 'Tc') set({ character: x });
    else if (operator === 'Tw') set({ word: x });
    else if (operator === 'Tz') set({ scale: x / 100 });
    else if (operator === 'Ts') set({ rise: x });
    else if (operator === 'Tr') state.rendering = x;
    else return false;
    return true;
  }

  #newLine(x: number, y: number): void {
    this.#text = this.#line = multiply([1, 0, 0, 1, x, y], this.#line);
    this.#slack = this.#drop = 0;
  }

  #show(operator: string, operands: Operation['operands'], resources: PdfDict, depth: number): void {
    if (operator === '"') {
      const [word, character] = operands.map((each) => (each.kind === 'number' ? each.value : Number.NaN));
      this.#state.font = { ...this.#state.font, word: word ?? 0, character: character ?? 0 };
    }
    if (operator === "'" || operator === '"') this.#newLine(0, -this.#state.leading);
    const { font, rendering, fillsWhite, lineWidth } = this.#state;
    const shown = operator === 'TJ' ? operands : operands.filter(({ kind }) => kind === 'string');
    const { width, slack, drop, left, right, below, above } = advanceOf(this.#document, font, shown);
    const [from, low] = [left - this.#slack, below - this.#drop];
    const corners: [number, number][] = [
      [from, low],
      [right, low],
      [from, above],
      [right, above],
    ];
    const isSeen = rendering !== 3 && rendering !== 7 && !(rendering === 0 && fillsWhite);
    if (isSeen && right > left)
      this.#ink(
        corners.map((point) => apply(this.#text, point)),
        [1, 2, 5, 6].includes(rendering) ? lineWidth / 2 : 0,
        { font: font.font, operands: shown },
      );
    this.#drawGlyphs(shown, resources, depth);
    this.#text = multiply([1, 0, 0, 1, width, 0], this.#text);
    this.#slack += slack;
    this.#drop += drop;
  }

  /** Glyphs of a Type 3 font are content of their own (§9.6.4), and draw wherever they like. */
  #drawGlyphs(operands: Operation['operands'], resources: PdfDict, depth: number): void {
    const before = { ...this.#state, font: { ...this.#state.font } };
    const slack = this.#slack;
    const { size, scale, rise } = before.font;
    for (const { content, matrix, own, at } of glyphsOfType3(this.#document, before.font, operands)) {
      const inText = multiply(matrix, [size * scale, 0, 0, size, at, rise]);
      // Some glyphs take the colour of the text, whatever they say.
      this.#state = { ...before, fillsWhite: false, strokesWhite: false, hasWhite: false };
      this.#state.ctm = multiply(multiply(inText, this.#text), before.ctm);
      const [text, line] = [this.#text, this.#line];
      // Where it stands is not known well enough for a glyph that draws beside its place.
      if (slack + this.#drop > 0) this.#hit(this.#state.clip);
      this.anyIn(content, own ?? resources, depth + 1);
      [this.#text, this.#line, this.#slack] = [text, line, slack];
      this.#state = before;
      if (this.#found) return;
    }
  }

  #draw(name: string, resources: PdfDict, depth: number): void {
    const objects = this.#document.value(resources, 'XObject');
    const target = objects?.kind === 'dict' ? this.#document.value(objects, name) : undefined;
    if (target?.kind !== 'stream') return;
    const subtype = this.#document.value(target.dict, 'Subtype');
    if (subtype?.kind === 'name' && subtype.value !== 'Form')
      return this.#ink([
        [0, 0],
        [1, 1],
        [0, 1],
        [1, 0],
      ]);
    this.#drawForm(target, resources, depth);
  }

  #drawForm(form: PdfStream, resources: PdfDict, depth: number): void {
    const before = { ...this.#state };
    const matrix = matrixOf(numbersOf(this.#document.value(form.dict, 'Matrix')));
    this.#state.ctm = multiply(matrix, this.#state.ctm);
    const box = boxOf(cornersOf(this.#boxOf(form)).map((point) => apply(this.#state.ctm, point)));
    this.#state.clip = intersectBoxes(this.#state.clip, box);
    const own = this.#document.value(form.dict, 'Resources');
    this.anyIn(this.#document.streamBytes(form), own?.kind === 'dict' ? own : resources, depth + 1);
    this.#state = before;
  }

  /** Without a box that has a size readers clip to nothing, or not at all. */
  #boxOf(form: PdfStream): PdfBox {
    const [a, b, c, d] = numbersOf(this.#document.value(form.dict, 'BBox'));
    const isBox =
      a !== undefined && b !== undefined && c !== undefined && d !== undefined && a !== c && b !== d;
    return isBox ? [a, b, c, d] : everywhere;
  }

  #ink(points: readonly (readonly [number, number])[], margin = 0, words: ShownWords | null = null): void {
    const { ctm, clip } = this.#state;
    const scale = Math.max(Math.hypot(ctm[0], ctm[1]), Math.hypot(ctm[2], ctm[3]));
    const [left, bottom, right, top] = boxOf(points.map((point) => apply(ctm, point)));
    const wide = Math.max(margin * scale, 0.5);
    this.#hit(intersectBoxes([left - wide, bottom - wide, right + wide, top + wide], clip), words);
  }

  #hit(box: PdfBox, words: ShownWords | null = null): void {
    if (box.some((each) => Number.isNaN(each))) this.#found = true;
    else if (box[2] > box[0] && box[3] > box[1] && this.#isWanted(box, words)) this.#found = true;
  }
}

function isSameState(a: State, b: State): boolean {
  const written = ({ font, ...rest }: State) => JSON.stringify([rest, { ...font, font: undefined }]);
  return a.font.font === b.font.font && written(a) === written(b);
}

/** Colours that stand for gray, RGB or CMYK in this content (§8.6.5.6). */
function hasDefaultColours(document: PdfDocument, resources: PdfDict): boolean {
  const spaces = document.value(resources, 'ColorSpace');
  return (
    spaces?.kind === 'dict' && [...spaces.entries.keys()].some((key) => /^Default(Gray|RGB|CMYK)$/.test(key))
  );
}

function isWhite(operator: string, n: readonly number[]): boolean {
  if (operator === 'g') return n[0] === 1;
  if (operator === 'rg') return n.length === 3 && n.every((each) => each === 1);
  return operator === 'k' && n.length === 4 && n.every((each) => each === 0);
}

function numbersOf(value: PdfObject | undefined): number[] {
  return value?.kind === 'array'
    ? value.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN))
    : [];
}

function matrixOf([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix {
  return [a, b, c, d, e, f];
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5],
  ];
}

function apply(m: Matrix, [x, y]: readonly [number, number]): [number, number] {
  return [x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]];
}

function cornersOf([a, b, c, d]: PdfBox): [number, number][] {
  return [
    [a, b],
    [c, b],
    [c, d],
    [a, d],
  ];
}

function boxOf(points: readonly (readonly [number, number])[]): PdfBox {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (Number.isNaN(x + y)) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
    [left, bottom] = [Math.min(left, x), Math.min(bottom, y)];
    [right, top] = [Math.max(right, x), Math.max(top, y)];
  }
  return [left, bottom, right, top];
}
