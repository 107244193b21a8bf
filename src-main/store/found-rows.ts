/** Rows of the journal as they are found, for people who must see the rest of a broken register all the same. Decides nothing. */
import type { DatabaseSync } from 'node:sqlite';
import { decodeRow, emptyHead, type EncodedRow, type JournalRow } from './journal-row.ts';

/** A row as it is found; `isBroken` where it does not hang on the one before, or is not the one that was written. */
export type FoundRow = JournalRow & { readonly sm3: string; readonly isBroken?: boolean };

/** All rows in order, broken ones marked and in their place: for people who must see the rest all the same. Decides nothing. */
export function readRowsAsFound(database: DatabaseSync, store: string): FoundRow[] {
  let before: Pick<FoundRow, 'sm3' | 'time'> & { readonly seq: number } = {
    ...emptyHead(store),
    time: new Date(0).toISOString(),
  };
  const stored = database.prepare('SELECT seq, content, sm3 FROM journal ORDER BY seq').all();
  return stored.map(({ seq, content, sm3 }) => {
    const row = asFound({ content: String(content), sm3: String(sm3) }, Number(seq), before.time);
    const fits = row.prevSm3 === before.sm3 && row.seq === before.seq + 1 && row.seq === Number(seq);
    before = { ...row, seq: Number(seq) };
    return fits ? row : { ...row, seq: Number(seq), isBroken: true };
  });
}

function asFound(encoded: EncodedRow, seq: number, time: string): FoundRow {
  const row = decodeRow(encoded);
  if (row) return { ...row, sm3: encoded.sm3 };
  const unknown = { store: '', requestId: null, useNumber: null, corrects: null, entry: {}, prevSm3: '' };
  return { v: 1, ...unknown, seq, time, event: 'row-altered', sm3: encoded.sm3 };
}

/** Which use of which request. */
export interface UseOfRequest {
  readonly requestId: string;
  readonly number: number;
}

/** Those of one use in order, by the index of uses; an altered one keeps its place. */
export function foundRowsOfUse(
  database: DatabaseSync,
  store: string,
  { requestId, number }: UseOfRequest,
): FoundRow[] {
  const stored = database
    .prepare(
      `SELECT seq, content, sm3, time, (SELECT sm3 FROM journal AS before WHERE before.seq = journal.seq - 1) AS before
       FROM journal WHERE request_id = ? AND json_extract(content, '$.useNumber') = ? ORDER BY seq`,
    )
    .all(requestId, number);
  return stored.map(({ seq, content, sm3, time, before }) => {
    const row = asFound({ content: String(content), sm3: String(sm3) }, Number(seq), String(time));
    const prevSm3 = Number(seq) === 1 ? emptyHead(store).sm3 : before;
    const fits = row.prevSm3 === prevSm3 && row.seq === Number(seq);
    return fits ? row : { ...row, seq: Number(seq), isBroken: true };
  });
}

/** Hex SM3 of the details of a request, from the first row that tells of its submission and is as it was written. */
export function submittedSm3(database: DatabaseSync, requestId: string): string | undefined {
  const rows = database
    .prepare(
      "SELECT content, sm3 FROM journal WHERE request_id = ? AND event = 'request-submitted' ORDER BY seq",
    )
    .all(requestId);
  return rows
    .map(({ content, sm3 }) => decodeRow({ content: String(content), sm3: String(sm3) }))
    .find((row) => row !== undefined)?.entry.requestSm3;
}
