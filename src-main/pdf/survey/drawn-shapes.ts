/**
 * Paths that readers paint in several ways (ISO 32000-2 §8.4.3, §8.5.2, §8.5.3): areas without a width, lines without a length, pieces
 * that begin nowhere, dashes that are none, points of a line as long as a page. With each of them one reader shows a stroke of the pen,
 * which may be a figure, where another shows nothing.
 */
import { evenness, followedBy, largest, unchanged, type Linear } from './linear.ts';

/** What counts of the graphics state; it is replaced, never changed, so that q keeps it. */
export interface LineState {
  readonly matrix: Linear;
  readonly cap: number;
  /** Longest point of a corner, in widths of the line. */
  readonly miter: number;
  readonly dash: Dash;
}

/** `strange`: readers draw it whole, or not at all. `specks`: strokes without a length, which a cap of its own makes dots. */
export type Dash = 'plain' | 'specks' | 'strange';

export const firstLineState: LineState = { matrix: unchanged, cap: 0, miter: 10, dash: 'plain' };

/** Narrower areas and shorter lines than this (points of the page) are seen nowhere by their own size. */
const leastSize = 0.06;
/** Where lines are pressed flatter than this, one reader shows a thin line, and another nothing. */
const leastEvenness = 0.01;
/** Readers that measure less exactly give such points up. */
const longestMiter = 100;
/** A path with more points is told by the first. */
const maxPoints = 4096;
const fills: ReadonlySet<string> = new Set(['f', 'F', 'f*']);
const strokes: ReadonlySet<string> = new Set(['S', 's', 'B', 'B*', 'b', 'b*']);
const pieces: ReadonlySet<string> = new Set(['l', 'c', 'v', 'y']);

/** Coordinates of one subpath, one behind the other, on the page's scale, and what it is made of besides straight lines. */
interface Subpath {
  readonly points: number[];
  hasOthers: boolean;
}

/** Goes through the operators of contents. */
export class DrawnShapes {
  #subpaths: Subpath[] = [];
  #isClip = false;
  #isHeadless = false;

  /** A word for what readers draw in several ways, or undefined. `values` are the numbers in front of the operator. */
  operator(word: string, values: ArrayLike<number>, state: LineState): string | undefined {
    if (word === 'm') this.#begin(values, state);
    else if (word === 're') this.#rectangle(values, state);
    else if (pieces.has(word)) this.#piece(word, values, state);
    else if (word === 'h') this.#close();
    else if (word === 'W' || word === 'W*') this.#isClip = true;
    else if (word === 'n' || fills.has(word) || strokes.has(word)) return this.#paint(word, state);
    return undefined;
  }

  #begin(values: ArrayLike<number>, state: LineState): void {
    this.#subpaths.push({ points: [], hasOthers: false });
    this.#add(values, 0, state);
  }

  #rectangle(values: ArrayLike<number>, state: LineState): void {
    const [x, y, width, height] = [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0, values[3] ?? 0];
    this.#begin([x, y], state);
    this.#add([x + width, y, x + width, y + height, x, y + height], 0, state);
    this.#close();
  }

  #piece(word: string, values: ArrayLike<number>, state: LineState): void {
    const subpath = this.#subpaths.at(-1);
    if (!subpath) {
      this.#isHeadless = true;
      return;
    }
    if (word !== 'l') subpath.hasOthers = true;
    this.#add(values, 0, state);
  }

  /** A line that is closed has a piece of its own back to where it began. */
  #close(): void {
    const subpath = this.#subpaths.at(-1);
    if (subpath && subpath.points.length !== 4) subpath.hasOthers = true;
  }

  #add(values: ArrayLike<number>, from: number, { matrix: [a, b, c, d] }: LineState): void {
    const points = this.#subpaths.at(-1)?.points;
    if (!points || points.length >= 2 * maxPoints) return;
    for (let at = from; at + 1 < values.length; at += 2) {
      const [x, y] = [values[at] ?? 0, values[at + 1] ?? 0];
      points.push(x * a + y * c, x * b + y * d);
    }
  }

  #paint(word: string, state: LineState): string | undefined {
    const found = this.#found(word, state);
    [this.#subpaths, this.#isClip, this.#isHeadless] = [[], false, false];
    return found;
  }

  #found(word: string, state: LineState): string | undefined {
    if (word === 'n' && !this.#isClip) return undefined;
    if (this.#isHeadless) return 'path without a beginning';
    const drawn = this.#subpaths.filter(({ points, hasOthers }) => points.length > 2 || hasOthers);
    if (strokes.has(word)) return strokeProblem(drawn, state);
    return drawn.some(({ points }) => isFlat(points)) ? 'area without a width' : undefined;
  }
}

