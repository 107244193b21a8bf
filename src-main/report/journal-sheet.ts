/** The register on paper: A4 across, its heading on every page, numbered pages, and how the chain stands on the last one. */
import type { Language } from '../domain/errors/sentence.ts';
import { PDFDocument } from '@cantoo/pdf-lib';
import { breakLines } from './break-lines.ts';
import { ink, lineWidth, MM, rule, takePen, turnPage, write, type Pen } from './pen.ts';
import { reportWords } from './report-words.ts';
import { safeText } from './safe-text.ts';
import type { Table } from './table.ts';
import { embedTypefaces } from './typeface.ts';

export interface JournalSheetInput {
  readonly table: Table;
  readonly language: Language;
  /** Whose register. */
  readonly enterprise: string;
  /** Which rows: all, or those that a filter let through; a sentence. */
  readonly scope: string;
  readonly exportedAt: string;
  /** How the chain stands, a sentence, and the SM3 of its head (hex; empty when it does not hold). */
  readonly chain: string;
  readonly head: string;
  readonly engine: string;
  readonly madeAt: Date;
}

const paper = { width: 297 * MM, height: 210 * MM, margin: 12 * MM, foot: 16 * MM };
const SIZE = 7.5;
const LEADING = 1.35;
const PAD = 3;
/** Lines of one cell that are printed; the XLSX has all. */
const MOST_LINES = 8;

/** The register on paper (A4, PDF). */
export async function journalSheet(input: JournalSheetInput): Promise<Uint8Array> {
  const { table, language } = input;
  const say = reportWords(language);
  const document = await PDFDocument.create();
  const pen = takePen(document, await embedTypefaces(document), paper);
  write(pen, table.title, { size: 16, bold: true });
  write(pen, `${input.enterprise} · ${input.scope} · ${input.exportedAt}`, { size: 9, colour: ink.second });
  pen.y -= 4;
  writeHeading(pen, table);
  for (const row of table.rows) writeRow(pen, table, row.map(String), false);
  if (table.rows.length === 0) write(pen, say('noRows'), { size: 9 });
  if (pen.y - 60 < paper.foot) turnPage(pen);
  rule(pen, 8);
  write(pen, input.chain, { size: 10, bold: true });
  if (input.head !== '') write(pen, `${say('chainHead')} ${input.head}`, { size: 8.5 });
  write(pen, input.engine, { size: 8.5, colour: ink.second });
  numberPages(pen, language);
  document.setTitle(table.title);
  document.setProducer(input.engine);
  document.setLanguage(language === 'zh' ? 'zh-CN' : 'en');
  document.setCreationDate(input.madeAt);
  document.setModificationDate(input.madeAt);
  return document.save();
}

function writeHeading(pen: Pen, table: Table): void {
  writeCells(
    pen,
    table,
    table.columns.map(({ title }) => title),
    true,
  );
}

function writeRow(pen: Pen, table: Table, cells: readonly string[], bold: boolean): void {
  const height = rowHeight(pen, table, cells);
  if (pen.y - height < paper.foot) {
    turnPage(pen);
    writeHeading(pen, table);
  }
  writeCells(pen, table, cells, bold);
}

function writeCells(pen: Pen, table: Table, cells: readonly string[], bold: boolean): void {
  const face = bold ? pen.faces.bold : pen.faces.regular;
  const height = rowHeight(pen, table, cells);
  let x = paper.margin;
  for (const [i, width] of columnWidths(pen, table).entries()) {
    // Money stands under money.
    const isRight = table.columns[i]?.isMoney === true;
    for (const [n, line] of cellLines(pen, cells[i] ?? '', width).entries()) {
      const y = pen.y - PAD - SIZE * (n * LEADING + 1);
      const indent = isRight ? width - PAD - face.width(line, SIZE) : PAD;
      pen.page.drawText(line, { x: x + indent, y, size: SIZE, font: face.font, color: ink.text });
    }
    x += width;
  }
  pen.y -= height;
  pen.page.drawLine({
    start: { x: paper.margin, y: pen.y },
    end: { x: paper.width - paper.margin, y: pen.y },
    thickness: bold ? 1 : 0.4,
    color: bold ? ink.text : ink.line,
  });
}

function rowHeight(pen: Pen, table: Table, cells: readonly string[]): number {
  const lines = columnWidths(pen, table).map((width, i) => cellLines(pen, cells[i] ?? '', width).length);
  return Math.max(1, ...lines) * SIZE * LEADING + 2 * PAD;
}

function cellLines(pen: Pen, text: string, width: number): string[] {
  const { regular } = pen.faces;
  const lines = breakLines(regular, regular.known(safeText(text)), SIZE, width - 2 * PAD);
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), '…'];
}

/** The line, shared out as the widths of the columns say. */
function columnWidths(pen: Pen, { columns }: Table): number[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => (lineWidth(pen) * width) / whole);
}

function numberPages({ document, faces }: Pen, language: Language): void {
  const say = reportWords(language);
  const pages = document.getPages();
  for (const [index, page] of pages.entries()) {
    const text = say('pageOf', { page: index + 1, pages: pages.length });
    const x = (paper.width - faces.regular.width(text, 9)) / 2;
    page.drawText(text, { x, y: 8 * MM, size: 9, font: faces.regular.font, color: ink.second });
  }
}
