/**
 * Rows that say that the register was put back from a backup (docs/adr/0041). What was used after that backup is not on record: whatever was
 * asked for before the restore gives no use any more, and numbers that may have been given are not given again.
 */
import type { DatabaseSync } from 'node:sqlite';
import { chinaDay } from '../domain/instant.ts';
import { decodeRow } from './journal-row.ts';

export interface Restore {
  readonly seq: number;
  /** When the backup was made, and when it was put back; ISO 8601, UTC. */
  readonly backupAt: string;
  readonly time: string;
  readonly sm3: string;
}

/** In order. A row that does not say of when the backup was stands for its own time. */
export function readRestores(database: DatabaseSync, after = 0): Restore[] {
  return database
    .prepare("SELECT seq, time, content, sm3 FROM journal WHERE event = 'restored' AND seq > ? ORDER BY seq")
    .all(after)
    .map(({ seq, time, content, sm3 }) => {
      const encoded = { content: String(content), sm3: String(sm3) };
      const backupAt = decodeRow(encoded)?.entry.backupAt ?? String(time);
      return { seq: Number(seq), time: String(time), backupAt, sm3: encoded.sm3 };
    });
}

/** Of when the backup was that was put back after this row; null: none was. */
export function restoredAfter(database: DatabaseSync, seq: number): string | null {
  return readRestores(database, seq).at(-1)?.backupAt ?? null;
}

/**
 * The number from which requests of a day go on: on the day of a restore, numbers that were given and lost are stepped over. The step is
 * another one for each restore, because a second one may have lost the first.
 */
export function numbersSteppedOver(database: DatabaseSync, prefix: string, day: string): number {
  const given = database.prepare(
    `SELECT max(CAST(substr(requests.id, ?1) AS INTEGER)) AS last FROM requests
     LEFT JOIN lists ON lists.id = requests.list_id
     WHERE substr(requests.id, 1, ?2) = ?3 AND coalesce(requests.journal_seq, lists.journal_seq) < ?4`,
  );
  const steps = readRestores(database)
    .filter(({ time }) => chinaDay(new Date(time)) === day)
    .map(({ seq, sm3 }) => {
      const last = Number(given.get(prefix.length + 1, prefix.length, prefix, seq)?.['last'] ?? 0);
      return (Math.floor(last / 1000) + 1) * 1000 + 10 * (parseInt(sm3.slice(0, 4), 16) % 90);
    });
  return Math.max(0, ...steps);
}
