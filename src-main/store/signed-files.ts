/**
 * Between signature and name (docs/adr/0022): the digest of the file that a signature makes is on record before that file is on disk,
 * so that whatever a kill or a failing disk leaves is either finished or destroyed, under the same use. Only what was seen to be
 * destroyed is called so: a file that does not lie where it was written may lie elsewhere, and its use stays open until it turns up.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { TimeStampState } from '../domain/time-stamp.ts';
import { appendRow, readRows, rowsOfSignature } from './journal.ts';
import type { JournalRow, RegisterEntry } from './journal-row.ts';
import { requireOpen, writeUse, type UseContext } from './uses.ts';
import { openUses, openUsesOf } from './use-rows.ts';

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

/**
 * How a file that was left behind came out. `destroyed`: what lay there was no such file, and is none any more. `missing`: neither
 * draft nor file is where the register says. `out-of-reach`: nobody can look there today.
 */
type Settled = 'published' | 'destroyed' | 'missing' | 'out-of-reach';

export interface UseName {
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
  const entry = { ...registered(file), size, approvalNumber: requestId, device };
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
    const { entry } = JSON.parse(String(row['content'])) as { entry: RegisterEntry };
    const file = signedFileOf(entry, Number(row['size']));
    return { requestId, number, holder, ...file, draft: String(row['draft']), target: String(row['target']) };
  });
}

type FileFacts = Omit<SignedFile, 'draft' | 'target'>;

/** What vouches for it is the journal; the side table only remembers places, and the size of rows that do not say it. */
function signedFileOf(entry: RegisterEntry, size: number): FileFacts {
  return {
    sealedSm3: entry.sealedSm3 ?? '',
    signatureSm3: entry.signatureSm3 ?? '',
    certificateSerial: entry.certificateSerial ?? '',
    timeStamp: entry.timeStamp,
    size: entry.size ?? size,
  };
}

/** How `settle` has found or made a file to be; `afterwards` is done when that is on record. */
export interface Settling {
  readonly settled: Settled;
  readonly afterwards?: () => void;
}

/** Ends every such use whose process is gone, or says that its file is not to be found. Returns what is to be done afterwards. */
export function settleLost(
  context: UseContext,
  isAlive: (holder: string) => boolean,
  settle: (file: PendingFile) => Settling,
): (() => void)[] {
  return pendingFiles(context.database)
    .filter(({ holder }) => !isAlive(holder))
    .flatMap((file) => {
      const { settled, afterwards } = settle(file);
      if (settled === 'published') complete(context, file, file);
      else if (settled === 'destroyed')
        writeUse(context, { ...file, event: 'use-interrupted' }, { result: 'interrupted' });
      else noteMissing(context, file, settled === 'missing' ? 'file-missing' : 'place-away');
      return afterwards ? [afterwards] : [];
    });
}

function complete(context: UseContext, { requestId, number }: UseName, file: FileFacts): void {
  writeUse(context, { requestId, number, event: 'use-completed' }, { ...registered(file), result: 'ok' });
}

/** Said once for each reason: the home is opened many times while a drive is away. */
function noteMissing(context: UseContext, { requestId, number }: UseName, result: string): void {
  const { database, store, time, device } = context;
  const isSaid = rowsOfUse(database, { requestId, number }).some(
    ({ event, entry }) => event === 'file-missing' && entry.result === result,
  );
  if (isSaid) return;
  const entry = { result, approvalNumber: requestId, device };
  appendRow(database, store, { event: 'file-missing', time, requestId, useNumber: number, entry });
}

/** A file with a signature of ours that somebody has brought: its use, and what the register says of it. */
export interface MadeSignature extends UseName {
  readonly sealedSm3: string;
  readonly size: number;
  /** `completed`: it is the file of a use that ended well. `open`: no end is on record. `broken-off`: it ended otherwise. */
  readonly end: 'completed' | 'open' | 'broken-off';
}

/** The use that made the signature with this digest (hex SM3 of its value); null when none did. Errors: `journal-broken`. */
export function madeSignature(database: DatabaseSync, signatureSm3: string): MadeSignature | null {
  for (const { requestId, useNumber, entry, event } of rowsOfSignature(database, signatureSm3)) {
    if (requestId === null || useNumber === null) continue;
    const use = { requestId, number: useNumber };
    const events = rowsOfUse(database, use).map((row) => row.event);
    // Given back: the token made none, so this is not the signature of it.
    if (events.includes('use-returned')) continue;
    const isOver = events.includes('use-completed') || (event === 'signature-made' && isFound(events));
    const isBroken = events.includes('use-failed') || events.includes('use-interrupted');
    const end = isOver ? 'completed' : isBroken ? 'broken-off' : 'open';
    return { ...use, sealedSm3: entry.sealedSm3 ?? '', size: sizeOf(database, use, entry), end };
  }
  return null;
}

function isFound(events: readonly string[]): boolean {
  return events.includes('file-found');
}

/** Its file was found whole: the use ends well, or where it had ended otherwise, a row says so. Nothing where that is said already. */
export function recordFound(
  context: UseContext,
  isAlive: (holder: string) => boolean,
  signatureSm3: string,
): void {
  const { database, store, time, device } = context;
  const made = madeSignature(database, signatureSm3);
  if (!made || made.end === 'completed') return;
  const { requestId, number } = made;
  const entry = rowsOfSignature(database, signatureSm3)[0]?.entry ?? {};
  const file = signedFileOf(entry, made.size);
  if (made.end === 'broken-off') {
    const found = { ...registered(file), result: 'ok', approvalNumber: requestId, device };
    appendRow(database, store, { event: 'file-found', time, requestId, useNumber: number, entry: found });
    return;
  }
  // Whoever is still at work ends it.
  const isOpen = openUsesOf(database, requestId).some((use) => use.number === number && !isAlive(use.holder));
  if (isOpen) complete(context, made, file);
}

function rowsOfUse(database: DatabaseSync, { requestId, number }: UseName): JournalRow[] {
  return readRows(database, { requestId }).filter(({ useNumber }) => useNumber === number);
}

function sizeOf(database: DatabaseSync, { requestId, number }: UseName, { size }: RegisterEntry): number {
  if (size !== undefined) return size;
  const select = 'SELECT size FROM signed_files WHERE request_id = ? AND number = ?';
  return Number(database.prepare(select).get(requestId, number)?.['size'] ?? 0);
}

/** What the register says of such a file. */
function registered({ sealedSm3, signatureSm3, certificateSerial, timeStamp }: FileFacts): RegisterEntry {
  return { sealedSm3, signatureSm3, certificateSerial, ...(timeStamp === undefined ? {} : { timeStamp }) };
}
