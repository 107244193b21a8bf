/**
 * What people sign about delegations (docs/adr/0045): each statement stands in its row of the register, which vouches for it and for its place
 * among the others. And where the register has the decisions that deputies took.
 */
import type { DatabaseSync } from 'node:sqlite';
import {
  delegationAcceptanceKind,
  delegationKind,
  delegationRevocationKind,
} from '../approval/delegation.ts';
import type { RecordedStatement } from '../approval/delegation-log.ts';
import { openStatement, type SignedStatement } from '../approval/statement.ts';
import { delegationEvents, type DelegationEvent } from '../domain/journal-event.ts';
import { appendRow, latestTime } from './journal.ts';
import { decodeRow, type RegisterEntry } from './journal-row.ts';
import { readRestores } from './restores.ts';
import type { Row, WriteContext } from './signed-rows.ts';

/** All of them in the order of the register. A row that was altered says nothing here; the check of the register names it. */
export function readDelegations(database: DatabaseSync): RecordedStatement[] {
  const events = delegationEvents.map(() => '?').join(', ');
  return database
    .prepare(`SELECT seq, content, sm3 FROM journal WHERE event IN (${events}) ORDER BY seq`)
    .all(...delegationEvents)
    .flatMap(({ seq, content, sm3 }) => {
      const signed = decodeRow({ content: String(content), sm3: String(sm3) })?.entry.signed;
      return signed ? [{ signed, seq: Number(seq) }] : [];
    });
}

/**
 * Those that something in this row of the register can rest on: none from before a restore that came before it. One that was ended after the
 * backup would be there again (docs/adr/0041).
 */
export function readDelegationsFor(database: DatabaseSync, seq: number): RecordedStatement[] {
  const restored = readRestores(database).findLast((each) => each.seq < seq)?.seq ?? 0;
  return readDelegations(database).filter((each) => each.seq > restored);
}

/** Where the register has these rows, and what it had seen by then; asked only where a deputy has acted. */
export function recordedAt(
  database: DatabaseSync,
  rows: readonly Row[],
): { readonly seq: number; readonly reached: Date }[] {
  if (!rows.some((row) => String(row['statement']).includes('"behalf"'))) return [];
  return rows.flatMap((row) => {
    const seq = Number(row['journal_seq']);
    const reached = latestTime(database, seq);
    return reached ? [{ seq, reached }] : [];
  });
}

/** Appends it. Errors: `statement-*`. */
export function insertDelegationRow(
  { database, store, time }: WriteContext,
  event: DelegationEvent,
  signed: SignedStatement,
  entry: Pick<RegisterEntry, 'reason' | 'remark'>,
): void {
  const { sm3, signer } = openedBy[event](signed);
  appendRow(database, store, {
    ...{ event, time },
    entry: { ...entry, applicant: signer.name, statementSm3: sm3, signed },
  });
}

const openedBy = {
  'delegation-granted': (signed: SignedStatement) => openStatement(delegationKind, signed),
  'delegation-accepted': (signed: SignedStatement) => openStatement(delegationAcceptanceKind, signed),
  'delegation-revoked': (signed: SignedStatement) => openStatement(delegationRevocationKind, signed),
} as const satisfies Record<DelegationEvent, unknown>;
