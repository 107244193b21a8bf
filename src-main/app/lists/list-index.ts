/**
 * The index of a list that was sealed: every file with its SM3 before and after, what it is about and what became of it, for people
 * (XLSX) and for programs (JSON), written beside the sealed files. It proves nothing by itself: the seals and the register do.
 */
import { join } from 'node:path';
import { sandboxWords } from '../../domain/sandbox-mark.ts';
import { itemStateNames, type ItemState } from '../../domain/list-state.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import type { Language } from '../../domain/errors/sentence.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { tableXlsx, type Table } from '../../report/table.ts';

export interface IndexRow {
  readonly number: string | null;
  readonly counterparty: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  /** Name of the unsealed file. */
  readonly file: string;
  /** Hex SM3 of the unsealed file. */
  readonly sm3: string;
  readonly state: ItemState;
  /** Why it was skipped or failed, a sentence; empty. */
  readonly why: string;
  /** Name of the sealed file in this folder; null when there is none. */
  readonly sealedFile: string | null;
  readonly sealedSm3: string | null;
  /** When it was sealed, ISO 8601, UTC. */
  readonly time: string | null;
  /** Number of its own request. */
  readonly requestId: string;
}

export interface ListIndex {
  readonly listId: string;
  readonly enterprise: string;
  readonly seal: string;
  readonly reason: string;
  readonly madeAt: Date;
  readonly isSandbox: boolean;
  readonly rows: readonly IndexRow[];
}

const columns = [
  ['序号', 'No.', 7],
  ['编号', 'Number', 20],
  ['相对方', 'Counterparty', 30],
  ['币种', 'Currency', 8],
  ['金额', 'Amount', 16],
  ['文件', 'File', 34],
  ['状态', 'State', 12],
  ['说明', 'Remark', 36],
  ['盖章后的文件', 'Sealed file', 40],
  ['盖章时间', 'Sealed at', 24],
  ['文件SM3（前）', 'SM3 before', 68],
  ['文件SM3（后）', 'SM3 after', 68],
  ['申请编号', 'Request', 22],
] as const;

/** Both files, under names that are new; their names. Errors: `output-not-writable`, `output-exists`. */
export async function writeListIndex(
  folder: string,
  index: ListIndex,
  language: Language,
): Promise<string[]> {
  const stem = `${language === 'zh' ? '用印索引' : 'index'}_${index.listId}_${stampOf(index.madeAt)}`;
  const names = [`${stem}.xlsx`, `${stem}.json`];
  const [xlsx, json] = [await tableXlsx(indexTable(index, language)), indexJson(index)];
  writeNewFile(join(folder, names[0] ?? ''), xlsx);
  writeNewFile(join(folder, names[1] ?? ''), json);
  return names;
}

/** `20261130-141205`, China time. */
function stampOf(time: Date): string {
  const china = new Date(time.getTime() + 8 * 3_600_000).toISOString();
  return china.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
}

/** Amounts are numbers as long as a spreadsheet keeps them; every other cell is text, whatever it looks like. */
export function indexTable(
  { listId, enterprise, seal, reason, isSandbox, rows }: ListIndex,
  language: Language,
): Table {
  const at = language === 'zh' ? 0 : 1;
  const about = [listId, enterprise, seal, reason].join(' · ');
  return {
    title: language === 'zh' ? '用印索引' : 'Index of sealed files',
    note: isSandbox ? `${sandboxWords[language]} ${about}` : about,
    columns: columns.map((column) => ({
      title: column[at],
      width: column[2],
      isMoney: column[0] === '金额',
    })),
    rows: rows.map((row, i) => [
      i + 1,
      row.number ?? '',
      row.counterparty ?? '',
      row.amount === null ? '' : (row.currency ?? ''),
      row.amount === null ? '' : moneyCell(row.amount),
      row.file,
      itemStateNames[row.state][language],
      row.why,
      row.sealedFile ?? '',
      row.time === null ? '' : chinaTimeText(new Date(row.time), language),
      row.sm3,
      row.sealedSm3 ?? '',
      row.requestId,
    ]),
  };
}

/** A spreadsheet keeps 15 digits. */
function moneyCell(amount: string): string | number {
  return amount.replace('.', '').length <= 15 ? Number(amount) : amount;
}

function indexJson({ madeAt, rows, ...about }: ListIndex): string {
  const files = rows.map((row, i) => ({ index: i + 1, ...row }));
  return `${JSON.stringify({ v: 1, kind: 'bianyin.list-index', madeAt: madeAt.toISOString(), ...about, files }, null, 2)}\n`;
}
