/** Cells of a sheet that are one over several rows (ECMA-376 part 1 §18.3.1.55): each row shows what the first one holds. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { MOST_COLUMNS, type GridRow } from './grid.ts';

/** Merged areas that are looked at; a list has one for each group of rows at the most. */
const MOST_AREAS = 10_000;

/** The rows with the cells that are merged downwards filled; what is merged sideways is a title. Errors: `table-too-large`. */
export function withMerged(rows: readonly GridRow[], areas: readonly string[]): GridRow[] {
  if (areas.length > MOST_AREAS) throw new BianyinError('table-too-large');
  const filled = new Map(rows.map((row) => [row.at, { ...row, cells: [...row.cells] }]));
  for (const area of areas) {
    const [from, to] = area.split(':').map(placeOf);
    if (!from || !to || from.column !== to.column || from.column >= MOST_COLUMNS) continue;
    const cell = filled.get(from.row)?.cells[from.column];
    if (!cell) continue;
    // Rows with nothing else in them are none: only those that are there are gone through.
    for (const [at, { cells }] of filled) {
      if (at > from.row && at <= to.row) cells[from.column] = { ...cell, isFromAbove: true };
    }
  }
  return [...filled.values()];
}

/** `AB12` → column 27 (0-based), row 12; null for what is no cell. */
export function placeOf(text: string): { readonly column: number; readonly row: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(text) ?? [];
  if (letters === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) };
}
