/** A table as CSV (RFC 4180, with the byte order mark that spreadsheets need for Chinese) and as XLSX; no cell is ever a formula. */
import writeXlsx from 'write-excel-file/node';
import { cellText } from './safe-text.ts';

/** A table without its rows. */
export interface TableHead {
  readonly title: string;
  /** A line above the heading: what the rows are. */
  readonly note?: string;
  /** Widths are characters. */
  readonly columns: readonly {
    readonly title: string;
    readonly width: number;
    /** Its numbers are money: two decimals, thousands apart. */
    readonly isMoney?: boolean | undefined;
  }[];
}

export type TableRow = readonly (string | number)[];

export interface Table extends TableHead {
  readonly rows: readonly TableRow[];
}

/** CSV (RFC 4180) with the note above the titles. Cells that a spreadsheet would take for a formula are disarmed. */
export function tableCsv({ rows, ...head }: Table): string {
  return [...csvPieces(head, rows)].join('');
}

/** The same line by line: rows may be made while they are written. */
export function* csvPieces({ note, columns }: TableHead, rows: Iterable<TableRow>): Generator<string> {
  const line = (row: TableRow): string => `${row.map(csvCell).join(',')}\r\n`;
  yield '\ufeff';
  if (note !== undefined) yield line([note]);
  yield line(columns.map(({ title }) => title));
  for (const row of rows) yield line(row);
}

function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : cellText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Octets of a workbook with one sheet, its heading and what is above it fixed. Texts are text cells, whatever they look like. */
export async function tableXlsx({ title, note, columns, rows }: Table): Promise<Uint8Array> {
  const head = columns.map((column) => ({ value: column.title, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    row.map((value, i) =>
      typeof value === 'number'
        ? { value, type: Number, ...(columns[i]?.isMoney === true ? { format: '#,##0.00' } : {}) }
        : { value: cellText(value), type: String, wrap: true, alignVertical: 'top' as const },
    ),
  );
  // Not wrapped: it runs over the empty cells beside it.
  const above = note === undefined ? [] : [[{ value: cellText(note), type: String }]];
  const book = writeXlsx([...above, head, ...body], {
    sheet: sheetName(title),
    stickyRowsCount: above.length + 1,
    orientation: 'landscape',
    columns: columns.map(({ width }) => ({ width })),
  });
  return new Uint8Array(await book.toBuffer());
}

/** At most 31 characters and none of those that a sheet's name may not have. */
function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
