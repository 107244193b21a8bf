/** Signed statements in the database: stored exactly as they were signed, each together with its journal row. Longer: four tables, each written in its own way. */
import type { DatabaseSync } from 'node:sqlite';
import { cancellationKind, decisionKind } from '../approval/decision.ts';
import type { FileDigest } from '../approval/permit-rules.ts';
import { policyKind } from '../approval/policy.ts';
import { openRequest, type SignedRequest } from '../approval/request.ts';
import { openStatement, type SignedStatement } from '../approval/statement.ts';
import type { HandOverEvent } from '../domain/journal-event.ts';
import { behalfText } from '../domain/approval-words.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PolicyFacts } from '../approval/policy-chain.ts';
import type { RecordedStatement } from '../approval/delegation-log.ts';
import { readDelegationsFor, recordedAt } from './delegation-rows.ts';
import { commentEntry, type MadeDecision } from './comment-rows.ts';
import { appendRow, latestTime } from './journal.ts';
import type { RegisterEntry } from './journal-row.ts';
import { memberOf, readList } from './lists.ts';
import { indexRequest } from './register-index.ts';
import { madeBefore } from './set-rows.ts';
import { signedOf, type Row, type WriteContext } from './signed-rows.ts';
import { numbersSteppedOver, readRestores, restoredAfter } from './restores.ts';
import { usesBroken, usesSpent } from './use-rows.ts';

/** All that is stored about one request. */
export interface StoredRequest {
  readonly id: string;
  readonly request: SignedRequest;
  readonly decisions: readonly SignedStatement[];
  readonly cancellations: readonly SignedStatement[];
  readonly usesSpent: number;
  /** Those of them that broke off. */
  readonly usesBroken: number;
  /** Of a seal of a set that is not the first: what the use of the one before it has made (docs/adr/0042). */
  readonly sealedBefore?: FileDigest | null;
  /** Of a seal of a set: the place (1 first) of the seal whose use broke off, which ends the set; null: none. */
  readonly brokenOff?: number | null;
  /** Of when the backup was that the register was put back from since it was sent (restores.ts); null: none. */
  readonly restoredFrom: string | null;
  /** What the register has about delegations, and where it has the decisions; for the walk. */
  readonly delegations: readonly RecordedStatement[];
  readonly recorded: ReturnType<typeof recordedAt>;
}

/** All policies in the order they came, unjudged. */
export function readPolicies(database: DatabaseSync): SignedStatement[] {
  return database.prepare('SELECT * FROM policies ORDER BY sequence').all().map(signedOf);
}

/** What the store knows for judging policies. */
export type StoredPolicies = Pick<PolicyFacts, 'policies' | 'putBack' | 'clockFloor'>;

export function readPolicyFacts(database: DatabaseSync): StoredPolicies {
  const last = readRestores(database).at(-1);
  return {
    policies: readPolicies(database),
    putBack: last ? { policies: policiesBefore(database, last.seq), backupAt: last.backupAt } : null,
    clockFloor: latestTime(database),
  };
}

/** How many policies the register had before the row with this number. */
export function policiesBefore(database: DatabaseSync, seq: number): number {
  const row = database.prepare('SELECT count(*) AS known FROM policies WHERE journal_seq < ?').get(seq);
  return Number(row?.['known']);
}

/** Numbers of all requests that stand alone, in the order they were sent. */
export function readRequestIds(database: DatabaseSync): string[] {
  return database
    .prepare('SELECT id FROM requests WHERE list_id IS NULL ORDER BY journal_seq')
    .all()
    .map((row) => String(row['id']));
}

/** Errors: `request-unknown`. */
export function readRequest(database: DatabaseSync, id: string): StoredRequest {
  const row = database.prepare('SELECT * FROM requests WHERE id = ?').get(id);
  if (!row) throw new BianyinError('request-unknown', { id: id.slice(0, 40) });
  const rowsOf = (table: 'decisions' | 'cancellations'): Row[] =>
    database.prepare(`SELECT * FROM ${table} WHERE request_id = ? ORDER BY id`).all(id);
  const all = (table: 'decisions' | 'cancellations'): SignedStatement[] => rowsOf(table).map(signedOf);
  const uses = { usesSpent: usesSpent(database, id), usesBroken: usesBroken(database, id) };
  const listId = row['list_id'];
  if (typeof listId === 'string') {
    const list = readList(database, listId);
    const { decisions, restoredFrom } = list;
    const cancellations = [...list.cancellations, ...all('cancellations')];
    const { delegations, recorded } = list;
    const member = {
      ...{ id, request: memberOf(list, row), decisions, cancellations, ...uses, restoredFrom },
      ...{ delegations, recorded },
    };
    if (!list.isSet) return member;
    const sealedBefore = madeBefore(database, listId, Number(row['list_index']));
    return { ...member, sealedBefore, brokenOff: list.brokenOff };
  }
  const request = { ...signedOf(row), request: String(row['request']) };
  const restoredFrom = restoredAfter(database, Number(row['journal_seq']));
  const decisions = rowsOf('decisions');
  return {
    ...{ id, request, decisions: decisions.map(signedOf), cancellations: all('cancellations') },
    ...{ ...uses, restoredFrom },
    delegations: readDelegationsFor(database, Number(row['journal_seq'])),
    recorded: recordedAt(database, decisions),
  };
}

