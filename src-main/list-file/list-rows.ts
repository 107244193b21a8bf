/** From a grid to the rows of a list: finds the headings, leaves out totals and notes, and says of each cell what it cannot be. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { currencyOf } from '../domain/currency-name.ts';
import { listAmount } from '../domain/list-amount.ts';
import { listColumn, listColumns, type ListColumn } from '../domain/list-columns.ts';
import type { ListField } from '../domain/list-field.ts';
import { listFinding, type ListFinding, type ListFindingCode } from '../domain/list-findings.ts';
import type { LeftOutRow, ListedRow, ReadList } from '../domain/listed-row.ts';
import { withoutUnseen } from '../domain/unseen-characters.ts';
import { MOST_FILES, type Grid, type GridCell, type GridRow } from './grid.ts';

/** Rows above which headings are not looked for: titles, dates, who made it. */
const MOST_ABOVE = 30;
/** Characters of a file's name with its folders, of a counterparty (as in a request), of a number. */
const longest = { file: 500, counterparty: 120, number: 60, currency: 20, amount: 60 } as const;

interface Headed {
  readonly grid: Grid;
  readonly heading: number;
}

/** Errors: `table-no-columns`, `table-columns-ambiguous`, `table-several-sheets`, `table-empty`, `table-too-large`. */
export function listRows(grids: readonly Grid[]): ReadList {
  const headed = grids.flatMap((grid): Headed[] => {
    const heading = headingIn(grid);
    return heading === null ? [] : [{ grid, heading }];
  });
  if (headed.length === 0) throw new BianyinError('table-no-columns');
  const lists = headed.filter(({ grid, heading }) => heading + 1 < grid.rows.length);
  if (lists.length > 1) {
    const sheets = lists.map(({ grid }) => shown(grid.name)).join('、');
    throw new BianyinError('table-several-sheets', { sheets });
  }
  const [list] = lists;
  const read = list && rowsBelow(list);
  if (!read || read.rows.length === 0) throw new BianyinError('table-empty');
  if (read.rows.length > MOST_FILES) throw new BianyinError('table-too-large');
  return read;
}

/** The row near the top with most of our headings, a file's among them. */
function headingIn({ rows }: Grid): number | null {
  let best: { readonly index: number; readonly score: number } | null = null;
  for (const [index, row] of rows.slice(0, MOST_ABOVE).entries()) {
    const fields = new Set(row.cells.map((cell, i) => cell && listColumn(cell.text, i)?.field));
    fields.delete(undefined);
    if (fields.has('file') && (best === null || fields.size > best.score))
      best = { index, score: fields.size };
  }
  return best?.index ?? null;
}

function rowsBelow({ grid, heading }: Headed): ReadList {
  const headings = grid.rows[heading]?.cells.map((cell) => cell?.text ?? '') ?? [];
  const columns = listColumns(headings);
  const rows: ListedRow[] = [];
  const leftOut: LeftOutRow[] = [];
  for (const row of grid.rows.slice(heading + 1)) {
    const why = noFileBecause(row, columns);
    if (why === null) rows.push(listedRow(row, columns));
    else leftOut.push({ at: row.at, why, text: rowText(row) });
  }
  return { sheet: shown(grid.name), rows, leftOut };
}

