/** `bianyin journal list | uses | verify | export` */
import { journalEventNames, journalProblems } from '../../domain/journal-event.ts';
import { registerResult } from '../../contract/register-cells.ts';
import type { RegisterColumn } from '../../domain/register-columns.ts';
import { Command } from 'commander';
import { checkJournal, readJournal, registerCsv } from '../../app/register/journal.ts';
import { registerLines } from '../../app/register/register-lines.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { safeText } from '../../report/safe-text.ts';
import { table } from '../output.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';
import { oneOf } from '../usage-error.ts';
import { journalUsesCommand } from './journal-uses.ts';

interface ExportOptions extends CommonOptions {
  readonly out?: string;
  readonly format?: string;
}

/** What a line of a terminal has room for, besides when, what and for which request. */
const listed: readonly RegisterColumn[] = ['文件名称', '相对方', '金额', '结果'];

/** Rows of the journal that do not verify. */
const BROKEN = 1;

export function journalCommand(): Command {
  const command = new Command('journal').description('用印登记簿');
  command
    .command('list')
    .description('逐条列出')
    .action((options: CommonOptions) =>
      runCommand(options, (session) => {
        const rows = readJournal(session);
        const known = registerLines(session, rows);
        const lines = rows.map((row, i) => [
          String(row.seq),
          chinaTimeText(new Date(row.time), 'zh'),
          journalEventNames[row.event].zh,
          row.requestId ?? '',
          ...listed.map((column) => safeText(cellText(column, String(known[i]?.[column] ?? '')))),
        ]);
        const head = ['序号', '时间', '事件', '审批编号', ...listed];
        const broken = rows.find(({ isBroken }) => isBroken);
        if (!broken) return { value: { ok: true, rows }, lines: table([head, ...lines]) };
        const says = `登记簿的链在第 ${broken.seq} 条断开；以上照原样列出。`;
        return { value: { ok: false, rows }, lines: [...table([head, ...lines]), says], exitCode: BROKEN };
      }),
    );
  command.addCommand(journalUsesCommand());
  command
    .command('verify')
    .description('校验登记簿的链')
    .action((options: CommonOptions) => runCommand(options, checkChain));
  command
    .command('export')
    .description('导出为 CSV 或 JSON')
    .option('--format <csv|json>', '格式（默认 csv）', oneOf('csv', 'json'))
    .option('--out <文件>', '写到文件；不写则输出到屏幕')
    .action((options: ExportOptions) =>
      runCommand(options, (session) => {
        const rows = registerLines(session, readJournal(session));
        const text = options.format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : registerCsv(rows);
        if (options.out === undefined) return { value: rows, lines: [], data: text.trimEnd() };
        requireOutsideHome(session.home, options.out);
        writeNewFile(options.out, text);
        return { value: { ok: true, rows: rows.length }, lines: [`已导出 ${rows.length} 条。`] };
      }),
    );
  return command;
}

/** 结果 is a code in the chain and words for people. */
function cellText(column: RegisterColumn, value: string): string {
  return column === '结果' ? registerResult(value, 'zh') : value;
}

function checkChain(session: Parameters<typeof checkJournal>[0]): {
  value: unknown;
  lines: string[];
  exitCode: number;
} {
  const check = checkJournal(session);
  if (!check.ok) {
    return {
      value: check,
      lines: [
        `登记簿校验不通过：从第 ${check.seq} 条起对不上（${journalProblems[check.problem].zh}）。请保留数据，不要改动，并联系审计员。`,
      ],
      exitCode: BROKEN,
    };
  }
  const { seq, sm3 } = check.head;
  const reindexed = check.reindexed === true ? ['查找用印的目录与登记簿对不上，已照登记簿重做。'] : [];
  const line = `链校验通过，至第 ${seq} 条（链头 ${sm3}）。`;
  return { value: check, lines: [line, ...reindexed], exitCode: 0 };
}
