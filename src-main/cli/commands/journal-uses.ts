/** `bianyin journal uses`: the register with one row for each use (Art. 16), filtered, with sums for each currency; as CSV, XLSX or JSON. */
import { groupedAmount } from '../../domain/amount.ts';
import { Command, InvalidArgumentError } from 'commander';
import { readUses, type UseRecord } from '../../app/register/use-records.ts';
import { usesScope, usesTable } from '../../app/register/use-tables.ts';
import type { AppSession } from '../../app/session.ts';
import { cellOfUse } from '../../contract/use-cells.ts';
import { matchesUse, totalsOfUses, useFilter, type UseFilter } from '../../contract/use-filter.ts';
import { matters } from '../../domain/matter.ts';
import { sealTypeCodes } from '../../domain/seal-kind.ts';
import type { UseColumn } from '../../domain/use-columns.ts';
import { useStates } from '../../domain/use-state.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { safeText } from '../../report/safe-text.ts';
import { tableCsv, tableXlsx } from '../../report/table.ts';
import { table } from '../output.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';
import { oneOf } from '../usage-error.ts';

interface UsesOptions extends CommonOptions, UseFilter {
  readonly format?: 'csv' | 'json' | 'xlsx';
  readonly out?: string;
}

/** What a line of a terminal has room for. */
const listed: readonly UseColumn[] = [
  '用印编号',
  '时间',
  '印章',
  '文件名称',
  '相对方',
  '金额',
  '币种',
  '用印人',
  '结果',
];
/** Money stands under money. */
const MONEY = listed.indexOf('金额');

export function journalUsesCommand(): Command {
  return new Command('uses')
    .description('每次用印一行：筛选、按币种合计、导出')
    .option('--from <日期>', '第一天，例如 2026-11-01', part('from'))
    .option('--to <日期>', '最后一天', part('to'))
    .option('--seal <类型>', '印章类型', oneOf(...sealTypeCodes))
    .option('--state <状态>', '结果', oneOf(...useStates))
    .option('--matter <事项>', '用印事项', oneOf(...matters))
    .option('--person <姓名>', '经办、审批、用印或被代行的人', part('person'))
    .option('--counterparty <名称>', '相对方', part('counterparty'))
    .option('--text <文字>', '行内任何一处', part('text'))
    .option('--format <csv|json|xlsx>', '导出的格式', oneOf('csv', 'json', 'xlsx'))
    .option('--out <文件>', '写到文件；XLSX 必须写到文件')
    .action((options: UsesOptions, command: Command) => {
      // A workbook is nothing for a screen.
      if (options.format === 'xlsx' && options.out === undefined)
        command.error("error: required option '--out <文件>' not specified", {
          code: 'commander.missingMandatoryOptionValue',
        });
      return runCommand(options, (session) => answer(session, options));
    });
}

function part(name: keyof UseFilter): (text: string) => string {
  return (text) => {
    if (useFilter.safeParse({ [name]: text }).success) return text;
    throw new InvalidArgumentError(name === 'from' || name === 'to' ? 'YYYY-MM-DD' : '≤ 100');
  };
}

async function answer(session: AppSession, options: UsesOptions) {
  const { from, to, seal, state, matter, person, counterparty, text, format, out } = options;
  const filter: UseFilter = { from, to, seal, state, matter, person, counterparty, text };
  const all = readUses(session);
  const uses = all.filter((use) => matchesUse(use, filter));
  const totals = totalsOfUses(uses);
  const scope = usesScope(filter, { count: uses.length, total: all.length }, 'zh');
  const value = { uses, totals };
  if (out === undefined && format === undefined)
    return { value, lines: [...linesOf(uses), ...totals.map(totalLine), scope] };
  const data =
    format === 'json'
      ? `${JSON.stringify(value, null, 2)}\n`
      : await (format === 'xlsx' ? tableXlsx : tableCsv)({ ...usesTable(uses, 'zh'), note: scope });
  if (out === undefined) return { value, lines: [], data: String(data).trimEnd() };
  requireOutsideHome(session.home, out);
  writeNewFile(out, data);
  return { value: { ok: true, rows: uses.length }, lines: [`已导出 ${uses.length} 条。`] };
}

function linesOf(uses: readonly UseRecord[]): string[] {
  const rows = uses.map((use) => listed.map((name) => safeText(cellOf(use, name))));
  const width = Math.max(4, ...rows.map((row) => row[MONEY]?.length ?? 0));
  const aligned = rows.map((row) => row.with(MONEY, (row[MONEY] ?? '').padStart(width)));
  return table([listed.map((name, i) => (i === MONEY ? name.padStart(width - 2) : name)), ...aligned]);
}

function cellOf(use: UseRecord, name: UseColumn): string {
  if (name === '金额') return use.amount === null ? '' : groupedAmount(use.amount);
  return String(cellOfUse(use, name, 'zh'));
}

function totalLine({ currency, amount, count }: ReturnType<typeof totalsOfUses>[number]): string {
  return `合计 ${currency} ${groupedAmount(amount)}（已盖章 ${count} 份文件）`;
}
