/** A picture that shows whether it stands upright, and where it comes out on a page as others draw it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';

/** A red frame, transparent inside, with a red block in the upper left and a smaller one in the lower right. */
export function testPicture(widthPx = 400, heightPx = 400): Uint8Array {
  const data = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const frame = Math.min(x, y, widthPx - 1 - x, heightPx - 1 - y) < 12;
      const upperLeft = x < widthPx * 0.4 && y < heightPx * 0.25;
      const lowerRight = x > widthPx * 0.9 && y > heightPx * 0.6;
      if (frame || upperLeft || lowerRight) data.set([230, 0, 18, 255], (y * widthPx + x) * 4);
    }
  }
  return encode({ width: widthPx, height: heightPx, data, channels: 4, depth: 8 });
}

export interface RenderedMark {
  /** Bounds of all red, mm from the top-left of the page. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Share of red in the quarters of the bounds: upper left, upper right, lower left, lower right. */
  readonly quarters: readonly [number, number, number, number];
}

const dpi = 100;

/** One page (1-based) as poppler or MuPDF draws it; writes the PNG to `png`. */
export function renderPage(
  pdf: string,
  page: number,
  png: string,
  tool: 'poppler' | 'mupdf' = 'poppler',
): void {
  if (tool === 'poppler') {
    const base = png.replace(/\.png$/, '');
    execFileSync('pdftoppm', [
      '-r',
      `${dpi}`,
      '-png',
      '-cropbox',
      '-singlefile',
      '-f',
      `${page}`,
      '-l',
      `${page}`,
      pdf,
      base,
    ]);
  } else {
    execFileSync('mutool', ['draw', '-q', '-r', `${dpi}`, '-o', png, pdf, `${page}`], { stdio: 'ignore' });
  }
}

/** The red of a rendered page; undefined when there is none. */
export function redOf(png: string): RenderedMark | undefined {
  const image = decode(readFileSync(png));
  const isRed = (x: number, y: number): boolean => {
    const at = (y * image.width + x) * image.channels;
    const [r = 0, g = 0, b = 0] = image.data.subarray(at, at + 3);
    return r - g > 100 && r - b > 100;
  };
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      if (!isRed(x, y)) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  if (xs.length === 0) return undefined;
  const [left, right] = bounds(xs);
  const [top, bottom] = bounds(ys);
  const quarter = (right2: boolean, low: boolean): number => {
    const inside = xs.filter(
      (x, i) => x > (left + right) / 2 === right2 && (ys[i] ?? 0) > (top + bottom) / 2 === low,
    );
    return inside.length / (((right - left) * (bottom - top)) / 4);
  };
  const mm = 25.4 / dpi;
  return {
    left: left * mm,
    top: top * mm,
    right: (right + 1) * mm,
    bottom: (bottom + 1) * mm,
    quarters: [quarter(false, false), quarter(true, false), quarter(false, true), quarter(true, true)],
  };
}

function bounds(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    [Infinity, -1],
  );
}
