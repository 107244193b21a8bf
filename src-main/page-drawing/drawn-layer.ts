/** Which of the operations of a page are drawn: all, all but one annotation, or its letters alone; and whether each picture could be read. */
import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** `words`: the letters of the page's content and of this annotation. `others`: everything but this annotation. Annotations by object number. */
export type Layer = 'all' | { readonly words: number } | { readonly others: number };

/** What pdf.js hands to a filter of operations. */
interface Operations {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** What paints, letters aside. A path is followed by what is done with it. */
const painting = new Set([
  OPS.shadingFill,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintSolidColorImageMask,
  OPS.rawFillPath,
]);
const pictures = new Set([OPS.paintImageXObject, OPS.paintImageXObjectRepeat]);

/** A filter for one rendering of the page, and what to ask when it is done. */
export function drawnLayer(page: PDFPageProxy, layer: Layer) {
  let inside: number | null = null;
  let isWhole = true;
  return {
    isWanted(index: number, operations: unknown): boolean {
      const { fnArray, argsArray } = operations as Operations;
      const [operator, args] = [fnArray[index] ?? 0, argsArray[index]];
      if (operator === OPS.beginAnnotation) inside = numberOf(args);
      const isDrawn = layer === 'all' || isOfLayer(layer, inside, operator, args);
      if (operator === OPS.endAnnotation) inside = null;
      if (isDrawn && pictures.has(operator) && !isThere(page, args)) isWhole = false;
      return isDrawn;
    },
    assertWhole(): void {
      if (!isWhole) throw new Error('a picture could not be drawn');
    },
  };
}

function isOfLayer(
  layer: Exclude<Layer, 'all'>,
  inside: number | null,
  operator: number,
  args: unknown,
): boolean {
  if ('others' in layer) return inside !== layer.others;
  if (inside !== null && inside !== layer.words) return false;
  return !painting.has(operator) && !(operator === OPS.constructPath && paints(args));
}

/** A path that only clips is kept. */
function paints(args: unknown): boolean {
  return firstOf(args) !== OPS.endPath;
}

/** The object number in the name that pdf.js gives to an annotation: `12R`. */
function numberOf(args: unknown): number {
  const name = firstOf(args);
  return typeof name === 'string' ? Number.parseInt(name, 10) : Number.NaN;
}

/** pdf.js puts nothing in the place of a picture whose data it cannot read, and goes on. */
function isThere({ objs, commonObjs }: PDFPageProxy, args: unknown): boolean {
  const name = firstOf(args);
  if (typeof name !== 'string') return false;
  const pool = (name.startsWith('g_') ? commonObjs : objs) as Pool;
  return pool.has(name) && pool.get(name) !== null;
}

function firstOf(args: unknown): unknown {
  return Array.isArray(args) ? (args as readonly unknown[])[0] : undefined;
}

interface Pool {
  has(name: string): boolean;
  get(name: string): unknown;
}
