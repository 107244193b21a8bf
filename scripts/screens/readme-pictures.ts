/** The pictures of README.md, from the screens of one look: few colours, each pixel the nearest of them, nothing dithered. */
import { readFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';

/** Picture in docs/images → screen in out/screens. */
const pictures = {
  workbench: 'workbench-waiting',
  'place-seal': 'seal-place',
  approve: 'approve',
  verify: 'verify-pass',
  list: 'list-checked',
  'list-approve': 'list-approve',
} as const;
/** A README is read over slow lines, octets. */
const MOST_OCTETS = 150_000;
const MOST_COLOURS = 256;

/** Writes the pictures from the screens of a look. Errors: one that is too large, or not 8 bits deep. */
export function writeReadmePictures(look: string): void {
  for (const [name, screen] of Object.entries(pictures)) {
    const small = withFewColours(readFileSync(`out/screens/${screen}-${look}.png`));
    if (small.length > MOST_OCTETS) throw new Error(`${name}.png would have ${small.length} octets`);
    writeFileSync(`docs/images/${name}.png`, small);
    console.log(`docs/images/${name}.png: ${small.length} octets`);
  }
}

/** The same picture with at most 256 colours. The same octets give the same octets. */
export function withFewColours(png: Uint8Array): Uint8Array {
  const { width, height, data, depth, channels } = decode(png);
  if (depth !== 8 || channels < 3) throw new Error('a screen has 8 bits for each of red, green and blue');
  const pixels = Array.from({ length: width * height }, (_, i) => {
    const at = i * channels;
    return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
  });
  const palette = paletteOf(pixels);
  const nearest = new Map<number, number>();
  const indices = Uint8Array.from(pixels, (colour) => {
    const known = nearest.get(colour) ?? nearestOf(palette, colour);
    nearest.set(colour, known);
    return known;
  });
  return encode(
    { width, height, data: indices, depth: 8, channels: 1, palette: palette.map(channelsOf) },
    { zlib: { level: 9 } },
  );
}

/** The frequent colours as they are; of the rest one for each neighbourhood, as narrow as 256 colours allow. */
function paletteOf(pixels: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byUse = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour);
  for (let radius = 0; ; radius += 1) {
    const palette = spacedOut(byUse, radius * radius);
    if (palette) return palette;
  }
}

/** Colours that are further than this (squared) from each other; null when they are too many. */
function spacedOut(colours: readonly number[], apart: number): number[] | null {
  const taken: number[] = [];
  for (const colour of colours) {
    if (taken.some((other) => distance(colour, other) <= apart)) continue;
    if (taken.length === MOST_COLOURS) return null;
    taken.push(colour);
  }
  return taken;
}

function nearestOf(palette: readonly number[], colour: number): number {
  const distances = palette.map((each) => distance(each, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(a: number, b: number): number {
  const [r, g, blue] = channelsOf(a);
  const [x, y, z] = channelsOf(b);
  return (r - x) ** 2 + (g - y) ** 2 + (blue - z) ** 2;
}

function channelsOf(colour: number): [number, number, number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}
