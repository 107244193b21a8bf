/**
 * Rules of tables, frames and lines to write on, taken out of a picture of marks (own rule): what is left may be writing. A line is
 * thin and longer than a letter; one that goes down stands at the side of the place or crosses all of it, so that none is a figure.
 */
import { heightOf, widthOf, type Mask, type PixelBox, type Shape } from './shapes.ts';

/** In points of 1/72 inch: how thick a line may be, how long it is at least across and down, and how far from the side it may stand. */
const [THICK, ACROSS, DOWN, FROM_SIDE] = [2, 36, 12, 12] as const;
/** A dash is so long and so thick at the most, its neighbours so near; so many make a dotted line. */
const [DASH, DASH_THICK, DASH_GAP, DASHES] = [8, 2, 8, 5] as const;
/** Nothing else of that size may stand so near to a dotted line, but for a fifth as many specks. */
const [ALONE, OTHERS] = [12, 0.2] as const;

/** The marks without lines. `perPoint`: pixels of a point. */
export function withoutRules(mask: Mask, place: PixelBox, perPoint: number): Mask {
  const across = { ...mask, points: runs(mask, ACROSS * perPoint) };
  const isWanted = (x: number, from: number, to: number) => mayGoDown(x, from, to, place, perPoint);
  const turned = turn(mask);
  const down = { ...turned, points: runs(turned, DOWN * perPoint, isWanted) };
  const [high, wide] = [thickness(turn(across)), thickness(turn(down))];
  const points = mask.points.slice();
  // Softened edges, the neighbours of each row, and the steps of a line that is not level.
  const most = Math.round(THICK * perPoint) + 7;
  for (let y = 0; y < mask.height; y += 1)
    for (let x = 0; x < mask.width; x += 1) {
      const at = y * mask.width + x;
      const [up, over] = [high[x * mask.height + y] ?? 0, wide[at] ?? 0];
      if ((up > 0 && (over > 0 || up <= most)) || (over > 0 && over <= most)) points[at] = 0;
    }
  return { ...mask, points };
}

/** A line down the page, from `from` to `to` at `x`. */
function mayGoDown(x: number, from: number, to: number, place: PixelBox, perPoint: number): boolean {
  const side = FROM_SIDE * perPoint;
  const isInside = x > place.left + side && x < place.right - side;
  const crosses = from <= place.top + 2 * perPoint && to >= place.bottom - 2 * perPoint;
  return crosses || (!isInside && (to - from >= heightOf(place) * 0.6 || x < place.left || x > place.right));
}

/** Points in long runs of a row; a row takes the marks of its neighbours too, because lines of a scan are seldom level. */
function runs(
  { width, height, points }: Mask,
  least: number,
  isWanted: (row: number, from: number, to: number) => boolean = () => true,
): Uint8Array {
  const found = new Uint8Array(points.length);
  const at = (x: number, y: number): boolean =>
    points[y * width + x] === 1 ||
    (y > 0 && points[(y - 1) * width + x] === 1) ||
    (y < height - 1 && points[(y + 1) * width + x] === 1);
  for (let y = 0; y < height; y += 1) {
    let from = 0;
    for (let x = 0; x <= width; x += 1) {
      if (x < width && at(x, y)) continue;
      // The rows beside it as well: the softened edge of a line that is not level ends in short runs.
      if (x - from >= least && isWanted(y, from, x))
        for (const row of [y - 1, y, y + 1])
          if (row >= 0 && row < height) found.fill(1, row * width + from, row * width + x);
      from = x + 1;
    }
  }
  return found;
}

/** For each marked point how long the run of its row is. */
function thickness({ width, height, points }: Mask): Uint16Array {
  const found = new Uint16Array(points.length);
  for (let y = 0; y < height; y += 1) {
    let from = 0;
    for (let x = 0; x <= width; x += 1) {
      if (x < width && points[y * width + x] === 1) continue;
      found.fill(x - from, y * width + from, y * width + x);
      from = x + 1;
    }
  }
  return found;
}

/** Rows become columns. */
function turn({ width, height, points }: Mask): Mask {
  const turned = new Uint8Array(points.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) turned[x * height + y] = points[y * width + x] ?? 0;
  return { width: height, height: width, points: turned };
}

/** Shapes that are no part of a dotted or dashed line. */
export function withoutDottedLines(
  shapes: readonly Shape[],
  place: PixelBox,
  perPoint: number,
): readonly Shape[] {
  const across = dottedLines(shapes, perPoint);
  const rest = shapes.filter((shape) => !across.has(shape));
  const turned = new Map(rest.map((shape) => [turnBox(shape), shape]));
  const down = dottedLines([...turned.keys()], perPoint, (x, from, to) =>
    mayGoDown(x, from, to, place, perPoint),
  );
  return [...turned].filter(([box]) => !down.has(box)).map(([, shape]) => shape);
}

function turnBox({ left, top, right, bottom, count }: Shape): Shape {
  return { left: top, top: left, right: bottom, bottom: right, count };
}

function dottedLines(
  shapes: readonly Shape[],
  perPoint: number,
  isWanted: (row: number, from: number, to: number) => boolean = () => true,
): ReadonlySet<Shape> {
  const small = shapes
    .filter((each) => widthOf(each) <= DASH * perPoint && heightOf(each) <= DASH_THICK * perPoint)
    .sort((a, b) => a.left - b.left);
  const lines = chains(small, perPoint).filter((line) => {
    const [first, last] = [line[0], line.at(-1)];
    if (!first || !last || line.length < DASHES || !isWanted(first.top, first.left, last.right)) return false;
    const near = small.filter((each) => !line.includes(each) && isBeside(each, first, last, perPoint));
    return near.length <= line.length * OTHERS;
  });
  return new Set(lines.flat());
}

/** Each goes on with the next one to the right that is on its level. */
function chains(small: readonly Shape[], perPoint: number): Shape[][] {
  const lines: Shape[][] = [];
  for (const shape of small) {
    const line = lines.find((each) => {
      const last = each.at(-1);
      const gap = last ? shape.left - last.right : Infinity;
      return (
        last !== undefined && gap <= DASH_GAP * perPoint && Math.abs(middle(shape) - middle(last)) <= 1.5
      );
    });
    if (line) line.push(shape);
    else lines.push([shape]);
  }
  return lines;
}

function isBeside(shape: Shape, first: Shape, last: Shape, perPoint: number): boolean {
  const ends = 6 * perPoint;
  const isOver = shape.left > first.left + ends && shape.right < last.right - ends;
  return isOver && Math.abs(middle(shape) - middle(first)) <= ALONE * perPoint;
}

function middle({ top, bottom }: PixelBox): number {
  return (top + bottom) / 2;
}
