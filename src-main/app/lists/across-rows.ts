/** What only shows when all rows of a list are seen together: the same content under two names, the same number twice. */
import { listFinding, type ListFinding } from '../../domain/list-findings.ts';
import { rowNumbers, type ListedFile } from './open-list.ts';

interface Seen {
  readonly file: Pick<ListedFile, 'at' | 'path' | 'number'>;
  /** Hex; empty for a file that could not be read. */
  readonly sm3: string;
}

/** Findings for each row, in order. Two rows with one file are told of by their names already. */
export function acrossRows(rows: readonly Seen[]): ListFinding[][] {
  const bySm3 = Map.groupBy(rows, ({ sm3 }) => sm3);
  const byNumber = Map.groupBy(rows, ({ file }) => file.number?.normalize('NFKC').toLowerCase() ?? '');
  return rows.map((row) => {
    const others = (all: readonly Seen[] | undefined): string =>
      rowNumbers((all ?? []).filter((each) => each !== row).map(({ file }) => file.at));
    const same =
      row.sm3 === ''
        ? []
        : (bySm3.get(row.sm3) ?? []).filter(({ file }) => file === row.file || file.path !== row.file.path);
    const { number } = row.file;
    const numbered = number === null ? [] : (byNumber.get(number.normalize('NFKC').toLowerCase()) ?? []);
    return [
      ...(same.length > 1 ? [listFinding('content-twice', { rows: others(same) })] : []),
      ...(number !== null && numbered.length > 1
        ? [listFinding('number-twice', { number, rows: others(numbered) })]
        : []),
    ];
  });
}
