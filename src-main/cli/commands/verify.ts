/** `bianyin verify FILE…`: no token, no network. Exit code: 0 all PASS, 1 any FAIL, 3 any UNSURE, 4 nothing signed, 2 unreadable. */
import { Command } from 'commander';
import { verifyFiles, type FileReport } from '../../app/verify-files.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { renderReportText } from '../../verification/render-text.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

interface VerifyOptions extends CommonOptions {
  readonly trust?: string[];
  readonly at?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .argument('<文件...>')
    .description('验章：文件改没改过、章是谁的、什么时候盖的')
    .option('--trust <路径>', '另外信任的根证书（DER/PEM 文件或文件夹），可重复', collect)
    .option('--at <时间>', '按这个时间判断，例如 2026-11-23T08:00:00Z')
    .action((files: string[], options: VerifyOptions) =>
      runCommand(options, async (session) => {
        const at = options.at === undefined ? undefined : requireTime(options.at);
        const request = { files, trust: options.trust ?? [], ...(at ? { at } : {}) };
        const reports = await verifyFiles(session, request);
        return {
          value: reports.length === 1 ? withFile(reports[0]) : { files: reports.map(withFile) },
          lines: reports.flatMap((each) => linesOf(each, reports.length > 1, options)),
          exitCode: exitCodeOf(reports),
        };
      }),
    );
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function withFile(each: FileReport | undefined): unknown {
  return { file: each?.file, ...each?.report };
}

function linesOf({ file, report }: FileReport, named: boolean, options: VerifyOptions): string[] {
  const text = renderReportText(report, options.lang ?? 'zh').trimEnd();
  return named ? [`── ${file}`, text, ''] : [text];
}

/** FAIL over UNSURE over NONE: whoever looks at the code alone never takes a bad file for a good one. */
function exitCodeOf(reports: readonly FileReport[]): number {
  const levels = new Set(reports.map(({ report }) => report.level));
  if (levels.has('FAIL')) return 1;
  if (levels.has('UNSURE')) return 3;
  return levels.has('NONE') ? 4 : 0;
}

function requireTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new BianyinError('usage', { what: '--at 2026-11-23T08:00:00Z' });
  return time;
}
