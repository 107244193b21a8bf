/**
 * Lists of requests in the database (docs/adr/0035): what people sign about a list is there once, its items are requests that name it. One
 * journal row for the submission, one for each decision and taking back; uses have their rows like those of any request.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { isSetSubmission, kindsFor } from '../approval/list.ts';
import type { ListPlace } from '../approval/list-tree.ts';
import { openRequest, type Request, type SignedRequest } from '../approval/request.ts';
import { openStatement, type SignedStatement } from '../approval/statement.ts';
import { behalfText } from '../domain/approval-words.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { RecordedStatement } from '../approval/delegation-log.ts';
import { readDelegationsFor, recordedAt } from './delegation-rows.ts';
import { commentEntry, type MadeDecision } from './comment-rows.ts';
import { appendRow } from './journal.ts';
import type { RegisterEntry } from './journal-row.ts';
import { indexRequest } from './register-index.ts';
import { restoredAfter } from './restores.ts';
import { brokenOffIn } from './set-rows.ts';
import { itemOutcomeSetting } from './settings.ts';
import { openUsesOf, usesBroken } from './use-rows.ts';
import { signedOf, type Row, type WriteContext } from './signed-rows.ts';

/** What is signed about a list as a whole. */
export interface StoredList {
  readonly id: string;
  readonly count: number;
  /** Its members are seals on one file (docs/adr/0042). */
  readonly isSet: boolean;
  readonly submission: SignedStatement;
  readonly decisions: readonly SignedStatement[];
  readonly cancellations: readonly SignedStatement[];
  /** Of a set: the seal (1 first) whose use broke off, which ends the set; null: none. */
  readonly brokenOff: number | null;
  /** As of a request (statements.ts). */
  readonly restoredFrom: string | null;
  /** As of a request that stands alone. */
  readonly delegations: readonly RecordedStatement[];
  readonly recorded: ReturnType<typeof recordedAt>;
}

