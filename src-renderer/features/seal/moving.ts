/** Moving a seal over a page: kept on the paper, to tenths of a millimetre, held by the centre lines when near. */
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

/** Nearer than this to the centre line, the seal is pulled onto it, mm. */
const PULL = 1.5;

/** The nearest point at which the whole seal lies on the page. A seal larger than its page stays in the middle. */
export function keptOnPage({ xMm, yMm }: Point, seal: SealSize, page: PageSize): Point {
  return {
    xMm: tenths(within(xMm, seal.widthMm, page.widthMm)),
    yMm: tenths(within(yMm, seal.heightMm, page.heightMm)),
  };
}

/** For dragging; arrow keys and numbers are never pulled. */
export function pulledToCentre({ xMm, yMm }: Point, page: PageSize): Point {
  return { xMm: pulled(xMm, page.widthMm / 2), yMm: pulled(yMm, page.heightMm / 2) };
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

function pulled(value: number, line: number): number {
  return Math.abs(value - line) < PULL ? line : value;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
