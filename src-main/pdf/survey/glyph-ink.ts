/** How far the paths and pictures of a glyph reach beyond the box that it gives (`d1`, ISO 32000-2 §9.6.4), in the units of the glyph. */

type Matrix = readonly [number, number, number, number, number, number];
type Box = readonly [left: number, bottom: number, right: number, top: number];

/** Of an em: programs round their boxes, and no figure is read by so little. */
const SLACK = 0.06;
const maxSaved = 64;
const maxPoints = 20_000;
/** Places on a curve that are looked at. */
const along = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const fills: ReadonlySet<string> = new Set(['f', 'F', 'f*']);
const strokes: ReadonlySet<string> = new Set(['S', 's', 'B', 'B*', 'b', 'b*']);

interface State {
  readonly matrix: Matrix;
  readonly width: number;
  readonly clip: Box;
}

const everywhere: Box = [-Infinity, -Infinity, Infinity, Infinity];

export class GlyphInk {
  isOutside = false;
  readonly #unit: number;
  #box: Box = everywhere;
  #state: State = { matrix: [1, 0, 0, 1, 0, 0], width: 1, clip: everywhere };
  readonly #saved: State[] = [];
  #points: (readonly [number, number])[] = [];
  /** Where the path stands, before any matrix. */
  #at: readonly [number, number] = [0, 0];
  #clips = false;

  constructor(unit: number) {
    this.#unit = unit;
  }

  /** A box without a size clips everything in one reader, and nothing in another. */
  setBox([a = 0, b = 0, c = 0, d = 0]: readonly number[]): void {
    this.#box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  }

  /** A picture is drawn in a square of 1. */
  picture(): void {
    this.#ink(boxOf([this.#placed(0, 0), this.#placed(1, 0), this.#placed(0, 1), this.#placed(1, 1)]));
  }

  /** True when it leaves ink. */
  operator(word: string, n: readonly number[]): boolean {
    if (word === 'q' && this.#saved.length < maxSaved) this.#saved.push(this.#state);
    else if (word === 'Q') this.#state = this.#saved.pop() ?? this.#state;
    else if (word === 'cm') this.#state = { ...this.#state, matrix: product(n, this.#state.matrix) };
    else if (word === 'w') this.#state = { ...this.#state, width: n[0] ?? 1 };
    else if (word === 'W' || word === 'W*') this.#clips = true;
    else if (word === 'n' || fills.has(word) || strokes.has(word)) return this.#paint(word);
    else this.#path(word, n);
    return false;
  }

  #path(word: string, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: readonly number[]): void {
    if (word === 'm' || word === 'l') this.#to(a, b);
    else if (word === 're')
      for (const [x, y] of [
        [a, b],
        [a + c, b],
        [a + c, b + d],
        [a, b + d],
      ] as const)
        this.#to(x, y);
    else if (word === 'c') this.#curve([a, b], [c, d], [e, f]);
    else if (word === 'v') this.#curve(this.#at, [a, b], [c, d]);
    else if (word === 'y') this.#curve([a, b], [c, d], [c, d]);
  }

  #to(x: number, y: number): void {
    if (this.#points.length < maxPoints) this.#points.push(this.#placed(x, y));
    this.#at = [x, y];
  }

  #curve(
    one: readonly [number, number],
    two: readonly [number, number],
    to: readonly [number, number],
  ): void {
    const from = this.#at;
    const mix = (t: number, i: 0 | 1) =>
      (1 - t) ** 3 * from[i] + 3 * (1 - t) ** 2 * t * one[i] + 3 * (1 - t) * t ** 2 * two[i] + t ** 3 * to[i];
    for (const t of along) this.#to(mix(t, 0), mix(t, 1));
  }

  #paint(word: string): boolean {
    const box = boxOf(this.#points);
    const isInk = word !== 'n' && this.#points.length > 0;
    const { matrix, width, clip } = this.#state;
    const half = strokes.has(word) ? (width / 2) * Math.hypot(matrix[0], matrix[1]) : 0;
    if (isInk) this.#ink([box[0] - half, box[1] - half, box[2] + half, box[3] + half]);
    if (this.#clips) this.#state = { ...this.#state, clip: shared(clip, box) };
    [this.#points, this.#clips] = [[], false];
    return isInk;
  }

  #ink(box: Box): void {
    const seen = shared(box, this.#state.clip);
    if (!(seen[2] > seen[0] && seen[3] > seen[1])) return;
    const slack = SLACK * this.#unit;
    const [left, bottom, right, top] = this.#box;
    this.isOutside ||=
      seen[0] < left - slack || seen[1] < bottom - slack || seen[2] > right + slack || seen[3] > top + slack;
  }

  #placed(x: number, y: number): readonly [number, number] {
    const [a, b, c, d, e, f] = this.#state.matrix;
    return [x * a + y * c + e, x * b + y * d + f];
  }
}

function boxOf(points: readonly (readonly [number, number])[]): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, bottom] = [Math.min(left, x), Math.min(bottom, y)];
    [right, top] = [Math.max(right, x), Math.max(top, y)];
  }
  return [left, bottom, right, top];
}

function shared(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** First the numbers of `cm`, then what held. */
function product([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], m: Matrix): Matrix {
  const [p, q, r, s, t, u] = m;
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}
