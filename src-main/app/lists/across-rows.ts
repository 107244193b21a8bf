/** What only shows when all rows of a list are seen together: one file in two rows, one content under two names, one number twice. */
import { listFinding, type ListFinding } from '../../domain/list-findings.ts';
import { numbersOfRequest, sameNumber } from '../../domain/invoice-numbers.ts';
import type { ListedFile } from './open-list.ts';

interface Seen {
  readonly file: Pick<ListedFile, 'at' | 'path' | 'number'>;
  /** Hex; empty for a file that could not be read. */
  readonly sm3: string;
  /** Invoice numbers that its words name. */
  readonly numbers: readonly string[];
}

/** Numbers of one row that are told: a statement names many invoices. */
const MOST_NUMBERS = 20;

/** Findings for each row, in order. */
export function acrossRows(rows: readonly Seen[]): ListFinding[][] {
  const byPath = Map.groupBy(rows, ({ file }) => file.path);
  const bySm3 = Map.groupBy(rows, ({ sm3 }) => sm3);
  const byNumber = rowsByNumber(rows);
  return rows.map((row) => {
    const { path } = row.file;
    const others = (all: readonly Seen[] | undefined): Seen[] => (all ?? []).filter((each) => each !== row);
    const files = path === null ? [] : others(byPath.get(path));
    const contents =
      row.sm3 === '' ? [] : others(bySm3.get(row.sm3)).filter(({ file }) => file.path !== path);
    const twice = numbersOf(row).flatMap((number) => {
      const found = others(byNumber.get(sameNumber(number)));
      return found.length === 0 ? [] : [listFinding('number-twice', { number, rows: rowNumbers(found) })];
    });
    return [
      ...(files.length > 0 ? [listFinding('file-twice', { rows: rowNumbers(files) })] : []),
      ...(contents.length > 0 ? [listFinding('content-twice', { rows: rowNumbers(contents) })] : []),
      ...twice.slice(0, MOST_NUMBERS),
    ];
  });
}

/** What the list calls it, and what its words name. */
function numbersOf({ file, numbers }: Seen): readonly string[] {
  return numbersOfRequest({ reference: file.number ?? undefined, numbers });
}

function rowsByNumber(rows: readonly Seen[]): ReadonlyMap<string, Seen[]> {
  const found = new Map<string, Seen[]>();
  for (const row of rows)
    for (const number of new Set(numbersOf(row).map(sameNumber))) {
      const known = found.get(number);
      if (known) known.push(row);
      else found.set(number, [row]);
    }
  return found;
}

/** `3、7、12`. */
function rowNumbers(rows: readonly Seen[]): string {
  const most = 8;
  const shown = rows.slice(0, most).map(({ file }) => file.at);
  return shown.join('、') + (rows.length > most ? ' …' : '');
}
