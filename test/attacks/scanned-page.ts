/** Pictures of writing for attack cases: letters of five by seven dots, as a scanner sees them (noise, grain, tilt), encoded by hand. */
import { deflateSync } from 'node:zlib';
import { streamBody } from './test-pdf.ts';

const glyphs: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  P: [30, 17, 17, 30, 16, 16, 16],
  a: [0, 0, 14, 1, 15, 17, 15],
  y: [0, 0, 17, 17, 15, 1, 14],
  u: [0, 0, 17, 17, 17, 19, 13],
  n: [0, 0, 22, 25, 17, 17, 17],
  ' ': [0, 0, 0, 0, 0, 0, 0],
  _: [0, 0, 0, 0, 0, 0, 31],
};

/** A picture in grey. */
export interface Scan {
  readonly width: number;
  readonly height: number;
  readonly light: Uint8Array;
}

export interface ScanOptions {
  /** Pixels of an inch. */
  readonly dpi: number;
  /** Size of the paper in points. */
  readonly width: number;
  readonly height: number;
  readonly paper?: number;
  readonly ink?: number;
  /** Half the range in which the light of a pixel varies. */
  readonly grain?: number;
  /** Dark specks of a pixel or two, on a square inch. */
  readonly specks?: number;
  readonly seed?: number;
}

/** Writing on it: text with its lower left corner and the height of its letters, and lines, all in points. */
export type Stroke =
  | { readonly text: string; readonly x: number; readonly y: number; readonly size: number }
  | { readonly line: readonly [number, number, number, number]; readonly thick: number };

/** A generator of numbers from 0 to 1 (xorshift), the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}

export function scan(strokes: readonly Stroke[], options: ScanOptions): Scan {
  const { dpi, paper = 250, ink = 30, grain = 0, specks = 0, seed = 1 } = options;
  const perPoint = dpi / 72;
  const width = Math.round(options.width * perPoint);
  const height = Math.round(options.height * perPoint);
  const random = numbersFrom(seed);
  const light = new Uint8Array(width * height).fill(paper);
  const put = (x: number, y: number) => {
    if (x >= 0 && y >= 0 && x < width && y < height) light[y * width + x] = ink;
  };
  const fill = (left: number, bottom: number, right: number, top: number) => {
    for (let y = Math.round(height - top * perPoint); y < Math.round(height - bottom * perPoint); y += 1)
      for (let x = Math.round(left * perPoint); x < Math.round(right * perPoint); x += 1) put(x, y);
  };
  for (const stroke of strokes) {
    if ('line' in stroke) {
      const [a, b, c, d] = stroke.line;
      const steps = Math.ceil(Math.max(Math.abs(c - a), Math.abs(d - b)) * perPoint * 2);
      for (let i = 0; i <= steps; i += 1) {
        const [x, y] = [a + ((c - a) * i) / steps, b + ((d - b) * i) / steps];
        fill(x - stroke.thick / 2, y - stroke.thick / 2, x + stroke.thick / 2, y + stroke.thick / 2);
      }
      continue;
    }
    const dot = stroke.size / 7;
    [...stroke.text].forEach((letter, i) =>
      (glyphs[letter] ?? []).forEach((row, j) => {
        for (let column = 0; column < 5; column += 1) {
          if (((row >> (4 - column)) & 1) === 0) continue;
          const [left, bottom] = [stroke.x + (i * 6 + column) * dot, stroke.y + (6 - j) * dot];
          fill(left, bottom, left + dot, bottom + dot);
        }
      }),
    );
  }
  for (let at = 0; at < light.length && grain > 0; at += 1) {
    const noise = (random() + random() + random() - 1.5) * (grain / 0.75);
    light[at] = Math.max(0, Math.min(255, (light[at] ?? 0) + noise));
  }
  const count = Math.round(specks * (options.width / 72) * (options.height / 72));
  for (let i = 0; i < count; i += 1) {
    const [x, y] = [Math.floor(random() * width), Math.floor(random() * height)];
    put(x, y);
    if (random() < 0.5) put(x + 1, y);
  }
  return { width, height, light };
}

/** An image of eight bits a pixel. */
export function greyImage({ width, height, light }: Scan): string {
  return image(width, height, light, '/ColorSpace /DeviceGray /BitsPerComponent 8 ');
}

/** An image of one bit a pixel; `mask`: a stencil that is painted in the colour of the page. */
export function bitImage({ width, height, light }: Scan, mask = false): string {
  const row = Math.ceil(width / 8);
  const bits = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((light[y * width + x] ?? 0) >= 128)
        bits[y * row + (x >> 3)] = (bits[y * row + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  return image(
    width,
    height,
    bits,
    mask ? '/ImageMask true /BitsPerComponent 1 ' : '/ColorSpace /DeviceGray /BitsPerComponent 1 ',
  );
}

function image(width: number, height: number, data: Uint8Array, entries: string): string {
  const packed = Buffer.from(deflateSync(data)).toString('latin1');
  return streamBody(
    packed,
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /Filter /FlateDecode ${entries}`,
  );
}
