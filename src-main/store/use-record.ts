/**
 * One use of a seal as a row of the register (Art. 16): what the rows of the use and the signed text of its request say, put together. A use
 * that is still open, failed or was given back is one too.
 */
import type { Request } from '../approval/request.ts';
import { listPartsOf } from '../approval/list.ts';
import { behalfOf } from '../domain/approval-words.ts';
import type { UseColumn } from '../domain/use-columns.ts';
import type { UseState } from '../domain/use-state.ts';
import type { FoundRow } from './found-rows.ts';
import type { RegisterEntry } from './journal-row.ts';

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

/** What is known of a use. */
export interface UseSources {
  readonly requestId: string;
  readonly useNumber: number;
  /** In order, at least one. */
  readonly rows: readonly FoundRow[];
  /** Null where its text is not there, or not the one that was submitted. */
  readonly request: Request | null;
  /** Where its file was written. */
  readonly place: string | undefined;
}

/** Undefined without rows. */
export function useRecordOf({
  requestId,
  useNumber,
  rows,
  request,
  place,
}: UseSources): UseRecord | undefined {
  const [begun] = rows;
  if (!begun) return undefined;
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
function stateOf(rows: readonly FoundRow[]): UseState {
  const has = (event: FoundRow['event']): boolean => rows.some((row) => row.event === event);
  const isSealed = has('use-completed') || has('file-found');
  if (isSealed) return isWaiting(rows) ? 'waiting' : 'sealed';
  if (has('use-returned')) return 'returned';
  if (has('use-failed')) return 'failed';
  if (has('use-interrupted')) return 'interrupted';
  return has('file-missing') ? 'missing' : 'under-way';
}

function isWaiting(rows: readonly FoundRow[]): boolean {
  return rows.findLast(({ entry }) => entry.timeStamp !== undefined)?.entry.timeStamp === 'waiting';
}