/** The next free number of a day: `YY-04-20261123-0007`. Errors: `request-number-taken` after 9999. */
export function nextRequestId(database: DatabaseSync, typeCode: string, day: string): string {
  const prefix = `YY-${typeCode}-${day}-`;
  const row = database
    .prepare('SELECT max(CAST(substr(id, ?) AS INTEGER)) AS last FROM requests WHERE substr(id, 1, ?) = ?')
    .get(prefix.length + 1, prefix.length, prefix);
  const next = Math.max(Number(row?.['last'] ?? 0), numbersSteppedOver(database, prefix, day)) + 1;
  if (next > 9999) throw new BianyinError('request-number-taken', { id: `${prefix}9999` });
  return prefix + String(next).padStart(4, '0');
}

/** What a policy took from whom, for a row of its own behind it. */
export interface HandOverRow {
  readonly event: HandOverEvent;
  readonly entry: RegisterEntry;
}

/** `beside`: rows that say what it took from whom. Errors: `statement-*`, `store-duplicate`. */
export function insertPolicy(
  { database, store, time }: WriteContext,
  signed: SignedStatement,
  beside: readonly HandOverRow[] = [],
): void {
  const { value, sm3, signer } = openStatement(policyKind, signed);
  requireNew(
    database,
    'SELECT 1 FROM policies WHERE sequence = ?',
    value.sequence,
    `policy ${value.sequence}`,
  );
  const entry = { statementSm3: sm3, keeper: signer.name, remark: `${value.id} #${value.sequence}` };
  const seq = appendRow(database, store, { event: 'policy-added', time, entry });
  database
    .prepare(
      'INSERT INTO policies (sequence, statement, signature, certificate, journal_seq) VALUES (?, ?, ?, ?, ?)',
    )
    .run(value.sequence, signed.statement, signed.signature, signed.certificate, seq);
  for (const { event, entry: told } of beside)
    appendRow(database, store, { event, time, entry: { ...told, statementSm3: sm3 } });
}

/** Returns its number. Errors: `statement-*`, `request-*`, `request-number-taken`. */
export function insertRequest({ database, store, time }: WriteContext, signed: SignedRequest): string {
  const { request, sm3, submission } = openRequest(signed);
  const { id } = request;
  if (database.prepare('SELECT 1 FROM requests WHERE id = ?').get(id))
    throw new BianyinError('request-number-taken', { id });
  requireNew(database, 'SELECT 1 FROM requests WHERE sm3 = ?', sm3, id);
  const entry: RegisterEntry = {
    reason: request.reason,
    copies: request.uses,
    applicant: submission.signer.name,
    approvalNumber: id,
    esId: request.seal.esId,
    sealType: request.seal.typeCode,
    fileName: request.document.name,
    documentSm3: request.document.sm3,
    statementSm3: submission.sm3,
    requestSm3: sm3,
  };
  const seq = appendRow(database, store, { event: 'request-submitted', time, requestId: id, entry });
  database
    .prepare(
      `INSERT INTO requests (id, sm3, uses, request, statement, signature, certificate, journal_seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(id, sm3, request.uses, signed.request, signed.statement, signed.signature, signed.certificate, seq);
  indexRequest(database, signed.request, seq);
  return id;
}

/** Errors: `statement-*`, `store-duplicate` when the step was decided meanwhile. */
export function insertDecision(
  { database, store, time }: WriteContext,
  id: string,
  { signed, comment }: MadeDecision,
): void {
  const opened = openStatement(decisionKind, signed);
  const { value, sm3, signer } = opened;
  const sameStep = 'SELECT 1 FROM decisions WHERE request_id = ? AND step = ?';
  if (database.prepare(sameStep).get(id, value.step))
    throw new BianyinError('store-duplicate', { what: `${id} #${value.step + 1}` });
  const remark = value.decision === 'reject' ? value.reason : value.role;
  const entry = {
    approvers: [value.behalf ? behalfText(signer.name, value.behalf.name, 'zh') : signer.name],
    approvalNumber: id,
    documentSm3: value.documentSm3,
    remark,
    statementSm3: sm3,
    ...commentEntry(opened, comment),
  };
  const event = value.decision === 'approve' ? 'request-approved' : 'request-rejected';
  const seq = appendRow(database, store, { event, time, requestId: id, entry });
  database
    .prepare(
      `INSERT INTO decisions (request_id, step, decision, statement, signature, certificate, journal_seq)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(id, value.step, value.decision, signed.statement, signed.signature, signed.certificate, seq);
}

/** Errors: `statement-*`, `store-duplicate`. */
export function insertCancellation(
  { database, store, time }: WriteContext,
  id: string,
  signed: SignedStatement,
): void {
  const { value, sm3, signer } = openStatement(cancellationKind, signed);
  requireNew(database, 'SELECT 1 FROM cancellations WHERE request_id = ?', id, id);
  const entry = { applicant: signer.name, approvalNumber: id, remark: value.reason, statementSm3: sm3 };
  const seq = appendRow(database, store, { event: 'request-cancelled', time, requestId: id, entry });
  database
    .prepare(
      'INSERT INTO cancellations (request_id, statement, signature, certificate, journal_seq) VALUES (?, ?, ?, ?, ?)',
    )
    .run(id, signed.statement, signed.signature, signed.certificate, seq);
}

function requireNew(database: DatabaseSync, query: string, key: string | number, what: string): void {
  if (database.prepare(query).get(key)) throw new BianyinError('store-duplicate', { what });
}
