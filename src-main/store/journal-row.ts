/** One row of the register of uses (用印登记簿): what is written, and how rows hold on to each other by SM3. */
import { canonicalJson, parseCanonicalJson } from '../approval/canonical-json.ts';
import { textSm3, type SignedStatement } from '../approval/statement.ts';
import type { PersonLeft, SealHandOver } from '../domain/hand-over.ts';
import type { JournalEvent, WrittenEvent } from '../domain/journal-event.ts';
import type { TimeStampState } from '../domain/time-stamp.ts';

/** The columns of the register; each row fills those that it knows. */
export interface RegisterEntry {
  /** 用印单位（部门） */
  readonly department?: string;
  /** 用印事项说明 */
  readonly reason?: string;
  /** 份数 */
  readonly copies?: number;
  /** 经办人 */
  readonly applicant?: string;
  /** 审批人 */
  readonly approvers?: readonly string[];
  /** 用印人（保管人） */
  readonly keeper?: string;
  /** 审批编号 */
  readonly approvalNumber?: string;
  /** 备注 */
  readonly remark?: string;
  /** What an approver said beside the approval; `signed` has it as it was signed. */
  readonly comment?: string;
  /** 印章编号 */
  readonly esId?: string;
  readonly sealType?: string;
  readonly fileName?: string;
  /** Hex SM3 of the file before and after. */
  readonly documentSm3?: string;
  readonly sealedSm3?: string;
  /** Octets of the sealed file; rows of earlier versions do not say. */
  readonly size?: number;
  /** 页与坐标, in words. */
  readonly marks?: string;
  /** Hex SM3 of the signature value. */
  readonly signatureSm3?: string;
  /** Serial number of the seal's certificate, hex. */
  readonly certificateSerial?: string;
  /** 时间戳 of the sealed file (domain/time-stamp.ts); rows of earlier versions do not say. */
  readonly timeStamp?: TimeStampState;
  /** The time that a time stamp proved, ISO 8601, UTC: of one that was added afterwards. */
  readonly timeStampTime?: string;
  /** 结果: `ok`, or an error code. */
  readonly result?: string;
  /** 设备 */
  readonly device?: string;
  /** Hex SM3 of the signed text that was stored with this row, and of a request's details. */
  readonly statementSm3?: string;
  readonly requestSm3?: string;
  /** Hex SM3 of the list that a row is about, or that its use belongs to. */
  readonly listSm3?: string;
  /** Hex SM3 of the backup that a drill or a restore was about, and when it was made, ISO 8601, UTC. */
  readonly backupSm3?: string;
  readonly backupAt?: string;
  /** What a policy took from whom; its signature stands in the row of the policy. */
  readonly handOver?: SealHandOver;
  readonly left?: PersonLeft;
  /** What was signed for this row, where no table of its own keeps it. */
  readonly signed?: SignedStatement;
}

/** What is to be written. */
export interface NewRow {
  readonly event: WrittenEvent;
  readonly time: Date;
  readonly requestId?: string;
  readonly useNumber?: number;
  readonly corrects?: number;
  readonly entry: RegisterEntry;
}

export interface JournalRow {
  readonly v: 1;
  readonly store: string;
  /** 1 for the first row. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly event: JournalEvent;
  readonly requestId: string | null;
  readonly useNumber: number | null;
  /** Number of the row that this one corrects. */
  readonly corrects: number | null;
  readonly entry: RegisterEntry;
  /** Hex SM3 of the row before; of the store's identifier for the first. */
  readonly prevSm3: string;
}

/** Where the journal stands: enough for an outside witness to notice later that rows are gone. */
export interface JournalHead {
  readonly store: string;
  /** 0 while the journal is empty. */
  readonly seq: number;
  readonly sm3: string;
}

/** What the first row holds on to. */
export function emptyHead(store: string): JournalHead {
  return { store, seq: 0, sm3: textSm3(`bianyin.journal/1 ${store}`) };
}

export interface EncodedRow {
  readonly content: string;
  readonly sm3: string;
}

/** The canonical text of a row and its SM3, which the next row names. */
export function encodeRow(row: JournalRow): EncodedRow {
  const content = canonicalJson(row);
  return { content, sm3: textSm3(content) };
}

/** The row of a stored text, or undefined when the text is not one or its digest is wrong. */
export function decodeRow({ content, sm3 }: EncodedRow): JournalRow | undefined {
  if (textSm3(content) !== sm3) return undefined;
  try {
    return parseCanonicalJson(content) as unknown as JournalRow;
  } catch {
    return undefined;
  }
}
