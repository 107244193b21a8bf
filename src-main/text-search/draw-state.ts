/** The part of the graphics state that says where letters stand (ISO 32000-2 §8.4.1, §9.3.1). */
import { applyTo, identity, multiply } from '../page-text/matrix.ts';
import type { Matrix } from '../pdf/page-geometry.ts';
import type { Box, DrawnFont } from './page-look.ts';

const everywhere: Box = [-Infinity, -Infinity, Infinity, Infinity];

export class DrawState {
  /** From the space in which is drawn to the seen page, mm. */
  toSeen: Matrix;
  clipBox: Box = everywhere;
  text: Matrix = identity;
  line: Matrix = identity;
  font: DrawnFont | undefined;
  fontName = '';
  size = 0;
  charSpacing = 0;
  wordSpacing = 0;
  /** Horizontal scaling, 1 for 100 %. */
  across = 1;
  leading = 0;
  rise = 0;
  mode = 0;

  constructor(toSeen: Matrix) {
    this.toSeen = toSeen;
  }

  copy(): DrawState {
    return Object.assign(new DrawState(this.toSeen), this);
  }

  beginLine(matrix: Matrix): void {
    this.text = this.line = matrix;
  }

  moveLine([across = 0, up = 0]: readonly number[]): void {
    this.beginLine(multiply(this.line, [1, 0, 0, 1, across, up]));
  }

  /** Cuts what follows to a box of the space in which is drawn; only its outermost edges are kept: no letter is lost wrongly. */
  clip([left = NaN, bottom = NaN, right = NaN, top = NaN]: readonly number[]): void {
    const corners = [left, right].flatMap((x) => [bottom, top].map((y) => applyTo(this.toSeen, x, y)));
    if (!corners.flat().every(Number.isFinite)) return;
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    const [a, b, c, d] = this.clipBox;
    this.clipBox = [
      Math.max(a, Math.min(...xs)),
      Math.max(b, Math.min(...ys)),
      Math.min(c, Math.max(...xs)),
      Math.min(d, Math.max(...ys)),
    ];
  }
}
