/** A table as it was read, whatever it was written in: rows of cells with the numbers by which people know them. */

export interface GridCell {
  /** As it stands; of a number all digits, without an exponent. */
  readonly text: string;
  /**
   * `number`: a number of a spreadsheet, in 15 digits. `imprecise`: one whose last digits are lost. `date`, `error`: what a spreadsheet
   * shows as such. Text is text, whatever it looks like.
   */
  readonly kind: 'text' | 'number' | 'imprecise' | 'date' | 'error';
  /** It shows what stands in the row above, with which it is one cell. */
  readonly isFromAbove?: true;
}

export interface GridRow {
  /** 1-based: the row of the sheet, the line of the file. */
  readonly at: number;
  /** Undefined: an empty cell. */
  readonly cells: readonly (GridCell | undefined)[];
  /** Filtered or hidden: whoever made the list may not see it. */
  readonly isHidden: boolean;
}

export interface Grid {
  /** Of the sheet; empty for CSV. */
  readonly name: string;
  /** Rows with something in them, in order. */
  readonly rows: readonly GridRow[];
}

/** Rows that are looked at, beside those of the list itself: titles, notes, totals. */
const MORE_ROWS = 200;
/** Files that one list may name. */
export const MOST_FILES = 5000;
export const MOST_ROWS = MOST_FILES + MORE_ROWS;
/** Columns that are looked at; what stands to the right is not ours. */
export const MOST_COLUMNS = 200;
/** Characters of a cell that are kept: more than any of our fields may have, so that what is too long is seen to be. */
export const MOST_CELL = 1000;
/** Octets of a list. */
export const MOST_OCTETS = 20 * 1024 * 1024;
