/** Uses looked up in the register by what people ask for: pages of them, how many there are, and exact sums. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { sealedStates, type UseState } from '../domain/use-state.ts';
import type { UseOfRequest } from './found-rows.ts';

/** Everything that is said must hold. */
export interface UseSearch {
  /** ISO 8601, UTC: from this time on, and before this one. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly sealType?: string | undefined;
  readonly state?: UseState | undefined;
  readonly matter?: string | undefined;
  /** Parts of words, whatever their case. */
  readonly person?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly text?: string | undefined;
}

export interface UsePageWish {
  readonly order: 'newest' | 'oldest';
  /** Number of the use (of its first row) behind which the page begins. */
  readonly behind?: number | undefined;
  readonly limit: number;
}

export interface FoundUse extends UseOfRequest {
  readonly seq: number;
}

export interface UseSums {
  /** That fit, and that there are. */
  readonly count: number;
  readonly total: number;
  /** Over the files that were sealed, in the order in which the currencies come up; a file with several uses or seals counts once. */
  readonly sums: readonly { readonly currency: string; readonly fen: bigint; readonly count: number }[];
}

export function searchUses(
  database: DatabaseSync,
  search: UseSearch,
  { order, behind, limit }: UsePageWish,
): FoundUse[] {
  const { where, values } = conditionsOf(search);
  const [side, way] = order === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
  const from = behind === undefined ? '' : ` AND seq ${side} ?`;
  return database
    .prepare(
      `SELECT seq, request_id, number FROM use_index WHERE ${where}${from} ORDER BY seq ${way} LIMIT ?`,
    )
    .all(...values, ...(behind === undefined ? [] : [behind]), limit)
    .map((row) => ({
      ...{ seq: Number(row['seq']), requestId: String(row['request_id']), number: Number(row['number']) },
    }));
}

export function sumUses(database: DatabaseSync, search: UseSearch): UseSums {
  const { where, values } = conditionsOf(search);
  const count = database.prepare(`SELECT count(*) AS n FROM use_index WHERE ${where}`).get(...values);
  const total = database.prepare('SELECT count(*) AS n FROM use_index').get();
  const states = [...sealedStates].map((state) => `'${state}'`).join(', ');
  // In two parts: a sum of many amounts of 17 digits is more than SQLite counts to.
  const sums = database
    .prepare(
      `SELECT currency, count(*) AS n, sum(fen / 1000000000) AS high, sum(fen % 1000000000) AS low FROM
         (SELECT currency, fen, max(seq) AS last, min(seq) AS first FROM use_index
          WHERE fen IS NOT NULL AND state IN (${states}) AND ${where} GROUP BY paper)
       GROUP BY currency ORDER BY min(first)`,
    )
    .all(...values);
  return {
    ...{ count: Number(count?.['n']), total: Number(total?.['n']) },
    sums: sums.map((row) => ({
      currency: String(row['currency']),
      fen: BigInt(Number(row['high'])) * 1_000_000_000n + BigInt(Number(row['low'])),
      count: Number(row['n']),
    })),
  };
}

function conditionsOf(search: UseSearch): { readonly where: string; readonly values: SQLInputValue[] } {
  const { from, before, sealType, state, matter, person, counterparty, text } = search;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['time >= ?', from],
    ['time < ?', before],
    ['seal_type = ?', sealType],
    ['state = ?', state],
    ['matter = ?', matter],
    ['instr(people, ?) > 0', part(person)],
    ['instr(counterparty, ?) > 0', part(counterparty)],
    ['instr(words, ?) > 0', part(text)],
  ];
  const asked = said.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]));
  return {
    where: ['TRUE', ...asked.map(({ condition }) => condition)].join(' AND '),
    values: asked.map(({ value }) => value),
  };
}

/** As register-index.ts writes them; blank is nothing. */
function part(words = ''): string | undefined {
  const wanted = words.trim().toLowerCase();
  return wanted === '' ? undefined : wanted;
}
