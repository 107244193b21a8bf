/** Two drawings of one page, compared point by point outside and inside the places where something was announced. */
import { DARK, luma, MOST_DARK } from '../domain/dark-look.ts';
import type { DrawnPage } from './drawn-document.ts';

/** A rectangle on the page as it is seen, pixels from its top-left corner. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /**
   * `free`: compared by other means; `mark`: so is its picture, but it must leave legible what lies under it; `blank`: something new may
   * stand there, where nothing was before.
   */
  readonly kind: 'free' | 'mark' | 'blank';
}

/** `covers`: what was drawn there before is painted over. */
export type PixelDifference = 'same' | 'differs' | 'covers';

/** From here on a channel counts as paper. */
const PAPER = 250;
/** How far an edge is smoothed beyond its rectangle, pixels. */
const EDGE = 2;

/** Compares every point; `regions` are grown by the width of a smoothed edge. */
export function comparePixels(
  before: DrawnPage,
  after: DrawnPage,
  regions: readonly Region[],
): PixelDifference {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) return 'differs';
  const places = placesOf(regions, width, height);
  let worst: PixelDifference = 'same';
  for (let at = 0; at < width * height; at += 1) {
    if (isSamePoint(before.pixels, after.pixels, at * 4) || places[at] === FREE) continue;
    if (places[at] !== BLANK) return 'differs';
    if (!isPaperAround(before, at)) worst = 'covers';
  }
  const isDarkened = regions.some((region) => region.kind === 'mark' && darkens(before, after, region));
  return isDarkened ? 'covers' : worst;
}

/** A seal that is nearly black hides what lies under it, however it is blended. */
function darkens(before: DrawnPage, after: DrawnPage, region: Region): boolean {
  const { width, height } = before;
  let [dark, all] = [0, 0];
  for (let y = Math.max(0, Math.floor(region.top)); y < Math.min(height, Math.ceil(region.bottom)); y += 1) {
    for (let x = Math.max(0, Math.floor(region.left)); x < Math.min(width, Math.ceil(region.right)); x += 1) {
      const at = (y * width + x) * 4;
      all += 1;
      if (brightness(before.pixels, at) >= DARK && brightness(after.pixels, at) < DARK) dark += 1;
    }
  }
  return dark > all * MOST_DARK;
}

/** Luma of ITU-R BT.601, 0 to 255. */
function brightness(pixels: Uint8ClampedArray, at: number): number {
  return luma(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
}

const [FREE, BLANK] = [1, 2] as const;

function placesOf(regions: readonly Region[], width: number, height: number): Uint8Array {
  const places = new Uint8Array(width * height);
  // What is compared by other means counts also where it lies over something new.
  const inOrder = (['blank', 'mark', 'free'] as const).flatMap((kind) =>
    regions.filter((each) => each.kind === kind),
  );
  for (const { left, top, right, bottom, kind } of inOrder) {
    const [x0, x1] = [Math.max(0, Math.floor(left) - EDGE), Math.min(width, Math.ceil(right) + EDGE)];
    const [y0, y1] = [Math.max(0, Math.floor(top) - EDGE), Math.min(height, Math.ceil(bottom) + EDGE)];
    for (let y = y0; y < y1; y += 1)
      if (x1 > x0) places.fill(kind === 'blank' ? BLANK : FREE, y * width + x0, y * width + x1);
  }
  return places;
}

function isSamePoint(a: Uint8ClampedArray, b: Uint8ClampedArray, at: number): boolean {
  return a[at] === b[at] && a[at + 1] === b[at + 1] && a[at + 2] === b[at + 2];
}

/** Nothing is drawn at this point or beside it. */
function isPaperAround({ width, height, pixels }: DrawnPage, at: number): boolean {
  const [x, y] = [at % width, Math.floor(at / width)];
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      const [nx, ny] = [x + dx, y + dy];
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const point = (ny * width + nx) * 4;
      if (Math.min(pixels[point] ?? 0, pixels[point + 1] ?? 0, pixels[point + 2] ?? 0) < PAPER) return false;
    }
  }
  return true;
}
