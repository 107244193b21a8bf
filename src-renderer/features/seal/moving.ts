/** Moving a seal over a page: kept on the paper, to tenths of a millimetre, held by centre lines and lines of text when near. */
import type { TextLine } from '../../ui/text-lines.ts';
import type { PageSize } from '../../ui/use-document.ts';

export interface Point {
  /** Centre of the seal, mm from the left and top edge of the page. */
  readonly xMm: number;
  readonly yMm: number;
}

export interface SealSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Nearer than this to a guide, the seal is pulled onto it, mm. */
const PULL = 1.5;

/** The nearest point at which the whole seal lies on the page. A seal larger than its page stays in the middle. */
export function keptOnPage({ xMm, yMm }: Point, seal: SealSize, page: PageSize): Point {
  return {
    xMm: tenths(within(xMm, seal.widthMm, page.widthMm)),
    yMm: tenths(within(yMm, seal.heightMm, page.heightMm)),
  };
}

/** What holds a seal: guides through its centre, mm; null where nothing is near. */
export interface Guides {
  readonly xMm: number | null;
  readonly yMm: number | null;
}

/** For dragging; arrow keys and numbers are never pulled. A line of text holds by its middle, and by where it ends. */
export function pulled(
  { xMm, yMm }: Point,
  page: PageSize,
  lines: readonly Pick<TextLine, 'xMm' | 'yMm' | 'widthMm' | 'heightMm'>[],
): Point & { readonly guides: Guides } {
  const guides = {
    xMm: nearest(xMm, [page.widthMm / 2, ...lines.map((line) => line.xMm + line.widthMm)]),
    yMm: nearest(yMm, [page.heightMm / 2, ...lines.map((line) => line.yMm + line.heightMm / 2)]),
  };
  return { xMm: guides.xMm ?? xMm, yMm: guides.yMm ?? yMm, guides };
}

/** How far a key moves a seal: 1 mm, with Shift 10 mm; null for other keys. */
export function keyStep(key: string, withShift: boolean): Point | null {
  const step = withShift ? 10 : 1;
  if (key === 'ArrowLeft') return { xMm: -step, yMm: 0 };
  if (key === 'ArrowRight') return { xMm: step, yMm: 0 };
  if (key === 'ArrowUp') return { xMm: 0, yMm: -step };
  if (key === 'ArrowDown') return { xMm: 0, yMm: step };
  return null;
}

function within(centre: number, size: number, room: number): number {
  if (size >= room) return room / 2;
  return Math.min(room - size / 2, Math.max(size / 2, centre));
}

function nearest(value: number, lines: readonly number[]): number | null {
  let best: number | null = null;
  for (const line of lines) {
    const isNear = Math.abs(value - line) < Math.abs(value - (best ?? Infinity));
    if (Math.abs(value - line) < PULL && isNear) best = line;
  }
  return best;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
