/** Where two drawings of a page look otherwise: for people who compare two versions. No verdict rests on it (src-main/page-drawing does that). */

/** RGBA, row by row. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** As shares of the page, from its top-left corner. */
export interface DifferentArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels of one square; what differs in neighbouring squares is one place. */
const SQUARE = 8;
/** A channel that differs by no more is the same to an eye. */
const SAME = 24;

/** Empty: they look alike. Drawings of two sizes differ as a whole. */
export function differentAreas(before: Drawing, after: Drawing): DifferentArea[] {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) return [{ left: 0, top: 0, width: 1, height: 1 }];
  const [columns, rows] = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)];
  const squares = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const square = Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE);
      if (squares[square] === 0 && isOther(before.data, after.data, (y * width + x) * 4)) squares[square] = 1;
    }
  return placesOf(squares, columns, rows).map(([left, top, right, bottom]) => ({
    left: (left * SQUARE) / width,
    top: (top * SQUARE) / height,
    width: Math.min(1, ((right + 1 - left) * SQUARE) / width),
    height: Math.min(1, ((bottom + 1 - top) * SQUARE) / height),
  }));
}

function isOther(a: ArrayLike<number>, b: ArrayLike<number>, at: number): boolean {
  for (let channel = at; channel < at + 3; channel += 1)
    if (Math.abs((a[channel] ?? 0) - (b[channel] ?? 0)) > SAME) return true;
  return false;
}

type Box = [left: number, top: number, right: number, bottom: number];

/** The boxes around squares that touch or are one apart; empties `squares`. */
function placesOf(squares: Uint8Array, columns: number, rows: number): readonly Box[] {
  const boxes: Box[] = [];
  for (let from = 0; from < squares.length; from += 1) {
    if (squares[from] === 0) continue;
    const box: Box = [columns, rows, -1, -1];
    const open = [from];
    squares[from] = 0;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      grow(box, x, y);
      for (let ny = Math.max(0, y - 2); ny <= Math.min(rows - 1, y + 2); ny += 1)
        for (let nx = Math.max(0, x - 2); nx <= Math.min(columns - 1, x + 2); nx += 1) {
          const next = ny * columns + nx;
          if (squares[next] === 0) continue;
          squares[next] = 0;
          open.push(next);
        }
    }
    boxes.push(box);
  }
  return boxes;
}

function grow(box: Box, x: number, y: number): void {
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}
