/**
 * The register with one row for each use (Art. 16): what the rows of a use and the signed text of its request say, put together. A use that
 * is still open, failed or was given back has its row too; acts that use no seal have none.
 */
import { openRequest, readDetails, type Request } from '../../approval/request.ts';
import { textSm3 } from '../../approval/statement.ts';
import { listPartsOf } from '../../approval/list.ts';
import { behalfOf } from '../../domain/approval-words.ts';
import type { UseColumn } from '../../domain/use-columns.ts';
import type { UseState } from '../../domain/use-state.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ExportedRow } from '../../store/journal-export.ts';
import type { RegisterEntry } from '../../store/journal-row.ts';
import type { Store } from '../../store/store.ts';
import { readJournal, withRegister } from './journal.ts';
import type { AppSession } from '../session.ts';

export interface UseRecord {
  /** Of the row with which it began. */
  readonly seq: number;
  /** When it began, ISO 8601, UTC. */
  readonly time: string;
  readonly requestId: string;
  readonly useNumber: number;
  readonly state: UseState;
  /** 印章类型, `01` to `05`; empty when nothing says it. */
  readonly sealType: string;
  readonly matter: Request['matter'] | null;
  /** Which file it was about: uses with the same are on one. */
  readonly paper: string;
  /** Exact decimal. */
  readonly amount: string | null;
  readonly currency: string | null;
  /** The chain is broken at one of its rows. */
  readonly isBroken: boolean;
  /** Filled columns; codes and times are words later (use-cells.ts). */
  readonly columns: Readonly<Partial<Record<UseColumn, string | number>>>;
}

/** All uses in the order in which they began. Errors: `store-*`. */
export function readUses(session: AppSession): UseRecord[] {
  const journal = readJournal(session);
  const submitted = new Map(
    journal.flatMap(({ event, requestId, entry }) =>
      event === 'request-submitted' && requestId !== null ? [[requestId, entry.requestSm3]] : [],
    ),
  );
  const groups = Map.groupBy(
    journal.filter(({ requestId, useNumber }) => requestId !== null && useNumber !== null),
    ({ requestId, useNumber }) => `${requestId ?? ''}#${useNumber ?? 0}`,
  );
  return withRegister(session, (store) => {
    const places = store.signedPlaces();
    const requests = new Map<string, Request | null>();
    const requestOf = (id: string): Request | null => {
      const known = requests.get(id);
      if (known !== undefined) return known;
      const read = readRequest(store, id, submitted.get(id));
      requests.set(id, read);
      return read;
    };
    return [...groups].flatMap(([id, rows]) => {
      const [begun] = rows;
      if (!begun) return [];
      return [recordOf(rows, begun, requestOf(begun.requestId ?? ''), places.get(id))];
    });
  });
}

/**
 * Null for one that cannot be opened any more: its uses are shown all the same. `onRow`: the digest of its text that the row of its submission
 * holds; what has it was verified when it came, and thousands of signatures are not verified again to be shown.
 */
function readRequest(store: Store, id: string, onRow: string | undefined): Request | null {
  try {
    const signed = store.request(id).request;
    if (onRow === undefined || signed.list) return openRequest(signed).request;
    return textSm3(signed.request) === onRow ? readDetails(signed.request) : null;
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

function recordOf(
  rows: readonly ExportedRow[],
  begun: ExportedRow,
  request: Request | null,
  place: string | undefined,
): UseRecord {
  const requestId = begun.requestId ?? '';
  const useNumber = begun.useNumber ?? 0;
  const entry = rows.reduce<RegisterEntry>((all, row) => ({ ...all, ...row.entry }), {});
  const state = stateOf(rows);
  const parts = listPartsOf(requestId);
  const columns = {
    ...columnsOf(entry, begun.entry, request),
    用印编号: `${requestId}#${useNumber}`,
    结果: state === 'failed' || state === 'returned' ? (entry.result ?? '') : '',
    时间戳: rows.some(({ event }) => event === 'timestamp-added') ? 'added' : (entry.timeStamp ?? ''),
    去向: state === 'sealed' || state === 'waiting' ? (place ?? '') : '',
  };
  return {
    ...{ seq: begun.seq, time: begun.time, requestId, useNumber, state },
    sealType: begun.entry.sealType ?? request?.seal.typeCode ?? '',
    matter: request?.matter ?? null,
    // Seals of a set are on one file.
    paper: request?.seals && parts ? parts.listId : requestId,
    amount: request?.amount ?? null,
    currency: request?.amount === undefined ? null : (request.currency ?? 'CNY'),
    isBroken: rows.some(({ isBroken }) => isBroken === true),
    columns: Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== '')),
  };
}

function columnsOf(
  entry: RegisterEntry,
  begun: RegisterEntry,
  request: Request | null,
): Partial<Record<UseColumn, string | number>> {
  const names = [...(begun.approvers ?? []), begun.keeper ?? ''];
  return {
    印章编号: begun.esId ?? '',
    文件名称: begun.fileName ?? request?.document.name ?? '',
    '文件SM3（前）': begun.documentSm3 ?? '',
    '文件SM3（后）': entry.sealedSm3 ?? '',
    页与坐标: begun.marks ?? '',
    用印事由: begun.reason ?? request?.reason ?? '',
    编号: request?.reference ?? '',
    相对方: request?.counterparty ?? '',
    份数: begun.copies ?? '',
    '用印单位（部门）': begun.department ?? '',
    经办人: begun.applicant ?? '',
    审批人: begun.approvers?.join('、') ?? '',
    用印人: begun.keeper ?? '',
    代行: [...new Set(names.flatMap((name) => behalfOf(name) ?? []))].join('、'),
    备注: begun.remark ?? '',
  };
}

/** What the rows of a use come to. */
function stateOf(rows: readonly ExportedRow[]): UseState {
  const has = (event: ExportedRow['event']): boolean => rows.some((row) => row.event === event);
  const isSealed = has('use-completed') || has('file-found');
  if (isSealed) return isWaiting(rows) ? 'waiting' : 'sealed';
  if (has('use-returned')) return 'returned';
  if (has('use-failed')) return 'failed';
  if (has('use-interrupted')) return 'interrupted';
  return has('file-missing') ? 'missing' : 'under-way';
}

function isWaiting(rows: readonly ExportedRow[]): boolean {
  return rows.findLast(({ entry }) => entry.timeStamp !== undefined)?.entry.timeStamp === 'waiting';
}
