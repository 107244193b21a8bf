/** How far lines reach beyond their path (ISO 32000-2 §8.4.3.4, §8.4.3.5): half their width, and more where two of them meet in a point. */

type Point = readonly [number, number];

/** A path from one `m` or `re` on. A curve is one piece: it lies between all of its points, and not along the lines from one to the next. */
export class Subpath {
  readonly points: Point[];
  readonly pieces: (readonly Point[])[] = [];

  constructor(start: Point) {
    this.points = [start];
  }

  line(to: Point): void {
    this.curve(to);
  }

  curve(...points: readonly Point[]): void {
    const from = this.points.at(-1);
    this.pieces.push(from ? [from, ...points] : points);
    this.points.push(...points);
  }

  close(): void {
    const [start] = this.points;
    if (start && this.points.length > 1) this.line(start);
  }
}

/** Largest ratio of a point to the width of the line before it is cut off, unless a content says otherwise. */
export const USUAL_MITER_LIMIT = 10;

/** For each vertex where two lines meet, how far ink may reach from it, beyond half the width. */
export function* miterReaches(
  path: readonly Point[],
  width: number,
  limit: number,
): Generator<readonly [Point, number]> {
  const isClosed = path.length > 2 && samePoint(path[0], path.at(-1));
  for (let i = 1; i < path.length - (isClosed ? 0 : 1); i += 1) {
    const [a, b, c] = [path[i - 1], path[i], path[i + 1] ?? path[1]];
    if (!a || !b || !c) continue;
    const ratio = miterRatio(a, b, c);
    if (ratio > 1.5 && ratio <= Math.max(limit, 1.5)) yield [b, (width / 2) * ratio];
  }
}

function samePoint(a: Point | undefined, b: Point | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** 1 / sin(half the angle between the lines). */
function miterRatio(a: Point, b: Point, c: Point): number {
  const [from, to] = [Math.atan2(a[1] - b[1], a[0] - b[0]), Math.atan2(c[1] - b[1], c[0] - b[0])];
  const half = Math.abs(Math.sin((from - to) / 2));
  return half === 0 ? Infinity : 1 / half;
}
