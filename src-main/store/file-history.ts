/** Which files the register knows, by their SM3: asked for, and sealed. For words alone: what is decided is decided by the gate. */
import type { DatabaseSync } from 'node:sqlite';

export interface FileOnRecord {
  readonly requestId: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Hex: of the file that was asked for, of the sealed one. */
  readonly sm3: string;
  readonly what: 'requested' | 'sealed';
  /** What the list called a file that was asked for (编号); null where it said nothing. */
  readonly reference: string | null;
}

/** All of them, oldest first, in one pass over both tables. */
export function filesOnRecord(database: DatabaseSync): FileOnRecord[] {
  const rows = database
    .prepare(
      `SELECT id, time, sm3, what, reference FROM (
         SELECT r.id AS id, j.time AS time, json_extract(r.request, '$.document.sm3') AS sm3, 'requested' AS what, j.seq AS seq,
             json_extract(r.request, '$.reference') AS reference
           FROM requests r LEFT JOIN lists l ON l.id = r.list_id
             JOIN journal j ON j.seq = coalesce(r.journal_seq, l.journal_seq)
         UNION ALL
         SELECT request_id, time, json_extract(content, '$.entry.sealedSm3'), 'sealed', seq, NULL
           FROM journal WHERE event = 'use-completed')
       WHERE sm3 IS NOT NULL ORDER BY seq`,
    )
    .all();
  return rows.map((row) => ({
    requestId: String(row['id']),
    time: String(row['time']),
    sm3: String(row['sm3']),
    what: row['what'] === 'sealed' ? 'sealed' : 'requested',
    reference: typeof row['reference'] === 'string' ? row['reference'] : null,
  }));
}
