/** `bianyin journal uses`: the register with one row for each use (Art. 16), filtered, with sums for each currency; as CSV, XLSX or JSON. */
import { groupedAmount } from '../../domain/amount.ts';
import { Command, InvalidArgumentError } from 'commander';
import { usesPage, withUses, type UseRecord } from '../../app/register/use-records.ts';
import { usesHead, usesRows, usesScope } from '../../app/register/use-tables.ts';
import type { AppSession } from '../../app/session.ts';
import { cellOfUse } from '../../contract/use-cells.ts';
import { useFilter, type UseFilter } from '../../contract/use-filter.ts';
import type { ListTotals } from '../../domain/list-totals.ts';
import { matters } from '../../domain/matter.ts';
import { sealTypeCodes } from '../../domain/seal-kind.ts';
import type { UseColumn } from '../../domain/use-columns.ts';
import { useStates } from '../../domain/use-state.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { safeText } from '../../report/safe-text.ts';
import { csvPieces, tableXlsx } from '../../report/table.ts';
import { table } from '../output.ts';
import { runCommand, wholeNumber, type CommonOptions } from '../run-command.ts';
import { oneOf } from '../usage-error.ts';

interface UsesOptions extends CommonOptions, UseFilter {
  readonly format?: 'csv' | 'json' | 'xlsx';
  readonly out?: string;
  readonly limit?: string;
  readonly after?: string;
}

/** What a line of a terminal has room for. */
const listedColumns: readonly UseColumn[] = [
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
const MONEY = listedColumns.indexOf('金额');

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
    .option('--limit <条数>', '屏幕上一次列出多少条（默认 200）；导出总是全部')
    .option('--after <序号>', '从这个序号之后接着列')
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
  const { from, to, seal, state, matter, person, counterparty, text, format } = options;
  const filter: UseFilter = { from, to, seal, state, matter, person, counterparty, text };
  return format === undefined && options.out === undefined
    ? listed(session, filter, options)
    : exported(session, filter, options);
}

function listed(session: AppSession, filter: UseFilter, { limit = '200', after }: UsesOptions) {
  const behind = after === undefined ? undefined : wholeNumber('--after', after);
  const wish = { order: 'oldest', behind, limit: wholeNumber('--limit', limit) } as const;
  const { uses, totals, next, ...counts } = usesPage(session, filter, wish);
  const more = next === null ? [] : [`只列出 ${uses.length} 条；往下看：--after ${next}`];
  return {
    value: { uses, totals, next },
    lines: [...linesOf(uses), ...more, ...totals.map(totalLine), usesScope(filter, counts, 'zh')],
  };
}

/** All that fit, whatever `--limit` says. */
async function exported(session: AppSession, filter: UseFilter, { format = 'csv', out }: UsesOptions) {
  if (out !== undefined) requireOutsideHome(session.home, out);
  const written = withUses(session, filter, (uses, summary) => {
    const { count, totals } = summary;
    const head = { ...usesHead('sheet', 'zh'), note: usesScope(filter, summary, 'zh') };
    const rows = usesRows('sheet', uses, totals, 'zh');
    if (format === 'xlsx') return { count, book: { ...head, rows: [...rows] }, data: '' };
    const pieces = format === 'json' ? jsonPieces(uses, totals) : csvPieces(head, rows);
    if (out === undefined) return { count, book: null, data: [...pieces].join('') };
    writeNewFile(out, pieces);
    return { count, book: null, data: '' };
  });
  if (out === undefined) return { value: { rows: written.count }, lines: [], data: written.data.trimEnd() };
  if (written.book !== null) writeNewFile(out, await tableXlsx(written.book));
  return { value: { ok: true, rows: written.count }, lines: [`已导出 ${written.count} 条。`] };
}

/** As `JSON.stringify` writes `{ uses, totals }`, one use after the other. */
function* jsonPieces(uses: Iterable<UseRecord>, totals: ListTotals['totals']): Generator<string> {
  const indented = (value: unknown, by: string): string =>
    JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);
  yield '{\n  "uses": [';
  let between = '';
  for (const use of uses) {
    yield `${between}\n    ${indented(use, '    ')}`;
    between = ',';
  }
  yield `${between === '' ? '' : '\n  '}],\n  "totals": ${indented(totals, '  ')}\n}\n`;
}

function linesOf(uses: readonly UseRecord[]): string[] {
  const rows = uses.map((use) => listedColumns.map((name) => safeText(cellOf(use, name))));
  const width = Math.max(4, ...rows.map((row) => row[MONEY]?.length ?? 0));
  const aligned = rows.map((row) => row.with(MONEY, (row[MONEY] ?? '').padStart(width)));
  return table([listedColumns.map((name, i) => (i === MONEY ? name.padStart(width - 2) : name)), ...aligned]);
}

function cellOf(use: UseRecord, name: UseColumn): string {
  if (name === '金额') return use.amount === null ? '' : groupedAmount(use.amount);
  return String(cellOfUse(use, name, 'zh'));
}

function totalLine({ currency, amount, count }: ListTotals['totals'][number]): string {
  return `合计 ${currency} ${groupedAmount(amount)}（已盖章 ${count} 份文件）`;
}
