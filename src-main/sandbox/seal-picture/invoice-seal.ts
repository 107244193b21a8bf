/**
 * 发票专用章 exactly as State Taxation Administration notice 2011-7 lays it down: oval 40×30, border 1, taxpayer number in
 * Arial 3.7 high and 26 long in the middle, name above in 仿宋 4.2 high and 0.5 from the border over 210–260°,
 * 发票专用章 in 仿宋 4.6×3 with its top 4.2 under the long axis, number (1) with its top 10 under it. No code, no star.
 */
import { glyphInCell } from './glyph-in-cell.ts';
import type { Cell } from './glyph-in-cell.ts';
import { lineCells } from './line-text.ts';
import { ringName } from './ring-text.ts';
import type { RingNameStyle } from './ring-text.ts';
import type { SealDrawing } from './seal-drawing.ts';
import type { SealFonts, SealFontName } from './seal-fonts.ts';
import type { OvalShape } from './seal-profile.ts';

export interface InvoiceSealText {
  readonly name: readonly string[];
  /** Taxpayer number: the 18 characters of the unified social credit code. */
  readonly taxNumber: string;
  readonly number: number | null;
}

const taxNumberLength = 26;
const nameStyle: RingNameStyle = {
  gapMm: 0.5,
  tallestMm: 4.2,
  lowestMm: 4.2,
  widest: 0.72,
  preferred: 0.55,
  narrowest: 0.34,
  span: (250 * Math.PI) / 180,
  leastSpan: (215 * Math.PI) / 180,
  loosest: 1.5,
};

/** Draws the invoice seal. Errors: `seal-glyph-missing`, `seal-name-too-long`. */
export function drawInvoiceSeal(shape: OvalShape, text: InvoiceSealText, fonts: SealFonts): SealDrawing {
  const border = { a: shape.widthMm / 2 - shape.borderMm, b: shape.heightMm / 2 - shape.borderMm };
  const draw = (
    font: SealFontName,
    characters: readonly string[],
    cells: readonly Cell[],
    fill: number,
  ): string[] => cells.map((cell, i) => glyphInCell(fonts.outline(font, characters[i] ?? ''), cell, fill));
  const number = text.number === null ? [] : [...`(${text.number})`];
  const line = [...shape.line];
  return {
    widthMm: shape.widthMm,
    heightMm: shape.heightMm,
    border: { kind: 'oval', strokeMm: shape.borderMm },
    characters: [
      ...draw('fangsong', text.name, ringName(border, text.name, nameStyle), 0.4),
      ...draw('fangsong', line, lineCells(line.length, { top: 4.2, height: 4.6, width: 3, gap: 0.35 }), 0.4),
    ],
    figures: [
      ...draw('digits', [...text.taxNumber], taxNumberCells(text.taxNumber.length), 0),
      ...draw('digits', number, lineCells(number.length, { top: 10, height: 2.2, width: 1.1, gap: 0.6 }), 0),
    ],
    substituteFonts: ['仿宋: Noto Serif SC'],
  };
}

function taxNumberCells(count: number): Cell[] {
  const width = 1.12;
  const gap = (taxNumberLength - count * width) / (count - 1);
  return lineCells(count, { top: -1.85, height: 3.7, width, gap });
}
