/** The rows of one sheet of a workbook (ECMA-376 part 1 §18.3.1.73): the values that its cells show, without running a formula. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { exactDigits } from './exact-digits.ts';
import { MOST_CELL, MOST_COLUMNS, MOST_ROWS, type GridCell, type GridRow } from './grid.ts';
import { placeOf, withMerged } from './merged-cells.ts';
import type { NumberLook } from './xlsx-looks.ts';
import { richText } from './xlsx-texts.ts';
import { readXml } from './xml-events.ts';

interface Book {
  readonly texts: readonly string[];
  readonly looks: (style: number) => NumberLook;
}

/** The last row that a sheet can have. */
const LAST_ROW = 1_048_576;

/** Rows with something in them. Errors: `table-damaged`, `table-too-large`, `table-outside-references`. */
export function sheetRows(octets: Uint8Array, book: Book): GridRow[] {
  const reader = new SheetReader(book);
  readXml(octets, reader);
  return withMerged(reader.rows, reader.merged);
}

class SheetReader {
  readonly rows: GridRow[] = [];
  readonly #book: Book;
  readonly #inline = richText();
  #row = { at: 0, isHidden: false, cells: [] as (GridCell | undefined)[] };
  #cell = { column: -1, type: 'n', style: 0, value: '', parts: 0 };
  #inside: 'value' | 'formula' | 'inline' | null = null;
  #formula = '';
  readonly #merged: string[] = [];

  get merged(): readonly string[] {
    return this.#merged;
  }

  constructor(book: Book) {
    this.#book = book;
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'row') this.#beginRow(attribute('r'), attribute('hidden'));
    else if (name === 'c') this.#beginCell(attribute('r'), attribute('t'), attribute('s'));
    else if (name === 'v') this.#beginValue();
    else if (name === 'f') [this.#inside, this.#formula] = ['formula', ''];
    else if (name === 'is') this.#beginInline();
    else if (name === 'mergeCell') this.#merged.push(attribute('ref') ?? '');
    if (this.#inside === 'inline') this.#inline.open(name);
  }

  text(text: string): void {
    if (this.#inside === 'value') this.#cell.value += text.slice(0, MOST_CELL);
    else if (this.#inside === 'formula') this.#formula += text.slice(0, 4 * MOST_CELL);
    else if (this.#inside === 'inline') this.#inline.text(text);
  }

  close(name: string): void {
    if (this.#inside === 'inline') this.#inline.close(name);
    if (name === 'v' || name === 'is') this.#inside = null;
    else if (name === 'f') this.#endFormula();
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
  }

  #beginRow(number: string | undefined, hidden: string | undefined): void {
    const at = number === undefined ? this.#row.at + 1 : Number(number);
    // Rows go on downwards; what does not has two readings.
    if (!Number.isSafeInteger(at) || at <= this.#row.at || at > LAST_ROW)
      throw new BianyinError('table-damaged');
    this.#row = { at, isHidden: hidden === '1' || hidden === 'true', cells: [] };
    this.#cell.column = -1;
  }

  #beginCell(place: string | undefined, type: string | undefined, style: string | undefined): void {
    const stated =
      place === undefined ? { column: this.#cell.column + 1, row: this.#row.at } : placeOf(place);
    if (stated?.row !== this.#row.at || stated.column <= this.#cell.column)
      throw new BianyinError('table-damaged');
    const { column } = stated;
    this.#cell = { column, type: type ?? 'n', style: Number(style ?? 0), value: '', parts: 0 };
    this.#inline.begin();
  }

  #beginValue(): void {
    this.#requireFirst();
    this.#inside = 'value';
  }

  #beginInline(): void {
    this.#requireFirst();
    this.#inside = 'inline';
  }

  /** A cell has one value: of two, one program shows the first, another the last. */
  #requireFirst(): void {
    this.#cell.parts += 1;
    if (this.#cell.parts > 1) throw new BianyinError('table-damaged');
  }

  /** Other workbooks and programs are named by the book itself (xlsx-book.ts); these two by their formulas alone. */
  #endFormula(): void {
    this.#inside = null;
    if (/\b(?:WEBSERVICE|RTD)\s*\(/i.test(this.#formula)) throw new BianyinError('table-outside-references');
  }

  #endCell(): void {
    const { column } = this.#cell;
    if (column >= MOST_COLUMNS) return;
    const cell = this.#valueOf();
    if (cell.text !== '') this.#row.cells[column] = cell;
  }

  #valueOf(): GridCell {
    const { type, value, style } = this.#cell;
    if (type === 's') return text(this.#book.texts[Number(value || NaN)] ?? missing(value));
    if (type === 'inlineStr') return text(this.#inline.result());
    if (type === 'str') return text(value);
    if (type === 'b') return text(value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value);
    if (type === 'e') return { text: value, kind: 'error' };
    if (type === 'd') return { text: value, kind: 'date' };
    if (value.trim() === '') return { text: '', kind: 'text' };
    return numberCell(value.trim(), this.#book.looks(style));
  }

  #endRow(): void {
    const { at, isHidden, cells } = this.#row;
    if (!cells.some((cell) => cell !== undefined)) return;
    // An array with holes is as long as its last cell, and holes are no values.
    this.rows.push({ at, isHidden, cells: Array.from(cells) });
    if (this.rows.length > MOST_ROWS) throw new BianyinError('table-too-large');
  }
}

function text(value: string): GridCell {
  return { text: value.trim().slice(0, MOST_CELL), kind: 'text' };
}

/** A cell that names a text which is not there. */
function missing(value: string): string {
  if (value === '') return '';
  throw new BianyinError('table-damaged');
}

function numberCell(value: string, { isDate, digits }: NumberLook): GridCell {
  if (isDate) return { text: value, kind: 'date' };
  const exact = exactDigits(value);
  if (exact === null) throw new BianyinError('table-damaged');
  const padded = /^\d+$/.test(exact.text) ? exact.text.padStart(Math.min(digits, 40), '0') : exact.text;
  return { text: padded, kind: exact.isWhole ? 'number' : 'imprecise' };
}
