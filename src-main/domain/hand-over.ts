/**
 * What the register says of seals that change hands and of people who leave (docs/adr/0046; 用印制度 samples: change of keeper → 移交单): written
 * beside the policy that does it, so that a sheet can be made of it at any time.
 */
import type { ApproverRole, Role } from './role.ts';
import type { SealTypeCode } from './seal-kind.ts';

/** A running request by its number, and whether the policy ended it. */
export interface OpenAtHandOver {
  readonly id: string;
  readonly isEnded: boolean;
  /** Whose turn it was; rows of earlier versions do not say. */
  readonly awaits?: ApproverRole | 'keeper';
}

/** One seal that somebody keeps no more. People by their names. */
export interface SealHandOver {
  /** Number of the policy. */
  readonly policy: number;
  readonly esId: string;
  readonly typeCode: SealTypeCode;
  readonly from: readonly string[];
  /** Who keeps it from now on and did not before. */
  readonly to: readonly string[];
  /** Who kept it before and keeps it still. */
  readonly stay: readonly string[];
  /** The last row of the register about this seal; null where it was never used here. */
  readonly lastRow: { readonly seq: number; readonly time: string; readonly use: string } | null;
  /** Uses that were completed, and those that were counted and broke off. */
  readonly uses: number;
  readonly broken: number;
  readonly open: readonly OpenAtHandOver[];
}

/** Somebody whom the policy names no more. */
export interface PersonLeft {
  readonly policy: number;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Numbers of the seals that were kept. */
  readonly seals: readonly string[];
  /** For whom the person could stand in, and who for them. */
  readonly deputyOf: readonly string[];
  readonly deputies: readonly string[];
  /** Delegations, given or taken, that ended with it. */
  readonly delegations: number;
  /** Requests that were theirs, or that waited for them. */
  readonly open: readonly OpenAtHandOver[];
}

/** 备注 of the row, for people. */
export function handOverRemark({ from, to, stay, uses, lastRow, open }: SealHandOver): string {
  const takers = [...to, ...stay];
  const parts = [
    `由 ${from.join('、')} 移交 ${takers.length > 0 ? takers.join('、') : '（停用）'}`,
    lastRow === null ? '此前没有用过印' : `登记簿至第 ${lastRow.seq} 条，共用印 ${uses} 次`,
    ...openWords(open),
  ];
  return parts.join('；');
}

export function leftRemark({ seals, delegations, open }: PersonLeft): string {
  const parts = [
    ...(seals.length > 0 ? [`移交印章 ${seals.length} 枚`] : []),
    ...(delegations > 0 ? [`终止委托 ${delegations} 份`] : []),
    ...openWords(open),
  ];
  return parts.length > 0 ? parts.join('；') : '没有未办结的事';
}

function openWords(open: readonly OpenAtHandOver[]): string[] {
  const ended = open.filter(({ isEnded }) => isEnded).length;
  return open.length > 0 ? [`未办结 ${open.length} 件，其中作废 ${ended} 件`] : [];
}
