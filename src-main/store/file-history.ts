/** Which files and numbers the register knows, by its index: asked for, and sealed. For words alone: what is decided is decided by the gate. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { sameNumber } from '../domain/invoice-numbers.ts';

export interface FileOnRecord {
  readonly requestId: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Hex: of the file that was asked for, of the sealed one. */
  readonly sm3: string;
  readonly what: 'requested' | 'sealed';
}

const columns = 'f.request_id, f.sm3, f.what, j.time FROM file_index f JOIN journal j ON j.seq = f.seq';

/** Everything about a file by its SM3 (hex), oldest first. */
export function filesWith(database: DatabaseSync, sm3: string): FileOnRecord[] {
  return database.prepare(`SELECT ${columns} WHERE f.sm3 = ? ORDER BY f.seq`).all(sm3).map(onRecord);
}

/** What came of a request, the newest last. */
export function sealedFilesOf(database: DatabaseSync, requestId: string): FileOnRecord[] {
  return database
    .prepare(`SELECT ${columns} WHERE f.request_id = ? AND f.what = 'sealed' ORDER BY f.seq`)
    .all(requestId)
    .map(onRecord);
}

/** Requests in whose files this number was read, or that are called by it; the newest first. */
export function filesWithNumber(database: DatabaseSync, number: string): FileOnRecord[] {
  return database
    .prepare(
      `SELECT n.request_id, n.sm3, 'requested' AS what, j.time FROM number_index n JOIN journal j ON j.seq = n.seq
       WHERE n.number = ? ORDER BY n.seq DESC, n.request_id DESC`,
    )
    .all(sameNumber(number))
    .map(onRecord);
}

function onRecord(row: Readonly<Record<string, SQLOutputValue>>): FileOnRecord {
  return {
    requestId: String(row['request_id']),
    time: String(row['time']),
    sm3: String(row['sm3']),
    what: row['what'] === 'sealed' ? 'sealed' : 'requested',
  };
}
