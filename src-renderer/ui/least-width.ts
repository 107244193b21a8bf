/** How wide a table has to be, so that the columns that share what is left are read in words and not letter by letter. */

interface Width {
  readonly width?: number | string;
}

/** What a column without a width of its own keeps, CSS pixels: a short name on one line. */
const LEAST = 140;

/** CSS pixels. `beside`: what the table puts beside its columns, such as boxes to tick. */
export function leastWidth(columns: readonly Width[], beside = 0): number {
  return columns.reduce((sum, { width }) => sum + (typeof width === 'number' ? width : LEAST), beside);
}
