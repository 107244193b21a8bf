/** Uses whose files wait for a time stamp, and the row that ends the waiting (docs/adr/0033). The journal alone vouches for both. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { appendRow } from './journal.ts';
import type { RegisterEntry } from './journal-row.ts';
import type { UseContext } from './uses.ts';

export interface WaitingStamp {
  readonly requestId: string;
  readonly number: number;
  /** When it was sealed, ISO 8601, UTC. */
  readonly time: string;
  /** Hex SM3 and octets of the sealed file (of a set: with all its seals); its place then. */
  readonly sealedSm3: string;
  readonly size: number;
  readonly place: string;
  /** Hex SM3 of the signature value, by which a report names the signature. */
  readonly signatureSm3: string;
}

/** What a time stamp that was added has made. */
export interface AddedStamp {
  /** Hex SM3 of the file with its time stamp. */
  readonly sealedSm3: string;
  /** The time that is proven, ISO 8601, UTC. */
  readonly time: string;
}

/**
 * Oldest first. The file of a seal of a set is the one with all its seals (docs/adr/0042): before the last is on it there is nothing to
 * stamp, since a stamp makes a file for people.
 */
export function waitingStamps(database: DatabaseSync): WaitingStamp[] {
  const rows = database
    .prepare(
      `SELECT done.content, done.request_id, done.time, files.size, files.target, made.content AS made
       FROM journal AS done
       JOIN requests AS item ON item.id = done.request_id
       LEFT JOIN lists AS sets ON sets.id = item.list_id
         AND json_extract(sets.statement, '$.purpose') = 'bianyin.set-submission/1'
       LEFT JOIN requests AS last ON last.list_id = sets.id AND last.list_index = sets.count - 1
       JOIN journal AS made ON made.event = 'use-completed' AND made.request_id = coalesce(last.id, item.id)
         AND (last.id IS NOT NULL OR made.seq = done.seq)
       JOIN signed_files AS files ON files.request_id = made.request_id
         AND files.number = json_extract(made.content, '$.useNumber')
       WHERE done.event = 'use-completed' AND json_extract(done.content, '$.entry.timeStamp') = 'waiting'
         AND NOT EXISTS (SELECT 1 FROM journal AS added WHERE added.event = 'timestamp-added'
           AND added.request_id = done.request_id
           AND json_extract(added.content, '$.useNumber') = json_extract(done.content, '$.useNumber'))
       ORDER BY done.seq`,
    )
    .all();
  return rows.map((row) => {
    const [{ useNumber, entry }, made] = [contentOf(row['content']), contentOf(row['made'])];
    return {
      requestId: String(row['request_id']),
      number: useNumber,
      time: String(row['time']),
      sealedSm3: made.entry.sealedSm3 ?? '',
      signatureSm3: entry.signatureSm3 ?? '',
      size: Number(row['size']),
      place: String(row['target']),
    };
  });
}

interface Content {
  readonly useNumber: number;
  readonly entry: RegisterEntry;
}

function contentOf(text: SQLOutputValue | undefined): Content {
  return JSON.parse(String(text)) as Content;
}

/** One row for each use that waited; one that does not wait any more is left as it is. */
export function addStamp(
  { database, store, time, device }: UseContext,
  uses: readonly Pick<WaitingStamp, 'requestId' | 'number'>[],
  stamp: AddedStamp,
): void {
  const waiting = waitingStamps(database);
  for (const { requestId, number } of uses) {
    if (!waiting.some((each) => each.requestId === requestId && each.number === number)) continue;
    const { sealedSm3 } = stamp;
    const entry = { sealedSm3, approvalNumber: requestId, device, timeStampTime: stamp.time, result: 'ok' };
    const row = { event: 'timestamp-added' as const, time, requestId, useNumber: number };
    appendRow(database, store, { ...row, entry: { ...entry, timeStamp: 'stamped' } });
  }
}
