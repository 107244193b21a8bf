/** Connected shapes in a picture of marked points. */

/** One byte a point: 1 is marked. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly points: Uint8Array;
}

/** A rectangle in pixels; `right` and `bottom` are the first points behind it. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Shape extends PixelBox {
  /** How many points it has. */
  readonly count: number;
}

/** Shapes of points that touch, also by a corner; those that do not touch `within` are left out. */
export function shapesOf(mask: Mask, within: PixelBox): Shape[] {
  const { width, height } = mask;
  const left = mask.points.slice();
  const shapes: Shape[] = [];
  for (let y = Math.max(0, within.top); y < Math.min(height, within.bottom); y += 1)
    for (let x = Math.max(0, within.left); x < Math.min(width, within.right); x += 1)
      if (left[y * width + x] === 1) shapes.push(takeShape(left, width, height, y * width + x));
  return shapes;
}

function takeShape(left: Uint8Array, width: number, height: number, start: number): Shape {
  const open = [start];
  left[start] = 0;
  let [x0, y0, x1, y1, count] = [width, height, 0, 0, 0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
    count += 1;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1)
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
        const next = ny * width + nx;
        if (left[next] !== 1) continue;
        left[next] = 0;
        open.push(next);
      }
  }
  return { left: x0, top: y0, right: x1 + 1, bottom: y1 + 1, count };
}

export function widthOf({ left, right }: PixelBox): number {
  return right - left;
}

export function heightOf({ top, bottom }: PixelBox): number {
  return bottom - top;
}

export function touches(a: PixelBox, b: PixelBox): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function grown({ left, top, right, bottom }: PixelBox, by: number): PixelBox {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}
