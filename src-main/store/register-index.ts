/**
 * Keeps the tables by which the register is looked up (migrations/0004-indexes.ts): written in the same step as the rows that they follow
 * from, and made anew from what is there. For words alone: what is decided is decided by the rows themselves.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { readDetails, type Request } from '../approval/request.ts';
import { amountInFen } from '../domain/amount.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { numbersOfRequest, sameNumber } from '../domain/invoice-numbers.ts';
import { foundRowsOfUse, type UseOfRequest } from './found-rows.ts';
import type { NewRow } from './journal-row.ts';
import { useRecordOf, type UseRecord } from './use-record.ts';

/** Everything from what the tables of the register hold, inside the caller's transaction. */
export function rebuildIndex(database: DatabaseSync): void {
  database.exec('DELETE FROM use_index; DELETE FROM file_index; DELETE FROM number_index;');
  const requests = database.prepare(
    `SELECT r.request, coalesce(r.journal_seq, l.journal_seq) AS seq FROM requests r LEFT JOIN lists l ON l.id = r.list_id`,
  );
  for (const { request, seq } of requests.all()) indexRequest(database, String(request), Number(seq));
  for (const use of usesInJournal(database)) indexUse(database, use);
  const sealed = database.prepare(
    `SELECT seq, request_id, json_extract(content, '$.entry.sealedSm3') AS sm3 FROM journal
     WHERE event IN ('use-completed', 'file-found') AND request_id IS NOT NULL`,
  );
  for (const { seq, request_id: id, sm3 } of sealed.all())
    if (typeof sm3 === 'string')
      indexFile(database, { sm3, what: 'sealed', id: String(id), seq: Number(seq) });
}

/** A row that was appended just now. */
export function indexRow(
  database: DatabaseSync,
  seq: number,
  { event, requestId, useNumber, entry }: NewRow,
): void {
  if (requestId === undefined || useNumber === undefined) return;
  indexUse(database, { requestId, number: useNumber });
  const isSealed = event === 'use-completed' || event === 'file-found';
  if (isSealed && entry.sealedSm3 !== undefined)
    indexFile(database, { sm3: entry.sealedSm3, what: 'sealed', id: requestId, seq });
}

/** A request that was written just now; `seq`: of the row of its submission, or of that of its list. */
export function indexRequest(database: DatabaseSync, text: string, seq: number): void {
  const request = orNone(text);
  if (!request) return;
  const { id, document } = request;
  indexFile(database, { sm3: document.sm3, what: 'requested', id, seq });
  const insert = database.prepare(
    'INSERT INTO number_index (number, request_id, seq, sm3) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const number of numbersOfRequest(request)) insert.run(sameNumber(number), id, seq, document.sm3);
}

interface IndexedFile {
  readonly sm3: string;
  readonly what: 'requested' | 'sealed';
  readonly id: string;
  readonly seq: number;
}

function indexFile(database: DatabaseSync, { sm3, what, id, seq }: IndexedFile): void {
  database
    .prepare('INSERT INTO file_index (sm3, what, request_id, seq) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .run(sm3, what, id, seq);
}

/** What the rows of a use come to now. */
function recordNow(database: DatabaseSync, use: UseOfRequest): UseRecord | undefined {
  const { requestId, number } = use;
  const text = database.prepare('SELECT request FROM requests WHERE id = ?').get(requestId)?.['request'];
  return useRecordOf({
    ...{ requestId, useNumber: number },
    // What stands in no row that holds is not looked for.
    rows: foundRowsOfUse(database, '', use).filter(({ event }) => event !== 'row-altered'),
    request: typeof text === 'string' ? orNone(text) : null,
    place: placeOfUse(database, use),
  });
}

function indexUse(database: DatabaseSync, use: UseOfRequest): void {
  const record = recordNow(database, use);
  if (!record) return;
  const marks = useColumnsOfIndex.map(() => '?').join(', ');
  database
    .prepare(
      `INSERT INTO use_index (${useColumnsOfIndex.join(', ')}) VALUES (${marks})
       ON CONFLICT DO UPDATE SET state = excluded.state, words = excluded.words`,
    )
    .run(...indexedValues(record));
}

/**
 * Whether every use of the register is looked up as what its rows come to, and nothing else is: somebody may have edited the file. The check
 * of the register asks, since a print would leave out what is not found.
 */
export function indexFits(database: DatabaseSync): boolean {
  const kept = database.prepare(
    `SELECT ${useColumnsOfIndex.join(', ')} FROM use_index WHERE request_id = ? AND number = ?`,
  );
  kept.setReadBigInts(true);
  kept.setReturnArrays(true);
  const uses = usesInJournal(database);
  const fits = uses.every((use) => {
    const record = recordNow(database, use);
    const row = kept.get(use.requestId, use.number) as unknown as readonly SQLInputValue[] | undefined;
    return record === undefined ? row === undefined : sameRow(indexedValues(record), row);
  });
  const count = database.prepare('SELECT count(*) AS n FROM use_index').get()?.['n'];
  return fits && Number(count) <= uses.length;
}

function sameRow(record: readonly SQLInputValue[], row: readonly SQLInputValue[] | undefined): boolean {
  // SQLite gives whole numbers back as bigints here.
  const plain = (value: SQLInputValue | undefined): SQLInputValue | undefined =>
    typeof value === 'number' ? BigInt(value) : value;
  return row !== undefined && record.every((value, i) => plain(value) === plain(row[i]));
}

function usesInJournal(database: DatabaseSync): UseOfRequest[] {
  return database
    .prepare(
      `SELECT DISTINCT request_id, json_extract(content, '$.useNumber') AS number FROM journal
       WHERE request_id IS NOT NULL AND json_extract(content, '$.useNumber') IS NOT NULL`,
    )
    .all()
    .map((row) => ({ requestId: String(row['request_id']), number: Number(row['number']) }));
}

/** Where the file of a use was written. Vouched for by nothing. */
export function placeOfUse(database: DatabaseSync, { requestId, number }: UseOfRequest): string | undefined {
  const select = 'SELECT target FROM signed_files WHERE request_id = ? AND number = ?';
  const target = database.prepare(select).get(requestId, number)?.['target'];
  return typeof target === 'string' ? target : undefined;
}

const people = ['经办人', '审批人', '用印人', '代行'] as const;

const useColumnsOfIndex = [
  ...['seq', 'request_id', 'number', 'time', 'state', 'seal_type', 'matter', 'paper', 'fen', 'currency'],
  ...['people', 'counterparty', 'words'],
] as const;

/** In the order of the columns. */
function indexedValues(record: UseRecord): SQLInputValue[] {
  const { columns, amount } = record;
  return [
    ...([record.seq, record.requestId, record.useNumber, record.time, record.state] as const),
    ...([record.sealType, record.matter, record.paper] as const),
    ...([amount === null ? null : amountInFen(amount), record.currency] as const),
    small(people.map((name) => columns[name] ?? '')),
    small([columns.相对方 ?? '']),
    small(Object.values(columns)),
  ];
}

/** As words are looked for, whatever their case. */
function small(cells: readonly (string | number)[]): string {
  return cells.join('\n').toLowerCase();
}

/** Null for details that cannot be read: their uses are found all the same. */
function orNone(text: string): Request | null {
  try {
    return readDetails(text);
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}
