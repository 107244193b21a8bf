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
  const array = document.value(annotation, 'Rect');
  if (array?.kind !== 'array' || array.items.length !== 4) return null;
  const numbers = array.items.map((item) => {
    const value = document.resolve(item);
    return value.kind === 'number' ? value.value : Number.NaN;
  });
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
  // Whatever is drawn into a rectangle without width and without height is drawn at no size (§12.5.5, algorithm 8.1).
  const box = rectangleOf(document, annotation);
  if (box !== null && box[2] === box[0] && box[3] === box[1]) return 'nothing';
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
  return isPlain && appearancesOf(document, annotation).every(({ dict }) => hasBox(document, dict));
}

/** Without a box that has a size, readers scale and clip a form each in its own way (§12.5.5, algorithm 8.1). */
function hasBox(document: PdfDocument, form: PdfDict): boolean {
  const box = document.value(form, 'BBox');
  if (box?.kind !== 'array' || box.items.length !== 4) return false;
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = box.items.map((item) => {
    const value = document.resolve(item);
    return value.kind === 'number' ? value.value : Number.NaN;
  });
  return Math.abs(c - a) > 0 && Math.abs(d - b) > 0;
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
