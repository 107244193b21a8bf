/**
 * Spending a use before the token signs (write-ahead), and saying afterwards how it ended. A crash in between leaves a spent
 * use without an end: it is marked as interrupted at the next start and never given back by itself.
 */
import type { DatabaseSync } from 'node:sqlite';
import { listPartsOf } from '../approval/list.ts';
import type { Behalf } from '../approval/delegation.ts';
import { requirePermit, type Permit } from '../approval/permit.ts';
import { behalfText } from '../domain/approval-words.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { placementText } from '../domain/placement-text.ts';
import type { TimeStampState } from '../domain/time-stamp.ts';
import { appendRow, latestTime } from './journal.ts';
import type { UseEvent } from '../domain/journal-event.ts';
import type { RegisterEntry } from './journal-row.ts';
import {
  policiesBefore,
  readPolicyFacts,
  readRequest,
  type StoredPolicies,
  type StoredRequest,
} from './statements.ts';
import type { WriteContext } from './signed-rows.ts';
import { hasSignature, nextUseNumber, openUses, openUsesOf, usesSpent, type UnendedUse } from './use-rows.ts';

/** What the store knows for a permit, read in one transaction. */
export interface SpendFacts extends StoredRequest, StoredPolicies {}

export interface SpentUse {
  readonly permit: Permit;
  /** 1 for the first use of the request. */
  readonly number: number;
  /** Uses that are left after it, whoever else seals at the same time. */
  readonly usesLeft: number;
}

/** How a use ended. */
export type UseEnd =
  | {
      readonly outcome: 'completed';
      /** Hex SM3 of the sealed file and of the signature value. */
      readonly sealedSm3: string;
      readonly signatureSm3: string;
      /** Serial number of the seal's certificate, hex. */
      readonly certificateSerial: string;
      readonly timeStamp: TimeStampState;
    }
  /** `signatureMade: false` only when the token certainly made none: then the use is given back. */
  | { readonly outcome: 'failed'; readonly code: string; readonly signatureMade: boolean };

export interface UseContext extends WriteContext {
  readonly holder: string;
  /** Name of the machine or token, for the register. */
  readonly device: string;
}

/**
 * Spends one use, inside the caller's transaction. `decide` evaluates the permit on the facts that hold at this very moment.
 * Errors: whatever `decide` throws, `permit-missing`, `uses-exhausted`, `request-unknown`.
 */
export function spend(
  context: UseContext,
  requestId: string,
  decide: (facts: SpendFacts) => Permit,
): SpentUse {
  const { database } = context;
  const stored = readRequest(database, requestId);
  const permit = decide({ ...stored, ...readPolicyFacts(database) });
  requirePermit(permit);
  if (permit.request.id !== requestId) throw new BianyinError('permit-missing');
  // Asked for here as well: the count of uses ends where the register was put back.
  if (stored.restoredFrom !== null)
    throw new BianyinError('request-before-restore', { id: requestId, backup: stored.restoredFrom });
  const { uses } = permit.request;
  if (usesSpent(database, requestId) >= uses)
    throw new BianyinError('uses-exhausted', { id: requestId, uses });
  const number = nextUseNumber(database, requestId);
  writeUse(context, { requestId, number, event: 'use-spent' }, registerEntry(permit));
  return { permit, number, usesLeft: uses - usesSpent(database, requestId) };
}

export interface SeenAtUse {
  /** Row of the register. */
  readonly seq: number;
  /** Policies that had come by then, from the first. */
  readonly policies: number;
  /** The latest time on record, that of the use included. */
  readonly reached: Date;
}

/** What the register had seen when a use was spent. Errors: `use-not-open` for one that never was. */
export function seenAtUse(
  database: DatabaseSync,
  { requestId, number }: { readonly requestId: string; readonly number: number },
): SeenAtUse {
  const row = database
    .prepare("SELECT journal_seq FROM uses WHERE request_id = ? AND number = ? AND event = 'spent'")
    .get(requestId, number);
  const seq = Number(row?.['journal_seq']);
  const reached = row ? latestTime(database, seq) : null;
  if (!reached) throw new BianyinError('use-not-open', { id: requestId, number });
  return { seq, policies: policiesBefore(database, seq), reached };
}

