/** Where a seal would not be seen: it is multiplied with what is under it (ISO 32000-2 §11.3.5), and red times black is black. */
import type { ByteSource } from '../domain/byte-source.ts';
import type { Mark } from '../pdf/placement-to-marks.ts';
import { openForDrawing, type DrawnPage } from './drawn-document.ts';

type Place = Pick<Mark, 'page' | 'visual'>;

/** A page as it is seen. */
interface SeenSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Light of a pixel below which red ink is lost, of 255; text is dark too, but covers little. */
const DARK = 110;
/** Share of dark pixels under a seal from which on it is hard to see. */
const TOO_MUCH = 0.5;
/** Pages that are drawn for one answer: each takes 15–100 ms. */
const MOST_PAGES = 6;

/** Pages (1-based, ascending) on which a mark lies on a dark ground; the first few pages with marks are looked at. */
export async function darkPages(
  source: ByteSource,
  marks: readonly Place[],
  sizeOf: (page: number) => SeenSize,
): Promise<number[]> {
  const pages = [...new Set(marks.map(({ page }) => page))].sort((a, b) => a - b).slice(0, MOST_PAGES);
  const document = await openForDrawing(source);
  try {
    const dark: number[] = [];
    for (const page of pages) {
      const drawn = await document.draw(page, 'display');
      const isDark = marks.some(
        (mark) => mark.page === page && darkShare(drawn, mark, sizeOf(page)) > TOO_MUCH,
      );
      if (isDark) dark.push(page);
    }
    return dark;
  } finally {
    await document.close();
  }
}

/** Share of dark pixels under a box. */
function darkShare(
  { width, height, pixels }: DrawnPage,
  { visual }: Place,
  { widthMm, heightMm }: SeenSize,
): number {
  const [across, down] = [width / widthMm, height / heightMm];
  const left = Math.max(0, Math.floor(visual.xMm * across));
  const top = Math.max(0, Math.floor(visual.yMm * down));
  const right = Math.min(width, Math.ceil((visual.xMm + visual.widthMm) * across));
  const bottom = Math.min(height, Math.ceil((visual.yMm + visual.heightMm) * down));
  let [dark, all] = [0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      all += 1;
      if (lightAt(pixels, (y * width + x) * 4) < DARK) dark += 1;
    }
  }
  return all === 0 ? 0 : dark / all;
}

/** Rec. 601 luma. */
function lightAt(pixels: Uint8ClampedArray, at: number): number {
  const [red = 255, green = 255, blue = 255] = [pixels[at], pixels[at + 1], pixels[at + 2]];
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
