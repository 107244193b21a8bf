/** The four verdict shapes on paper, told apart without colour: circle with a tick, triangle with “?”, octagon with a cross, dashed ring. */
import { LineCapStyle, type PDFPage, type RGB } from '@cantoo/pdf-lib';
import type { DocumentLevel } from '../domain/verdict.ts';
import type { Typefaces } from './typeface.ts';
import { ink } from './pen.ts';

/** Drawn on a grid of 32 as in the windows, scaled to `side`; `top` is the upper edge, points. */
export function drawVerdict(
  page: PDFPage,
  faces: Typefaces,
  level: DocumentLevel,
  place: { readonly x: number; readonly top: number; readonly side: number; readonly colour?: RGB },
): void {
  const { x, top, side } = place;
  const unit = side / 32;
  const color = place.colour ?? ink[level];
  const path = (d: string): void => page.drawSvgPath(d, { x, y: top, scale: unit, color, borderWidth: 0 });
  const strokes = (points: readonly (readonly [number, number, number, number])[]): void => {
    for (const [x1, y1, x2, y2] of points) {
      page.drawLine({
        start: { x: x + x1 * unit, y: top - y1 * unit },
        end: { x: x + x2 * unit, y: top - y2 * unit },
        thickness: 3 * unit,
        color: paper,
        lineCap: LineCapStyle.Round,
      });
    }
  };
  switch (level) {
    case 'PASS':
      page.drawCircle({ x: x + 16 * unit, y: top - 16 * unit, size: 15 * unit, color });
      return strokes([
        [9, 16.5, 14, 21.5],
        [14, 21.5, 23.5, 11],
      ]);
    case 'UNSURE':
      path('M16 2 L31 29 L1 29 Z');
      page.drawText('?', {
        x: x + 16 * unit - faces.bold.width('?', 20 * unit) / 2,
        y: top - 26 * unit,
        size: 20 * unit,
        font: faces.bold.font,
        color: paper,
      });
      return;
    case 'FAIL':
      path('M10 1.5 L22 1.5 L30.5 10 L30.5 22 L22 30.5 L10 30.5 L1.5 22 L1.5 10 Z');
      return strokes([
        [10.5, 10.5, 21.5, 21.5],
        [21.5, 10.5, 10.5, 21.5],
      ]);
    case 'NONE':
      page.drawCircle({
        x: x + 16 * unit,
        y: top - 16 * unit,
        size: 13.5 * unit,
        borderColor: color,
        borderWidth: 2.5 * unit,
        borderDashArray: [5 * unit, 3.5 * unit],
      });
  }
}

const paper = { type: 'RGB', red: 1, green: 1, blue: 1 } as RGB;