/** Errors: `use-not-open`. */
export function requireOpen(
  database: DatabaseSync,
  use: { readonly requestId: string; readonly number: number },
): void {
  const open = openUsesOf(database, use.requestId).some(({ number }) => number === use.number);
  if (!open) throw new BianyinError('use-not-open', { id: use.requestId, number: use.number });
}

/** Records the end of an open use. Errors: `use-not-open`. */
export function endUse(
  context: UseContext,
  use: { readonly requestId: string; readonly number: number },
  end: UseEnd,
): void {
  requireOpen(context.database, use);
  if (end.outcome === 'completed') {
    const { sealedSm3, signatureSm3, certificateSerial, timeStamp } = end;
    const entry = { sealedSm3, signatureSm3, certificateSerial, timeStamp, result: 'ok' };
    writeUse(context, { ...use, event: 'use-completed' }, entry);
  } else {
    const event = end.signatureMade ? 'use-failed' : 'use-returned';
    writeUse(context, { ...use, event }, { result: end.code });
  }
}

/** Marks every open use whose process is gone as interrupted; returns them. One with a signature is settled by its file (signed-files.ts). */
export function interruptLost(context: UseContext, isAlive: (holder: string) => boolean): UnendedUse[] {
  const lost = openUses(context.database).filter(
    (use) => !isAlive(use.holder) && !hasSignature(context.database, use),
  );
  for (const { requestId, number } of lost) {
    writeUse(context, { requestId, number, event: 'use-interrupted' }, { result: 'interrupted' });
  }
  return lost;
}

interface UseRow {
  readonly requestId: string;
  readonly number: number;
  readonly event: UseEvent;
}

export function writeUse(
  context: UseContext,
  { requestId, number, event }: UseRow,
  entry: RegisterEntry,
): void {
  const { database, store, time, holder, device } = context;
  const row = {
    event,
    time,
    requestId,
    useNumber: number,
    entry: { ...entry, approvalNumber: requestId, device },
  };
  const seq = appendRow(database, store, row);
  database
    .prepare('INSERT INTO uses (request_id, number, event, holder, journal_seq) VALUES (?, ?, ?, ?, ?)')
    .run(requestId, number, event.slice('use-'.length), holder, seq);
}

/** A use of an item says which list, and which of how many it is; one in a small firm, which duties one person had. */
function remarksOf({ request, list, combined }: Permit): RegisterEntry {
  const place =
    list && `清单 ${listPartsOf(request.id)?.listId ?? ''} 第 ${list.index + 1} 件，共 ${list.count} 件`;
  const remarks = [...(place ? [place] : []), ...(combined.length > 0 ? [combined.join(' ')] : [])];
  return {
    ...(list ? { listSm3: list.listSm3 } : {}),
    ...(remarks.length > 0 ? { remark: remarks.join('；') } : {}),
  };
}

/** Who acted, and for whom where a deputy did. */
function nameFor({ name, behalf }: Pick<Permit['keeper'], 'name'> & { behalf?: Behalf | undefined }): string {
  return behalf ? behalfText(name, behalf.name, 'zh') : name;
}

function registerEntry(permit: Permit): RegisterEntry {
  const { request, acts, keeper, enterprise, department } = permit;
  return {
    department: department ?? enterprise.name,
    reason: request.reason,
    copies: 1,
    applicant: acts[0]?.name ?? '',
    approvers: acts.slice(1).map(nameFor),
    keeper: nameFor(keeper),
    esId: request.seal.esId,
    sealType: request.seal.typeCode,
    fileName: request.document.name,
    documentSm3: request.document.sm3,
    marks: request.placements.map(placementText).join('; '),
    ...remarksOf(permit),
  };
}