function strokeProblem(
  subpaths: readonly Subpath[],
  { matrix, cap, miter, dash }: LineState,
): string | undefined {
  if (subpaths.length === 0) return undefined;
  if (dash === 'strange' || (dash === 'specks' && cap !== 1)) return 'dashes';
  if (evenness(matrix) < leastEvenness) return 'flat line';
  if (miter > longestMiter) return 'points of lines';
  // Every reader makes a dot of a line without a length whose ends are round.
  const isDot = (subpath: Subpath) => cap === 1 && !subpath.hasOthers;
  const isNothing = (subpath: Subpath) => extent(subpath.points) < leastSize && !isDot(subpath);
  return subpaths.some(isNothing) ? 'line without a length' : undefined;
}

/** A picture, which is drawn in a square of 1, that is no wider than a line: some readers make one of it. */
export function isPressed(matrix: Linear): boolean {
  const length = largest(matrix);
  return length >= leastSize && evenness(matrix) * length < leastSize;
}

/** How far the points lie from the first. */
function extent(points: readonly number[]): number {
  return Math.sqrt(farthest(points).distance);
}

/** Whether all points lie on one line, and are more than a point. */
function isFlat(points: readonly number[]): boolean {
  const { x, y, distance } = farthest(points);
  const length = Math.sqrt(distance);
  const [x0 = 0, y0 = 0] = points;
  for (let at = 2; at < points.length; at += 2) {
    const across = (x - x0) * ((points[at + 1] ?? 0) - y0) - (y - y0) * ((points[at] ?? 0) - x0);
    if (Math.abs(across) >= leastSize * length) return false;
  }
  return length >= leastSize;
}

function farthest(points: readonly number[]): {
  readonly x: number;
  readonly y: number;
  readonly distance: number;
} {
  const [x0 = 0, y0 = 0] = points;
  let [x, y, distance] = [x0, y0, 0];
  for (let at = 2; at < points.length; at += 2) {
    const [px, py] = [points[at] ?? 0, points[at + 1] ?? 0];
    const here = (px - x0) ** 2 + (py - y0) ** 2;
    if (here > distance) [x, y, distance] = [px, py, here];
  }
  return { x, y, distance };
}

/** Table 56: lengths that are none, all of them 0 or less, are drawn whole by one reader, and not at all by the next. */
export function dashOf(lengths: readonly number[], phase: number, matrix: Linear): Dash {
  if (lengths.length === 0) return 'plain';
  const scale = largest(matrix);
  const period = lengths.reduce((sum, length) => sum + length, 0) * scale;
  if (phase < 0 || period < leastSize || lengths.some((length) => !(length >= 0))) return 'strange';
  return lengths.some((length, at) => at % 2 === 0 && length * scale < leastSize) ? 'specks' : 'plain';
}

/** The state behind an operator that changes it; the same one for any other. `list`: its list, NaN for what is no number, `d` only. */
export function changedLine(
  word: string,
  values: ArrayLike<number>,
  list: readonly number[],
  state: LineState,
): LineState {
  const first = values[0] ?? 0;
  switch (word) {
    case 'cm': {
      const matrix: Linear = [first, values[1] ?? 0, values[2] ?? 0, values[3] ?? 0];
      return { ...state, matrix: followedBy(matrix, state.matrix) };
    }
    case 'J':
      return { ...state, cap: first };
    case 'M':
      return { ...state, miter: first };
    case 'd':
      return { ...state, dash: dashOf(list, first, state.matrix) };
    default:
      return state;
  }
}
