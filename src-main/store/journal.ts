/** Appending to the journal and reading it; every row carries the digest of the one before. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText } from '../domain/instant.ts';
import { lastCorrection } from './clock-corrections.ts';
import { indexRow } from './register-index.ts';
import {
  decodeRow,
  emptyHead,
  encodeRow,
  type EncodedRow,
  type JournalHead,
  type JournalRow,
  type NewRow,
} from './journal-row.ts';

export interface JournalRange {
  readonly requestId?: string;
  /** Rows after this number. */
  readonly after?: number;
  readonly limit?: number;
}

/** Number and digest of the newest row; number 0 for an empty journal. */
export function journalHead(database: DatabaseSync, store: string): JournalHead {
  const last = database.prepare('SELECT seq, sm3 FROM journal ORDER BY seq DESC LIMIT 1').get();
  return last ? { store, seq: Number(last['seq']), sm3: String(last['sm3']) } : emptyHead(store);
}

/** Appends inside the caller's transaction; returns the number of the row. */
export function appendRow(database: DatabaseSync, store: string, row: NewRow): number {
  const head = journalHead(database, store);
  const { content, sm3 } = encodeRow({
    v: 1,
    store,
    seq: head.seq + 1,
    time: instantText(row.time),
    event: row.event,
    requestId: row.requestId ?? null,
    useNumber: row.useNumber ?? null,
    corrects: row.corrects ?? null,
    entry: row.entry,
    prevSm3: head.sm3,
  });
  database
    .prepare('INSERT INTO journal (seq, content, sm3) VALUES (?, ?, ?)')
    .run(head.seq + 1, content, sm3);
  indexRow(database, head.seq + 1, row);
  return head.seq + 1;
}

/** Rows in order. Errors: `journal-broken` at the first one whose digest is wrong. */
export function readRows(
  database: DatabaseSync,
  filter: JournalRange = {},
): (JournalRow & { readonly sm3: string })[] {
  const { requestId = null, after = 0, limit = -1 } = filter;
  const rows = database
    .prepare(
      'SELECT seq, content, sm3 FROM journal WHERE seq > ? AND (? IS NULL OR request_id = ?) ORDER BY seq LIMIT ?',
    )
    .all(after, requestId, requestId, limit);
  return rows.map(decoded);
}

/** Errors: `journal-broken`. */
function decoded(row: Readonly<Record<string, SQLOutputValue>>): JournalRow & { readonly sm3: string } {
  const encoded: EncodedRow = { content: String(row['content']), sm3: String(row['sm3']) };
  const found = decodeRow(encoded);
  if (!found) throw new BianyinError('journal-broken', { seq: Number(row['seq']) });
  return { ...found, sm3: encoded.sm3 };
}

/** Rows about the signature with this digest (hex SM3 of its value), in order. Errors: as `readRows`. */
export function rowsOfSignature(database: DatabaseSync, signatureSm3: string): JournalRow[] {
  const rows = database
    .prepare(
      `SELECT seq, content, sm3 FROM journal
       WHERE event IN ('signature-made', 'use-completed') AND json_extract(content, '$.entry.signatureSm3') = ?
       ORDER BY seq`,
    )
    .all(signatureSm3);
  return rows.map(decoded);
}

/**
 * The latest time on record, for the check that the clock has not been put back; null while the journal is empty. `upTo`: as it was
 * when the row with this number had been written.
 */
export function latestTime(database: DatabaseSync, upTo = Number.MAX_SAFE_INTEGER): Date | null {
  const row = database
    .prepare(
      // By the index of times, whose first row is nearly always the answer; by numbers every row would be looked at.
      'SELECT time FROM journal INDEXED BY journal_time WHERE +seq <= ?1 AND +seq >= ?2 ORDER BY time DESC LIMIT 1',
    )
    .get(upTo, lastCorrection(database, upTo));
  return row ? new Date(String(row['time'])) : null;
}
