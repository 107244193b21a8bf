/**
 * How large a window is and where it stands, so that all of it lies in the part of the screen that bars of the desktop leave free: an
 * office PC of 1366×768 at 150 % has 910×512, and a box for a PIN whose buttons are below the screen is none.
 */

/** Both in pixels of the desktop (as large as the person has set them). */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Size = Pick<Area, 'width' | 'height'>;

/** As large as wanted where that fits, before the middle of `over`, and nowhere outside `screen`. Whole pixels. */
export function fitInto({ width, height }: Size, screen: Area, over: Area = screen): Area {
  const across = stretch(width, { start: screen.x, length: screen.width }, over.x + over.width / 2);
  const down = stretch(height, { start: screen.y, length: screen.height }, over.y + over.height / 2);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

interface Stretch {
  readonly start: number;
  readonly length: number;
}

/** Only pixels that are wholly free count: at 125 % edges of bars lie between two of them. */
function stretch(wanted: number, free: Stretch, middle: number): Stretch {
  const [first, end] = [Math.ceil(free.start), Math.floor(free.start + free.length)];
  const length = Math.min(Math.floor(wanted), end - first);
  const start = Math.min(Math.max(Math.round(middle - length / 2), first), end - length);
  return { start, length };
}

export function isSameArea(a: Area, b: Area): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
