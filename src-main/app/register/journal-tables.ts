/** The register as tables: all columns for XLSX, those of a paper register for PDF; both say which rows they hold. */
import type { Language } from '../../domain/errors/sentence.ts';
import { isJournalEvent, journalEventNames } from '../../domain/journal-event.ts';
import type { JournalFilter } from '../../contract/journal-filter.ts';
import { isWholeJournal } from '../../contract/journal-filter.ts';
import { registerRemark, registerResult } from '../../contract/register-cells.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { isSealTypeCode, sealKindNames } from '../../domain/seal-kind.ts';
import { reportWords } from '../../report/report-words.ts';
import type { Table } from '../../report/table.ts';
import type { ExportedRow, RegisterLine } from '../../store/journal-export.ts';

/** Name of a column in the export → English title and width in XLSX and on paper (0: not on paper). */
const columns: Readonly<Record<string, readonly [string, number, number]>> = {
  序号: ['No.', 8, 4],
  时间: ['Time', 24, 12],
  事件: ['Event', 16, 9],
  用印编号: ['Use', 28, 15],
  '用印单位（部门）': ['Dept.', 18, 9],
  用印事项说明: ['Purpose', 36, 17],
  相对方: ['Counterparty', 30, 13],
  金额: ['Amount', 18, 13],
  份数: ['Copies', 8, 8],
  经办人: ['Applicant', 12, 10],
  审批人: ['Approvers', 28, 11],
  用印人: ['Sealed by', 12, 7],
  审批编号: ['Request', 26, 0],
  印章编号: ['Seal number', 22, 0],
  印章类型: ['Kind of seal', 14, 9],
  文件名称: ['File', 30, 14],
  '文件SM3（前）': ['SM3 of the file before', 68, 0],
  '文件SM3（后）': ['SM3 of the file after', 68, 0],
  页与坐标: ['Pages and places', 40, 0],
  签名值SM3: ['SM3 of signature', 68, 0],
  证书序列号: ['Certificate', 36, 0],
  结果: ['Result', 24, 13],
  设备: ['Device', 18, 0],
  备注: ['Remark', 24, 10],
  更正: ['Corrects', 8, 0],
  声明SM3: ['SM3 of statement', 68, 0],
  前条SM3: ['SM3 of the row before', 68, 0],
  本条SM3: ['SM3 of row', 68, 0],
};

/** A row of the register with its line for people (register-lines.ts). */
export interface RegisterRow {
  readonly row: ExportedRow;
  readonly line: RegisterLine;
}

/** Every column. */
export function journalTable(rows: readonly RegisterRow[], language: Language): Table {
  return tableOf(rows, language, Object.keys(columns), 1);
}

/** The columns of a paper register. */
export function journalPaperTable(rows: readonly RegisterRow[], language: Language): Table {
  const shown = Object.entries(columns).filter(([, [, , width]]) => width > 0);
  return tableOf(
    rows,
    language,
    shown.map(([name]) => name),
    2,
  );
}

function tableOf(
  rows: readonly RegisterRow[],
  language: Language,
  names: readonly string[],
  width: 1 | 2,
): Table {
  return {
    title: reportWords(language)('journalTitle'),
    columns: names.map((name) => ({
      title: language === 'en' ? (columns[name]?.[0] ?? name) : name,
      width: columns[name]?.[width] ?? 20,
    })),
    rows: rows.map(({ row, line }) => names.map((name) => cellOf(name, row, line[name] ?? '', language))),
  };
}

function cellOf(name: string, row: ExportedRow, value: string | number, language: Language): string | number {
  // Rows that use nothing yet belong to a request all the same.
  if (name === '用印编号' && value === '') return row.requestId ?? '';
  if (name === '时间') return chinaTimeText(new Date(row.time), language);
  if (name === '事件') return journalEventNames[row.event][language];
  if (name === '结果') return registerResult(String(value), language);
  if (name === '备注') return registerRemark(String(value), language);
  if (name === '印章类型' && typeof value === 'string' && isSealTypeCode(value))
    return sealKindNames[value][language];
  return value;
}

/** `全部记录，128 条`, or the filter as a sentence with both numbers. */
export function scopeSentence(
  filter: JournalFilter,
  { count, total }: { readonly count: number; readonly total: number },
  language: Language,
): string {
  const say = reportWords(language);
  if (isWholeJournal(filter)) return say('journalWhole', { count });
  return say('journalFiltered', { filter: filterSentence(filter, language), count, total });
}

function filterSentence({ from, to, event, seal, text }: JournalFilter, language: Language): string {
  const isZh = language === 'zh';
  const parts = [
    ...(from === undefined ? [] : [isZh ? `${from} 起` : `from ${from}`]),
    ...(to === undefined ? [] : [isZh ? `到 ${to}` : `to ${to}`]),
    ...(event !== undefined && isJournalEvent(event) ? [journalEventNames[event][language]] : []),
    ...(seal !== undefined && isSealTypeCode(seal) ? [sealKindNames[seal][language]] : []),
    ...(text === undefined || text.trim() === ''
      ? []
      : [isZh ? `含“${text.trim()}”` : `with “${text.trim()}”`]),
  ];
  return parts.join(isZh ? '，' : ', ');
}
