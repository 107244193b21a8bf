/** What only shows when all rows of a list are seen together: one file in two rows, one content under two names, one number twice. */
import { listFinding, type ListFinding } from '../../domain/list-findings.ts';
import { sameNumber } from '../requests/file-history.ts';
import type { ListedFile } from './open-list.ts';

interface Seen {
  readonly file: Pick<ListedFile, 'at' | 'path' | 'number'>;
  /** Hex; empty for a file that could not be read. */
  readonly sm3: string;
}

/** Findings for each row, in order. */
export function acrossRows(rows: readonly Seen[]): ListFinding[][] {
  const byPath = Map.groupBy(rows, ({ file }) => file.path);
  const bySm3 = Map.groupBy(rows, ({ sm3 }) => sm3);
  const byNumber = Map.groupBy(rows, ({ file }) => (file.number === null ? null : sameNumber(file.number)));
  return rows.map((row) => {
    const { path, number } = row.file;
    const others = (all: readonly Seen[] | undefined): Seen[] => (all ?? []).filter((each) => each !== row);
    const files = path === null ? [] : others(byPath.get(path));
    const contents =
      row.sm3 === '' ? [] : others(bySm3.get(row.sm3)).filter(({ file }) => file.path !== path);
    const numbers = number === null ? [] : others(byNumber.get(sameNumber(number)));
    return [
      ...(files.length > 0 ? [listFinding('file-twice', { rows: rowNumbers(files) })] : []),
      ...(contents.length > 0 ? [listFinding('content-twice', { rows: rowNumbers(contents) })] : []),
      ...(number !== null && numbers.length > 0
        ? [listFinding('number-twice', { number, rows: rowNumbers(numbers) })]
        : []),
    ];
  });
}

/** `3、7、12`. */
function rowNumbers(rows: readonly Seen[]): string {
  const most = 8;
  const shown = rows.slice(0, most).map(({ file }) => file.at);
  return shown.join('、') + (rows.length > most ? ' …' : '');
}
