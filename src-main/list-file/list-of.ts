/** A list from the octets of its file, whatever its name says: a workbook is a ZIP archive, everything else is text. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ReadList } from '../domain/listed-row.ts';
import { csvGrid } from './csv-grid.ts';
import { listRows } from './list-rows.ts';
import { xlsxGrids } from './xlsx-book.ts';

/** Errors: `table-*`, without the name of the file. */
export function listOf(octets: Uint8Array): ReadList {
  if (octets.length === 0) throw new BianyinError('table-empty');
  const isArchive = octets[0] === 0x50 && octets[1] === 0x4b;
  return listRows(isArchive ? xlsxGrids(octets) : [csvGrid(octets)]);
}
