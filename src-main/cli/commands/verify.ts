/** `bianyin verify FILE…`: no token, no network. Exit code: 0 all PASS, 1 any FAIL, 3 any UNSURE, 4 nothing signed, 2 unreadable. */
import { Command } from 'commander';
import { verifyFiles, type FileReport } from '../../app/verify-files.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { sentenceFor, type Language } from '../../domain/errors/sentence.ts';
import { renderReportText } from '../../verification/render-text.ts';
import { reportSchema } from '../../verification/report.ts';
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
          value: reportsValue(reports, options.lang ?? 'zh'),
          lines: reports.flatMap((each) => linesOf(each, reports.length > 1, options.lang ?? 'zh')),
          exitCode: exitCodeOf(reports),
        };
      }),
    );
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** The same shape for one file and for many (docs/verification-report.md). */
function reportsValue(reports: readonly FileReport[], language: Language): unknown {
  const known = reports.flatMap((each) => ('report' in each ? [each.report] : []));
  return {
    schema: reportSchema,
    engine: engineVersion,
    statusAsOf: known[0]?.statusAsOf ?? null,
    files: reports.map((each) =>
      'report' in each
        ? { file: each.file, ...each.report }
        : { file: each.file, error: { code: each.error.code, message: sentenceFor(each.error, language) } },
    ),
  };
}

function linesOf(each: FileReport, named: boolean, language: Language): string[] {
  const text =
    'report' in each
      ? renderReportText(each.report, language).trimEnd()
      : `${sentenceFor(each.error, language)} [${each.error.code}]`;
  return named ? [`── ${each.file}`, text, ''] : [text];
}

/** The worst first: whoever looks at the code alone never takes a bad or missing file for a good one. */
function exitCodeOf(reports: readonly FileReport[]): number {
  const levels = new Set(reports.map((each) => ('report' in each ? each.report.level : 'UNREADABLE')));
  if (levels.has('FAIL')) return 1;
  if (levels.has('UNREADABLE')) return 2;
  if (levels.has('UNSURE')) return 3;
  return levels.has('NONE') ? 4 : 0;
}

function requireTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new BianyinError('usage', { what: '--at 2026-11-23T08:00:00Z' });
  return time;
}
