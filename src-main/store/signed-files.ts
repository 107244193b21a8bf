/**
 * Between signature and name (docs/adr/0022): the digest of the file that a signature makes is on record before that file is on disk,
 * so that whatever a kill or a failing disk leaves is either finished or destroyed, under the same use.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { TimeStampState } from '../domain/time-stamp.ts';
import { appendRow } from './journal.ts';
import type { RegisterEntry } from './journal-row.ts';
import { requireOpen, writeUse, type UseContext } from './uses.ts';
import { openUses } from './use-rows.ts';

/** What the signature of a use makes, and where. */
export interface SignedFile {
  /** Hex SM3 and octets of the whole file. */
  readonly sealedSm3: string;
  readonly size: number;
  /** Where it lies until it has its name, and the name. */
  readonly draft: string;
  readonly target: string;
  /** Hex SM3 of the signature value. */
  readonly signatureSm3: string;
  /** Serial number of the seal's certificate, hex. */
  readonly certificateSerial: string;
  /** Absent in rows of versions that did not write it. */
  readonly timeStamp?: TimeStampState | undefined;
}

/** How a file that was left behind came out; `out-of-reach`: nobody can tell today, so the use stays open. */
export type Settled = 'published' | 'destroyed' | 'out-of-reach';

interface UseName {
  readonly requestId: string;
  readonly number: number;
}

/** Records what the use's signature makes. Errors: `use-not-open`. */
export function recordSignature(context: UseContext, use: UseName, file: SignedFile): void {
  const { database, store, time, device } = context;
  requireOpen(database, use);
  const { size, draft, target } = file;
  const { requestId, number } = use;
  const { sealedSm3 } = file;
  const entry = { ...registered(file), approvalNumber: requestId, device };
  const row = { event: 'signature-made' as const, time, requestId, useNumber: number, entry };
  const seq = appendRow(database, store, row);
  database
    .prepare(
      'INSERT INTO signed_files (request_id, number, sealed_sm3, size, draft, target, journal_seq) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(requestId, number, sealedSm3, size, draft, target, seq);
}

export interface PendingFile extends UseName, SignedFile {
  readonly holder: string;
}

/** Files of uses that have a signature and no end. */
export function pendingFiles(database: DatabaseSync): PendingFile[] {
  return openUses(database).flatMap(({ requestId, number, holder }) => {
    const row = database
      .prepare(
        `SELECT signed_files.*, journal.content FROM signed_files JOIN journal ON journal.seq = signed_files.journal_seq
         WHERE signed_files.request_id = ? AND signed_files.number = ?`,
      )
      .get(requestId, number);
    if (!row) return [];
    const { entry } = JSON.parse(String(row['content'])) as { entry: Partial<SignedFile> };
    return {
      ...{ requestId, number, holder },
      // What vouches for the digest is the journal; the side table only remembers places.
      sealedSm3: entry.sealedSm3 ?? '',
      signatureSm3: entry.signatureSm3 ?? '',
      certificateSerial: entry.certificateSerial ?? '',
      timeStamp: entry.timeStamp,
      size: Number(row['size']),
      draft: String(row['draft']),
      target: String(row['target']),
    };
  });
}

/** Ends every such use whose process is gone, as `settle` has found or made its file to be. */
export function settleLost(
  context: UseContext,
  isAlive: (holder: string) => boolean,
  settle: (file: PendingFile) => Settled,
): void {
  for (const file of pendingFiles(context.database).filter(({ holder }) => !isAlive(holder))) {
    const settled = settle(file);
    const entry = { ...registered(file), result: 'ok' };
    if (settled === 'published') writeUse(context, { ...file, event: 'use-completed' }, entry);
    if (settled === 'destroyed') {
      writeUse(context, { ...file, event: 'use-interrupted' }, { result: 'interrupted' });
    }
  }
}

/** What the register says of such a file. */
function registered({ sealedSm3, signatureSm3, certificateSerial, timeStamp }: SignedFile): RegisterEntry {
  return { sealedSm3, signatureSm3, certificateSerial, ...(timeStamp === undefined ? {} : { timeStamp }) };
}
