/** One colour of a drawing, 0 dark to 255 light, and what grey morphology asks of it: closing, the ground around a point. */
import type { DrawnPage } from './drawn-document.ts';

export interface Channel {
  readonly width: number;
  readonly height: number;
  /** A row after the other from the top. */
  readonly light: Uint8Array;
}

/** Two colours that differ less are one. */
const SAME_COLOUR = 12;
/** Width and distance of the windows in which the ground is measured, pixels. */
const [GROUND_WINDOW, GROUND_STEP] = [80, 8];

/** Red, green and blue, softened; one of them for a drawing in grey. Writing differs from its ground in one of them at least. */
export function channelsOf(drawn: DrawnPage): Channel[] {
  const colours = isGrey(drawn) ? [1] : [0, 1, 2];
  return colours.map((colour) => soften(pick(drawn, colour)));
}

function isGrey({ pixels }: DrawnPage): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > SAME_COLOUR) return false;
  }
  return true;
}

function pick({ width, height, pixels }: DrawnPage, colour: number): Channel {
  const light = new Uint8Array(width * height);
  for (let at = 0; at < light.length; at += 1) light[at] = pixels[at * 4 + colour] ?? 0;
  return { width, height, light };
}

/** A binomial of three by three: the grain of a scan becomes a third, a hairline half. */
function soften(channel: Channel): Channel {
  const blur = (line: Uint8Array, out: Uint8Array) => {
    for (let i = 0; i < line.length; i += 1) {
      const middle = line[i] ?? 0;
      out[i] = ((line[i - 1] ?? middle) + 2 * middle + (line[i + 1] ?? middle) + 2) >> 2;
    }
  };
  return alongBoth(channel, blur);
}

/** Dark structures narrower than `size` pixels are filled with what is around them. */
export function closing(channel: Channel, size: number): Channel {
  return slide(slide(channel, size, 'max'), size, 'min');
}

/** Largest or smallest value in a square around each point (van Herk: three comparisons a point, whatever the size). */
function slide(channel: Channel, size: number, kind: 'max' | 'min'): Channel {
  const half = size >> 1;
  const window = 2 * half + 1;
  const [pick, none] = kind === 'max' ? [Math.max, 0] : [Math.min, 255];
  return alongBoth(channel, (line, out) => {
    const length = Math.ceil((line.length + 2 * half) / window) * window;
    const [behind, ahead] = [new Uint8Array(length), new Uint8Array(length)];
    const at = (i: number): number => line[i - half] ?? none;
    for (let i = 0; i < length; i += 1)
      behind[i] = i % window === 0 ? at(i) : pick(behind[i - 1] ?? none, at(i));
    for (let i = length - 1; i >= 0; i -= 1)
      ahead[i] = i % window === window - 1 ? at(i) : pick(ahead[i + 1] ?? none, at(i));
    for (let i = 0; i < line.length; i += 1) out[i] = pick(ahead[i] ?? none, behind[i + window - 1] ?? none);
  });
}

function alongBoth(channel: Channel, step: (line: Uint8Array, out: Uint8Array) => void): Channel {
  const { width, height } = channel;
  const across = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    step(channel.light.subarray(y * width, (y + 1) * width), across.subarray(y * width, (y + 1) * width));
  const light = new Uint8Array(width * height);
  const [column, out] = [new Uint8Array(height), new Uint8Array(height)];
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) column[y] = across[y * width + x] ?? 0;
    step(column, out);
    for (let y = 0; y < height; y += 1) light[y * width + x] = out[y] ?? 0;
  }
  return { width, height, light };
}

/** The value that so large a share of the points around is darker than, for squares of the picture. */
export function groundOf(channel: Channel, share: number): (x: number, y: number) => number {
  const { width, height } = channel;
  const [across, down] = [Math.ceil(width / GROUND_STEP), Math.ceil(height / GROUND_STEP)];
  const values = new Uint8Array(across * down);
  for (let row = 0; row < down; row += 1)
    for (let column = 0; column < across; column += 1)
      values[row * across + column] = quantileAround(channel, column * GROUND_STEP, row * GROUND_STEP, share);
  return (x, y) => values[Math.floor(y / GROUND_STEP) * across + Math.floor(x / GROUND_STEP)] ?? 255;
}

function quantileAround({ width, height, light }: Channel, left: number, top: number, share: number): number {
  const reach = (GROUND_WINDOW - GROUND_STEP) / 2;
  const counts = new Uint32Array(256);
  let all = 0;
  for (let y = Math.max(0, top - reach); y < Math.min(height, top + GROUND_STEP + reach); y += 3)
    for (let x = Math.max(0, left - reach); x < Math.min(width, left + GROUND_STEP + reach); x += 3) {
      const value = light[y * width + x] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
      all += 1;
    }
  return quantile(counts, all * share);
}

function quantile(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value += 1) {
    seen += counts[value] ?? 0;
    if (seen > wanted) return value;
  }
  return counts.length - 1;
}

/** How much the grain of the ground varies, as a standard deviation: the middle one of the differences between neighbours. */
export function grainOf({ width, height, light }: Channel): number {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 3; x < width; x += 1) {
      const step = Math.abs((light[y * width + x] ?? 0) - (light[y * width + x - 3] ?? 0));
      counts[step] = (counts[step] ?? 0) + 1;
      all += 1;
    }
  return (quantile(counts, all / 2) * 1.4826) / Math.SQRT2;
}

/** The lightest tenth of all points begins here. */
export function paperOf({ light }: Channel): number {
  const counts = new Uint32Array(256);
  for (const value of light) counts[value] = (counts[value] ?? 0) + 1;
  return quantile(counts, light.length * 0.9);
}