/** What became of an item that was not sealed when it was to be: remembered for people, decides nothing. */
export interface ItemOutcome {
  readonly state: 'skipped' | 'failed';
  readonly code: ErrorCode;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** How far one item of a list has come. */
export interface ItemRow {
  readonly id: string;
  readonly index: number;
  readonly uses: number;
  /** Uses that count, and those of them that broke off. */
  readonly spent: number;
  readonly broken: number;
  /** A use of it has begun and not ended. */
  readonly isUnderWay: boolean;
  /** It was taken back by itself. */
  readonly isTakenBack: boolean;
  readonly outcome: ItemOutcome | null;
  /** As it was signed. */
  readonly request: SignedRequest;
}

/** Numbers of all lists in the order they were sent. */
export function readListIds(database: DatabaseSync): string[] {
  return database
    .prepare('SELECT id FROM lists ORDER BY journal_seq')
    .all()
    .map((row) => String(row['id']));
}

/** Errors: `request-unknown`. */
export function readList(database: DatabaseSync, id: string): StoredList {
  const row = database.prepare('SELECT * FROM lists WHERE id = ?').get(id);
  if (!row) throw new BianyinError('request-unknown', { id: id.slice(0, 40) });
  const all = (table: 'list_decisions' | 'list_cancellations'): Row[] =>
    database.prepare(`SELECT * FROM ${table} WHERE list_id = ? ORDER BY id`).all(id);
  const decisions = all('list_decisions');
  const count = Number(row['count']);
  const isSet = isSetSubmission(String(row['statement']));
  return {
    ...{ id, count, isSet },
    brokenOff: isSet ? brokenOffIn(database, { id, count }) : null,
    submission: signedOf(row),
    decisions: decisions.map(signedOf),
    cancellations: all('list_cancellations').map(signedOf),
    delegations: readDelegationsFor(database, Number(row['journal_seq'])),
    recorded: recordedAt(database, decisions),
    restoredFrom: restoredAfter(database, Number(row['journal_seq'])),
  };
}

/** Whether a number is that of a list. */
export function hasList(database: DatabaseSync, id: string): boolean {
  return database.prepare('SELECT 1 FROM lists WHERE id = ?').get(id) !== undefined;
}

/** A row of `requests` that belongs to a list, as it was signed. */
export function memberOf(list: Pick<StoredList, 'submission' | 'count' | 'isSet'>, row: Row): SignedRequest {
  return { ...list.submission, request: String(row['request']), list: placeOf(list, row) };
}

function placeOf({ count, isSet }: Pick<StoredList, 'count' | 'isSet'>, row: Row): ListPlace {
  const path = String(row['list_path']).match(/.{1,64}/g) ?? [];
  return { index: Number(row['list_index']), count, path, ...(isSet ? { isSet } : {}) };
}

/** Items of a list in their order, from place `after` on (0 first). */
export function readItemIds(database: DatabaseSync, listId: string, after = 0, limit = -1): string[] {
  const select = 'SELECT id FROM requests WHERE list_id = ? AND list_index >= ? ORDER BY list_index LIMIT ?';
  return database
    .prepare(select)
    .all(listId, after, limit)
    .map((row) => String(row['id']));
}

/** One look at all items, for what is asked of a list as a whole. */
export function readMembers(
  database: DatabaseSync,
  list: StoredList,
): { readonly id: string; readonly request: SignedRequest; readonly cancellations: SignedStatement[] }[] {
  const rows = database.prepare('SELECT * FROM requests WHERE list_id = ? ORDER BY list_index').all(list.id);
  const own = new Map(
    database
      .prepare(
        `SELECT cancellations.* FROM cancellations JOIN requests ON requests.id = cancellations.request_id
         WHERE requests.list_id = ?`,
      )
      .all(list.id)
      .map((row) => [String(row['request_id']), signedOf(row)]),
  );
  return rows.map((row) => {
    const id = String(row['id']);
    const cancellation = own.get(id);
    return { id, request: memberOf(list, row), cancellations: cancellation ? [cancellation] : [] };
  });
}

/** How far items have come, from a place on (0 first): one question to the database, however long the list is. */
export function readItemRows(database: DatabaseSync, listId: string, after = 0, limit = -1): ItemRow[] {
  const list = readList(database, listId);
  const rows = database
    .prepare(
      `SELECT item.id, item.list_index, item.uses, item.request, item.list_path,
         EXISTS (SELECT 1 FROM cancellations WHERE request_id = item.id) AS taken,
         (SELECT count(*) FILTER (WHERE event = 'spent') - count(*) FILTER (WHERE event = 'returned')
          FROM uses WHERE request_id = item.id) AS spent,
         (SELECT count(*) FROM uses WHERE request_id = item.id AND event = 'completed') AS completed,
         (SELECT value FROM settings WHERE key = ? || item.id) AS outcome
       FROM requests AS item WHERE item.list_id = ? AND item.list_index >= ? ORDER BY item.list_index LIMIT ?`,
    )
    .all(itemOutcomeSetting(''), listId, after, limit);
  return rows.map((row) => ({
    ...{ id: String(row['id']), index: Number(row['list_index']), uses: Number(row['uses']) },
    ...{
      spent: Number(row['spent']),
      isTakenBack: Number(row['taken']) === 1,
    },
    ...unendedOf(database, String(row['id']), Number(row['spent']) > Number(row['completed'])),
    outcome: outcomeOf(row['outcome']),
    request: memberOf(list, row),
  }));
}

/** Asked only of those few whose uses did not all come to a file. */
function unendedOf(
  database: DatabaseSync,
  id: string,
  isAsked: boolean,
): Pick<ItemRow, 'broken' | 'isUnderWay'> {
  if (!isAsked) return { broken: 0, isUnderWay: false };
  const broken = usesBroken(database, id);
  const isUnderWay = broken === 0 && openUsesOf(database, id).length > 0;
  return { broken, isUnderWay };
}

function outcomeOf(text: SQLOutputValue | undefined): ItemOutcome | null {
  return typeof text === 'string' && text !== '' ? (JSON.parse(text) as ItemOutcome) : null;
}

/** Details of all items in their order, as canonical JSON. */
export function readItemTexts(database: DatabaseSync, listId: string): string[] {
  return database
    .prepare('SELECT request FROM requests WHERE list_id = ? ORDER BY list_index')
    .all(listId)
    .map((row) => String(row['request']));
}

/** All items with their list. Errors: `statement-*`, `request-*`, `request-number-taken`, `store-duplicate`. */
export function insertList(
  { database, store, time }: WriteContext,
  id: string,
  items: readonly SignedRequest[],
): void {
  const [first] = items;
  if (!first) throw new BianyinError('list-empty', { id });
  if (database.prepare('SELECT 1 FROM requests WHERE id = ?').get(id) ?? hasList(database, id))
    throw new BianyinError('request-number-taken', { id });
  const { statement, signature, certificate } = first;
  const kind = kindsFor(first.list ?? {}).submission;
  const { value, sm3, signer } = openStatement(kind, { statement, signature, certificate });
  const { request } = openRequest(first);
  const entry: RegisterEntry = {
    ...{ reason: request.reason, applicant: signer.name, approvalNumber: id },
    ...{ statementSm3: sm3, listSm3: value.listSm3, ...aboutMembers(request, items.length) },
  };
  const seq = appendRow(database, store, { event: 'request-submitted', time, requestId: id, entry });
  const columns = 'id, count, statement, signature, certificate, journal_seq';
  database
    .prepare(`INSERT INTO lists (${columns}) VALUES (?, ?, ?, ?, ?, ?)`)
    .run(id, items.length, statement, signature, certificate, seq);
  insertItems(database, id, items);
  for (const item of items) indexRequest(database, item.request, seq);
}

/** A set is one file with several seals, a list several files with one. */
function aboutMembers({ seal, seals, document }: Request, count: number): RegisterEntry {
  if (!seals)
    return { copies: count, esId: seal.esId, sealType: seal.typeCode, remark: `清单，共 ${count} 件` };
  const file = { fileName: document.name, documentSm3: document.sm3 };
  const sealType = seals.map(({ typeCode }) => typeCode).join('+');
  return { copies: 1, ...file, sealType, remark: `一套 ${count} 枚章` };
}

function insertItems(database: DatabaseSync, listId: string, items: readonly SignedRequest[]): void {
  const insert = database.prepare(
    'INSERT INTO requests (id, sm3, uses, request, list_id, list_index, list_path) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const item of items) {
    const { request, sm3, list } = openRequest(item);
    const place = list ?? { index: -1, path: [] };
    insert.run(request.id, sm3, request.uses, item.request, listId, place.index, place.path.join(''));
  }
}

/** Errors: `statement-*`, `store-duplicate` when the step was decided meanwhile. */
export function insertListDecision(
  { database, store, time }: WriteContext,
  id: string,
  { signed, comment }: MadeDecision,
): void {
  const opened = openStatement(kindsFor(readList(database, id)).decision, signed);
  const { value, sm3, signer } = opened;
  const sameStep = 'SELECT 1 FROM list_decisions WHERE list_id = ? AND step = ?';
  if (database.prepare(sameStep).get(id, value.step))
    throw new BianyinError('store-duplicate', { what: `${id} #${value.step + 1}` });
  const remark = value.decision === 'reject' ? value.reason : value.role;
  const entry = {
    approvers: [value.behalf ? behalfText(signer.name, value.behalf.name, 'zh') : signer.name],
    ...{ approvalNumber: id, copies: value.count, remark },
    ...{ listSm3: value.listSm3, statementSm3: sm3 },
    ...commentEntry(opened, comment),
  };
  const event = value.decision === 'approve' ? 'request-approved' : 'request-rejected';
  const seq = appendRow(database, store, { event, time, requestId: id, entry });
  const columns = 'list_id, step, decision, statement, signature, certificate, journal_seq';
  database
    .prepare(`INSERT INTO list_decisions (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`)
    .run(id, value.step, value.decision, signed.statement, signed.signature, signed.certificate, seq);
}

/** Errors: `statement-*`, `store-duplicate`. */
export function insertListCancellation(
  { database, store, time }: WriteContext,
  id: string,
  signed: SignedStatement,
): void {
  const { value, sm3, signer } = openStatement(kindsFor(readList(database, id)).cancellation, signed);
  if (database.prepare('SELECT 1 FROM list_cancellations WHERE list_id = ?').get(id))
    throw new BianyinError('store-duplicate', { what: id });
  const entry = {
    ...{ applicant: signer.name, approvalNumber: id, copies: value.count, remark: value.reason },
    ...{ listSm3: value.listSm3, statementSm3: sm3 },
  };
  const seq = appendRow(database, store, { event: 'request-cancelled', time, requestId: id, entry });
  const columns = 'list_id, statement, signature, certificate, journal_seq';
  database
    .prepare(`INSERT INTO list_cancellations (${columns}) VALUES (?, ?, ?, ?, ?)`)
    .run(id, signed.statement, signed.signature, signed.certificate, seq);
}
