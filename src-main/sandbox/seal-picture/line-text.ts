/** A level line of characters, centred: 合同专用章, a tax number, (1). */
import type { Cell } from './glyph-in-cell.ts';

/** Top edge and sizes in mm, y down from the centre of the seal. */
export interface LineStyle {
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly gap: number;
}

/** One upright cell for each character, left to right. */
export function lineCells(count: number, { top, height, width, gap }: LineStyle): Cell[] {
  const pitch = width + gap;
  return Array.from({ length: count }, (_, i) => ({
    x: (i - (count - 1) / 2) * pitch,
    y: top + height / 2,
    width,
    height,
    turn: 0,
  }));
}
