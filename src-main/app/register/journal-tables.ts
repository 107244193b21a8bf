/** The register as tables: all columns for XLSX, those of a paper register for PDF; both say which rows they hold. */
import type { Language } from '../../domain/errors/sentence.ts';
import { isJournalEvent, journalEventNames } from '../../domain/journal-event.ts';
import type { JournalFilter } from '../../contract/journal-filter.ts';
import { isWholeJournal } from '../../contract/journal-filter.ts';
import { registerRemark, registerResult, registerTimeStamp } from '../../contract/register-cells.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import {
  registerColumnNames,
  registerColumns,
  type RegisterColumn,
  type RegisterLine,
} from '../../domain/register-columns.ts';
import { isSealTypeCode, sealKindNames } from '../../domain/seal-kind.ts';
import { reportWords } from '../../report/report-words.ts';
import type { Table } from '../../report/table.ts';
import type { ExportedRow } from '../../store/journal-export.ts';

/** A row of the register with its line for people (register-lines.ts). */
export interface RegisterRow {
  readonly row: ExportedRow;
  readonly line: RegisterLine;
}

/** Every column. */
export function journalTable(rows: readonly RegisterRow[], language: Language): Table {
  return tableOf(rows, language, registerColumnNames, 1);
}

/** The columns of a paper register. */
export function journalPaperTable(rows: readonly RegisterRow[], language: Language): Table {
  return tableOf(
    rows,
    language,
    registerColumnNames.filter((name) => registerColumns[name][2] > 0),
    2,
  );
}

function tableOf(
  rows: readonly RegisterRow[],
  language: Language,
  names: readonly RegisterColumn[],
  width: 1 | 2,
): Table {
  return {
    title: reportWords(language)('journalTitle'),
    columns: names.map((name) => ({
      title: language === 'en' ? registerColumns[name][0] : name,
      width: registerColumns[name][width],
      ...(name === '金额' ? { isMoney: true } : {}),
    })),
    rows: rows.map(({ row, line }) =>
      names.map((name) => {
        const cell = cellOf(name, row, line[name] ?? '', language);
        return name === '金额' && width === SHEET ? summable(cell) : cell;
      }),
    ),
  };
}

/** Widths of tables for spreadsheets; the others are for paper. */
const SHEET = 1;

/**
 * Yuan as a number, so that a spreadsheet can add them up; another currency stays a text, which nobody adds to yuan by mistake, and
 * so does an amount that a spreadsheet would round.
 */
function summable(cell: string | number): string | number {
  const yuan = /^￥([\d,]+\.\d{2})$/.exec(String(cell))?.[1]?.replaceAll(',', '');
  if (yuan === undefined || !Number.isSafeInteger(Number(yuan.replace('.', '')))) return cell;
  return Number(yuan);
}

function cellOf(
  name: RegisterColumn,
  row: ExportedRow,
  value: string | number,
  language: Language,
): string | number {
  // Rows that use nothing yet belong to a request all the same.
  if (name === '用印编号' && value === '') return row.requestId ?? '';
  if (name === '时间') return chinaTimeText(new Date(row.time), language);
  if (name === '事件') return journalEventNames[row.event][language];
  if (name === '结果') return registerResult(String(value), language);
  if (name === '时间戳') return registerTimeStamp(String(value), language);
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
