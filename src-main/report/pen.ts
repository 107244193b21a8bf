/** Writes down a page from its top, and goes on to the next one: paragraphs, pairs of name and value, rules. Points throughout. */
import { rgb, type PDFDocument, type PDFImage, type PDFPage, type RGB } from '@cantoo/pdf-lib';
import { breakLines } from './break-lines.ts';
import { safeText } from './safe-text.ts';
import type { Typefaces } from './typeface.ts';

export const MM = 72 / 25.4;

/** Ink and verdicts as in the windows; cinnabar is for FAIL alone. */
export const ink = {
  text: rgb(0.122, 0.137, 0.161),
  second: rgb(0.34, 0.36, 0.4),
  line: rgb(0.78, 0.76, 0.73),
  PASS: rgb(0.106, 0.478, 0.263),
  UNSURE: rgb(0.659, 0.373, 0),
  FAIL: rgb(0.702, 0.149, 0.118),
  NONE: rgb(0.392, 0.416, 0.451),
} as const;

export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Room at the foot that text does not enter. */
  readonly foot: number;
}

export interface Pen {
  readonly document: PDFDocument;
  readonly faces: Typefaces;
  readonly paper: Paper;
  page: PDFPage;
  /** Where the next line begins, from the foot of the page. */
  y: number;
}

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: RGB;
  /** Distance from the left margin. */
  readonly indent?: number;
  /** Width of the lines; default: to the right margin. */
  readonly width?: number;
  /** Height of a line as a multiple of the size. */
  readonly leading?: number;
}

/** A pen at the top of a first page; lengths in points. */
export function takePen(document: PDFDocument, faces: Typefaces, paper: Paper): Pen {
  const page = document.addPage([paper.width, paper.height]);
  return { document, faces, paper, page, y: paper.height - paper.margin };
}

/** A further page of the same paper. */
export function turnPage(pen: Pen): void {
  pen.page = pen.document.addPage([pen.paper.width, pen.paper.height]);
  pen.y = pen.paper.height - pen.paper.margin;
}

/** Turns the page when less than `height` is left on it. */
export function needRoom(pen: Pen, height: number): void {
  if (pen.y - height < pen.paper.foot) turnPage(pen);
}

/** Width between the margins. */
export function lineWidth({ paper }: Pen, indent = 0): number {
  return paper.width - 2 * paper.margin - indent;
}

/** A paragraph; its text is made safe here, so that no caller can forget it. */
export function write(pen: Pen, text: string, style: TextStyle): void {
  const { size, bold = false, colour = ink.text, indent = 0, leading = 1.5 } = style;
  const face = bold ? pen.faces.bold : pen.faces.regular;
  const shown = face.known(safeText(text, 4000));
  for (const line of breakLines(face, shown, size, style.width ?? lineWidth(pen, indent))) {
    needRoom(pen, size * leading);
    pen.y -= size * leading;
    const y = pen.y + size * (leading - 1) * 0.5;
    pen.page.drawText(line, { x: pen.paper.margin + indent, y, size, font: face.font, color: colour });
  }
}

/** A name in grey and its value beside it. */
export function writeFact(
  pen: Pen,
  name: string,
  value: string,
  style: TextStyle & { readonly names: number },
): void {
  const { size, names, indent = 0, leading = 1.5 } = style;
  needRoom(pen, size * leading);
  const start = { page: pen.page, y: pen.y };
  write(pen, value === '' ? '–' : value, {
    ...style,
    indent: indent + names,
    width: (style.width ?? lineWidth(pen, indent)) - names,
  });
  const y = start.y - size * leading + size * (leading - 1) * 0.5;
  const { font } = pen.faces.regular;
  start.page.drawText(name, { x: pen.paper.margin + indent, y, size, font, color: ink.second });
}

/** A thin line across the page; `gap` in points above it. */
export function rule(pen: Pen, gap = 6): void {
  pen.y -= gap;
  const { margin, width } = pen.paper;
  pen.page.drawLine({
    start: { x: margin, y: pen.y },
    end: { x: width - margin, y: pen.y },
    thickness: 0.6,
    color: ink.line,
  });
  pen.y -= gap;
}

/** A picture fitted into a square whose top-left corner is given. */
export function drawPicture(pen: Pen, image: PDFImage, x: number, top: number, side: number): void {
  const { width, height } = image.scaleToFit(side, side);
  pen.page.drawImage(image, {
    x: x + (side - width) / 2,
    y: top - side + (side - height) / 2,
    width,
    height,
  });
}
