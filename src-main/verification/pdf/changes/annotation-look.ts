/** What an annotation draws, judged by its rectangle, its appearances and its flags, never by what it calls itself (ISO 32000-2 §12.5.5). */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject, PdfStream } from '../../../pdf/objects.ts';
import { operationsOf } from './content-tokens.ts';

/**
 * `nothing` is drawn; an `appearance` of its own is drawn into the rectangle; `reader`: the program that shows the file makes the look.
 */
export type LookKind = 'nothing' | 'appearance' | 'reader';

const HIDDEN = 2;
/** An appearance longer than this is taken to draw something. */
const maxLook = 256 * 1024;
const maxDepth = 6;

/** The rectangle as it stands, in order; null when it is none. An empty one has no width or no height. */
export function rectangleOf(document: PdfDocument, annotation: PdfDict): PdfBox | null {
  const numbers = numbersIn(document, annotation, 'Rect', 4);
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  if (numbers.some((each) => !Number.isFinite(each))) return null;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** What of the annotation is seen on paper or on screen, with the pointer over it or pressed. */
export function lookOf(document: PdfDocument, annotation: PdfDict): LookKind {
  return orElse(() => judgeLook(document, annotation), 'appearance');
}

function judgeLook(document: PdfDocument, annotation: PdfDict): LookKind {
  // Also into a rectangle without a size: it divides by nothing, and Ghostscript and PDFium then paint the look at its own size.
  const streams = appearancesOf(document, annotation);
  if (!streams.every((stream) => paintsNothing(document, stream, 0))) return 'appearance';
  if (drawsFrame(document, annotation)) return 'reader';
  if (streams.length > 0) return 'nothing';
  // Signature fields too: one widespread reader draws a flag of its own where they have no appearance.
  return isEmpty(rectangleOf(document, annotation)) ? 'nothing' : 'reader';
}

/** Hidden everywhere, on paper too (§12.5.3, Table 167, bit 2). */
export function isHidden(document: PdfDocument, annotation: PdfDict): boolean {
  const flags = document.value(annotation, 'F');
  return flags?.kind === 'number' && (flags.value & HIDDEN) !== 0;
}

/** NoZoom, NoRotate and ToggleNoView (§12.5.3, Table 167): some readers draw it at another place or size than its rectangle, or show it only sometimes. */
const WANDERING = 8 | 16 | 256;

/** Whether every reader draws it into its rectangle, and always. */
export function staysInPlace(document: PdfDocument, annotation: PdfDict): boolean {
  const flags = document.value(annotation, 'F');
  const isPlain = flags === undefined || (flags.kind === 'number' && (flags.value & WANDERING) === 0);
  return isPlain && hasPlace(document, annotation);
}

/** Sides of a rectangle by those of the look in it. Nobody draws further beside these; readers round what is smaller to nothing. */
const [SMALLEST, LARGEST] = [0.01, 1_000];

/**
 * Whether it is drawn where its rectangle is. A look is scaled from its box, as its matrix leaves that, to the rectangle (§12.5.5,
 * algorithm 8.1): where one of the two has no size, or next to none, readers scale and clip each in its own way, and some not at all.
 */
export function hasPlace(document: PdfDocument, annotation: PdfDict): boolean {
  const rect = rectangleOf(document, annotation);
  if (rect === null) return false;
  const sides = [rect[2] - rect[0], rect[3] - rect[1]];
  return appearancesOf(document, annotation).every(({ dict }) => {
    const scales = sizeOf(document, dict).map((size, i) => (sides[i] ?? 0) / size);
    return scales.every((scale) => scale >= SMALLEST && scale <= LARGEST);
  });
}

/** Width and height of the box of a form, turned and scaled by its matrix; NaN for what cannot be read. */
function sizeOf(document: PdfDocument, form: PdfDict): [number, number] {
  const [left = Number.NaN, bottom = Number.NaN, right = Number.NaN, top = Number.NaN] = numbersIn(
    document,
    form,
    'BBox',
    4,
  );
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)];
  if (!form.entries.has('Matrix')) return [width, height];
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = numbersIn(
    document,
    form,
    'Matrix',
    6,
  ).map(Math.abs);
  return [a * width + c * height, b * width + d * height];
}

function numbersIn(document: PdfDocument, dict: PdfDict, key: string, count: number): number[] {
  const array = document.value(dict, key);
  if (array?.kind !== 'array' || array.items.length !== count) return [];
  return array.items.map((item) => {
    const value = document.resolve(item);
    return value.kind === 'number' ? value.value : Number.NaN;
  });
}

function isEmpty(box: PdfBox | null): boolean {
  return box !== null && (box[2] <= box[0] || box[3] <= box[1]);
}

/** A background, a border or a colour that a reader draws although no appearance says so (§12.5.6.19, Table 192). */
export function drawsFrame(document: PdfDocument, annotation: PdfDict): boolean {
  if (isEmpty(rectangleOf(document, annotation))) return false;
  const characteristics = document.value(annotation, 'MK');
  const hasColour = (dict: PdfDict, key: string): boolean => {
    const value = document.value(dict, key);
    return value !== undefined && !(value.kind === 'array' && value.items.length === 0);
  };
  const isFramed =
    characteristics?.kind === 'dict' &&
    ['BC', 'BG', 'CA', 'I'].some((key) => hasColour(characteristics, key));
  return isFramed || hasColour(annotation, 'C');
}

/** Every stream below /AP: normal, rollover, down, and each state. */
export function appearancesOf(document: PdfDocument, annotation: PdfDict): PdfStream[] {
  const found: PdfStream[] = [];
  const root = document.value(annotation, 'AP');
  const open: PdfObject[] = root ? [root] : [];
  for (let visited = 0; open.length > 0 && visited < 500; visited += 1) {
    const value = document.resolve(open.pop());
    if (value.kind === 'stream') found.push(value);
    else if (value.kind === 'dict') open.push(...value.entries.values());
  }
  return found;
}

const painting = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh', 'BI', 'Tj', 'TJ', "'", '"']);

/** Whether a form leaves the page as it was. What cannot be read is taken to paint. */
function paintsNothing(document: PdfDocument, form: PdfStream, depth: number): boolean {
  return orElse(() => {
    if (depth > maxDepth || form.dict.duplicateKeys.length > 0) return false;
    const subtype = document.value(form.dict, 'Subtype');
    if (subtype?.kind === 'name' && subtype.value !== 'Form') return false;
    for (const { operator, operands, isPlain } of operationsOf(
      document,
      document.streamBytes(form, maxLook),
    )) {
      if (!isPlain || painting.has(operator)) return false;
      const name = operands.at(-1);
      if (operator === 'Do' && !(name?.kind === 'name' && isBlankForm(document, form, name.value, depth)))
        return false;
    }
    return true;
  }, false);
}

function isBlankForm(document: PdfDocument, form: PdfStream, name: string, depth: number): boolean {
  const resources = document.value(form.dict, 'Resources');
  const objects = resources?.kind === 'dict' ? document.value(resources, 'XObject') : undefined;
  const target = objects?.kind === 'dict' ? document.value(objects, name) : undefined;
  if (target?.kind !== 'stream') return false;
  const subtype = document.value(target.dict, 'Subtype');
  const isForm = subtype?.kind === 'name' && subtype.value === 'Form';
  return isForm && paintsNothing(document, target, depth + 1);
}
