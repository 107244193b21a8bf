/** The register for people and for other systems: rows as lines under the columns of the register, and as CSV. */
import { commentMark } from '../domain/approval-words.ts';
import { registerColumnNames, type RegisterColumn, type RegisterLine } from '../domain/register-columns.ts';
import type { FoundRow } from './found-rows.ts';
import type { RegisterEntry } from './journal-row.ts';

/** Columns that a row leaves to its request: its signed text says them (register-lines.ts). */
type OfRequest = '相对方' | '金额';

type Fill = (row: ExportedRow) => string | number | undefined;
/** How a row fills each column. */
const fills: Readonly<Record<Exclude<RegisterColumn, OfRequest>, Fill>> & Partial<Record<OfRequest, Fill>> = {
  序号: (row) => row.seq,
  时间: (row) => row.time,
  事件: (row) => row.event,
  用印编号: (row) => (row.useNumber === null ? undefined : `${row.requestId ?? ''}#${row.useNumber}`),
  '用印单位（部门）': (row) => row.entry.department,
  用印事项说明: (row) => row.entry.reason,
  份数: (row) => row.entry.copies,
  经办人: (row) => row.entry.applicant,
  审批人: (row) => row.entry.approvers?.join('、'),
  用印人: (row) => row.entry.keeper,
  审批编号: (row) => row.entry.approvalNumber,
  印章编号: (row) => row.entry.esId,
  印章类型: (row) => row.entry.sealType,
  文件名称: (row) => row.entry.fileName,
  '文件SM3（前）': (row) => row.entry.documentSm3,
  '文件SM3（后）': (row) => row.entry.sealedSm3,
  页与坐标: (row) => row.entry.marks,
  签名值SM3: (row) => row.entry.signatureSm3,
  证书序列号: (row) => row.entry.certificateSerial,
  结果: (row) => row.entry.result,
  时间戳: (row) => row.entry.timeStamp,
  设备: (row) => row.entry.device,
  备注: (row) => (row.isBroken ? `${brokenMark}${remarkOf(row.entry)}` : remarkOf(row.entry)),
  更正: (row) => row.corrects ?? undefined,
  声明SM3: (row) => row.entry.statementSm3,
  前条SM3: (row) => row.prevSm3,
  本条SM3: (row) => row.sm3,
};

export type ExportedRow = FoundRow;

/** With what was said beside an approval. */
function remarkOf({ remark = '', comment }: RegisterEntry): string {
  return comment === undefined ? remark : `${remark}${commentMark}${comment}`;
}

/** Stands before the remark of a row at which the chain is broken. */
const brokenMark = '【链在此断开】';

/** Rows as lines of the register: every column, empty where a row knows nothing. */
export function exportJournal(rows: readonly ExportedRow[]): RegisterLine[] {
  return rows.map((row) =>
    Object.fromEntries(registerColumnNames.map((name) => [name, fills[name]?.(row) ?? ''])),
  );
}

/** RFC 4180 with a byte order mark, which spreadsheets need for Chinese. */
export function registerCsv(lines: readonly RegisterLine[]): string {
  const texts = lines.map((line) => registerColumnNames.map((name) => cell(line[name] ?? '')).join(','));
  return `\ufeff${[registerColumnNames.map(cell).join(','), ...texts].join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is shown as text by a leading apostrophe. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
