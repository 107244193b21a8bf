/** The rows of uses: what counts as spent, what is still open. */
import type { DatabaseSync } from 'node:sqlite';
import type { SignedFileEvent } from '../domain/journal-event.ts';
import type { Row } from './signed-rows.ts';

export interface UnendedUse {
  readonly requestId: string;
  readonly number: number;
  /** When it was spent, ISO 8601, UTC. */
  readonly time: string;
  /** Which opening of the store spent it. */
  readonly holder: string;
}

/** Uses of a request that count: spent and not returned. */
export function usesSpent(database: DatabaseSync, requestId: string): number {
  const row = database
    .prepare(
      `SELECT count(*) FILTER (WHERE event = 'spent') - count(*) FILTER (WHERE event = 'returned') AS spent
       FROM uses WHERE request_id = ?`,
    )
    .get(requestId);
  return Number(row?.['spent']);
}

/**
 * Uses that count although nobody can say that a sealed file came of them: broken off, failed after the token had signed, or with
 * a file that is not to be found. One whose file turned up is none of them.
 */
export function usesBroken(database: DatabaseSync, requestId: string): number {
  const row = database
    .prepare(
      `SELECT count(*) AS broken FROM uses AS spent WHERE spent.request_id = ? AND spent.event = 'spent'
       AND (
         EXISTS (SELECT 1 FROM uses AS ended WHERE ended.request_id = spent.request_id AND ended.number = spent.number
           AND ended.event IN ('interrupted', 'failed'))
         OR (NOT EXISTS (SELECT 1 FROM uses AS ended WHERE ended.request_id = spent.request_id
             AND ended.number = spent.number AND ended.event <> 'spent')
           AND ${said('file-missing')})
       ) AND NOT ${said('file-found')}`,
    )
    .get(requestId);
  return Number(row?.['broken']);
}

/** The register has such a row about the use `spent`. */
function said(event: SignedFileEvent): string {
  return `EXISTS (SELECT 1 FROM journal WHERE journal.event = '${event}' AND journal.request_id = spent.request_id
    AND json_extract(journal.content, '$.useNumber') = spent.number)`;
}

/** The number for the next use. Numbers of returned uses are not given again. */
export function nextUseNumber(database: DatabaseSync, requestId: string): number {
  const row = database
    .prepare('SELECT coalesce(max(number), 0) + 1 AS next FROM uses WHERE request_id = ?')
    .get(requestId);
  return Number(row?.['next']);
}

const selectOpen = `
  SELECT uses.request_id, uses.number, uses.holder, journal.time FROM uses JOIN journal ON journal.seq = uses.journal_seq
  WHERE uses.event = 'spent' AND NOT EXISTS
    (SELECT 1 FROM uses AS ended WHERE ended.request_id = uses.request_id AND ended.number = uses.number AND ended.event <> 'spent')`;

/** Uses that were spent and have not ended: in progress, or broken off. */
export function openUses(database: DatabaseSync): UnendedUse[] {
  // A use ends once at most (`uses_ended_once`): where as many have ended as have begun, none is looked for.
  const counted = database
    .prepare(
      `SELECT (SELECT count(*) FROM uses WHERE event = 'spent') AS begun, (SELECT count(*) FROM uses WHERE event <> 'spent') AS ended`,
    )
    .get();
  if (counted?.['begun'] === counted?.['ended']) return [];
  return unended(database.prepare(`${selectOpen} ORDER BY uses.id`).all());
}

/** The same of one request. */
export function openUsesOf(database: DatabaseSync, requestId: string): UnendedUse[] {
  return unended(database.prepare(`${selectOpen} AND uses.request_id = ? ORDER BY uses.id`).all(requestId));
}

function unended(rows: readonly Row[]): UnendedUse[] {
  return rows.map((row) => ({
    requestId: String(row['request_id']),
    number: Number(row['number']),
    time: String(row['time']),
    holder: String(row['holder']),
  }));
}

/** Whether the token has signed for this use: then a file with that signature may exist. */
export function hasSignature(
  database: DatabaseSync,
  { requestId, number }: { readonly requestId: string; readonly number: number },
): boolean {
  const select = 'SELECT 1 FROM signed_files WHERE request_id = ? AND number = ?';
  return database.prepare(select).get(requestId, number) !== undefined;
}