const totals = /^(合计|总计|小计|共计|本页合计|累计|total|subtotal|sum|grandtotal)([:：(（]|$)/u;

/** Null: a row of the list. A total has that word and no file; a note has nothing in our columns. */
function noFileBecause(row: GridRow, columns: readonly ListColumn[]): LeftOutRow['why'] | null {
  const ours = columns.map(({ at }) => row.cells[at]);
  if (columns.every(({ heading, at }) => row.cells[at]?.text === heading)) return 'heading';
  const file = row.cells[columns.find(({ field }) => field === 'file')?.at ?? -1];
  const isTotal = (cell: GridCell | undefined): boolean =>
    totals.test(cell?.text.normalize('NFKC').toLowerCase().replace(/\s/gu, '') ?? '');
  if (isTotal(file) || (!file && row.cells.some(isTotal))) return 'total';
  return ours.some((cell) => cell !== undefined && cell.isFromAbove !== true) ? null : 'note';
}

function rowText({ cells }: GridRow): string {
  const texts = cells.flatMap((cell) => (cell ? [shown(cell.text)] : []));
  return texts.join(' ').slice(0, 80);
}

function shown(text: string): string {
  return withoutUnseen(text.slice(0, 200), '·').slice(0, 100);
}

/** Cells of one row by their fields, and what is wrong with them. */
interface Reading {
  readonly findings: ListFinding[];
  readonly cell: (field: ListField) => GridCell | undefined;
  readonly unit: string;
}

function listedRow(row: GridRow, columns: readonly ListColumn[]): ListedRow {
  const findings: ListFinding[] = row.isHidden ? [listFinding('row-hidden')] : [];
  const cell = (field: ListField): GridCell | undefined => {
    const column = columns.find((each) => each.field === field);
    return column && row.cells[column.at];
  };
  const unit = columns.find(({ field }) => field === 'amount')?.unit ?? '';
  const reading = { findings, cell, unit };
  const file = textOf(reading, 'file') ?? '';
  if (file === '' && findings.every(({ code }) => code === 'row-hidden'))
    findings.push(listFinding('row-no-file'));
  const counterparty = textOf(reading, 'counterparty');
  const number = textOf(reading, 'number');
  return { at: row.at, file, counterparty, number, ...moneyOf(reading), findings };
}

/** Null for an empty cell, and for one that cannot be used, which is then a finding. */
function textOf({ findings, cell }: Reading, field: Exclude<ListField, 'amount'>): string | null {
  const found = cell(field);
  if (!found) return null;
  const text = found.text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const problem = (code: ListFindingCode, detail: ListFinding['detail']): null => {
    findings.push(listFinding(code, { listField: field, ...detail }));
    return null;
  };
  if (found.kind === 'date' || found.kind === 'error')
    return problem('row-cell-unreadable', { text: shown(text) });
  if (found.kind === 'imprecise' && field !== 'currency')
    return problem('row-number-imprecise', { text: shown(text) });
  if (found.isFromAbove === true && (field === 'file' || field === 'number'))
    return problem('row-cell-merged', {});
  const most = longest[field];
  if ([...text].length > most || withoutUnseen(text, '\0') !== text)
    return problem('row-cell-too-long', { most });
  return text === '' ? null : text;
}

/** What people write where there is no amount. */
const none = /^([-\u2013\u2014/]+|无|n\/?a)$/iu;

function moneyOf(reading: Reading): Pick<ListedRow, 'amount' | 'currency'> {
  const { findings, cell, unit } = reading;
  const found = cell('amount');
  const named = textOf(reading, 'currency');
  const nothing = { amount: null, currency: null };
  if (!found || none.test(found.text)) return nothing;
  const text = shown(found.text);
  const problem = (code: ListFindingCode): typeof nothing => {
    findings.push(listFinding(code, { listField: 'amount', text }));
    return nothing;
  };
  if (found.kind === 'date' || found.kind === 'error') return problem('row-cell-unreadable');
  if (found.isFromAbove === true) return problem('row-cell-merged');
  if (found.kind === 'imprecise') return problem('row-amount-unreadable');
  const code = named === null ? null : currencyOf(named);
  if (named !== null && code === null) return problem('row-amount-currency');
  // A column of currencies says what a bare $ is.
  const read = listAmount(found.text, unit === '' ? (code ?? '') : unit);
  if (!read.ok) return problem(amountFindings[read.why]);
  if (code !== null && read.currency !== null && code !== read.currency)
    return problem('row-amount-currency');
  return { amount: read.amount, currency: code ?? read.currency ?? 'CNY' };
}

const amountFindings = {
  unreadable: 'row-amount-unreadable',
  negative: 'row-amount-negative',
  'too-fine': 'row-amount-too-fine',
  'currency-unclear': 'row-amount-currency',
} as const satisfies Readonly<Record<string, ListFindingCode>>;
