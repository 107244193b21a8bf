/** `bianyin verify FILE… | DIR… | --watch DIR`: no token, no network. Exit code: 0 all PASS, 1 any FAIL, 3 any UNSURE, 4 nothing signed, 2 unreadable. */
import { Command } from 'commander';
import { isFolder } from '../../app/verify/batch/list-documents.ts';
import { verifyFiles, type FileReport } from '../../app/verify/verify-files.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { readTrustPaths } from '../../app/trust/trust-paths.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { sentenceFor, type Language } from '../../domain/errors/sentence.ts';
import { renderReportText } from '../../verification/render-text.ts';
import { reportSchema } from '../../verification/report.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';
import { warn } from '../terminal.ts';
import { verifyBatch } from './verify-batch.ts';
import { levelExitCode } from './verify-exit.ts';
import { watchAndVerify } from './verify-watch.ts';

interface VerifyOptions extends CommonOptions {
  readonly trust?: string[];
  readonly at?: string;
  readonly watch?: string;
  readonly all?: boolean;
  readonly resume?: string;
  readonly csv?: string;
  readonly xlsx?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .argument('[文件或文件夹...]')
    .description('验章：文件改没改过、章是谁的、什么时候盖的')
    .option('--trust <路径>', '另外信任的根证书、吊销名单和 OCSP 应答（文件或文件夹），可重复', collect)
    .option('--at <时间>', '按这个时间判断，例如 2026-11-23T08:00:00Z')
    .option('--watch <文件夹>', '看着一个文件夹，新放进来的文件逐个验，Ctrl-C 停止')
    .option('--all', '与 --watch 同用：已在文件夹里的也验')
    .option('--resume <文件>', '把批量验章的进度记在这个文件里，中断后接着验')
    .option('--csv <文件>', '把结果写成 CSV')
    .option('--xlsx <文件>', '把结果写成 XLSX')
    .action(run);
}

async function run(files: string[], options: VerifyOptions): Promise<void> {
  const { resume, csv, xlsx, trust = [], lang: language = 'zh' } = options;
  namePassedOver(trust, language);
  if (options.watch !== undefined && files.length === 0 && !isBatch(files, options)) {
    const at = options.at === undefined ? undefined : timeOrNull(options.at);
    if (at !== null) {
      return watchAndVerify({ ...options, folder: options.watch, trust, at, existing: options.all === true });
    }
  }
  await runCommand(options, async (session) => {
    const at = options.at === undefined ? undefined : requireTime(options.at);
    if (options.watch !== undefined) throw new BianyinError('usage', { what: '--watch 文件夹' });
    if (files.length === 0) throw new BianyinError('usage', { what: 'verify 文件或文件夹...' });
    if (isBatch(files, options))
      return verifyBatch(session, { files, trust, at, resume, csv, xlsx, language });
    const reports = await verifyFiles(session, { files, trust, ...(at ? { at } : {}) });
    return {
      value: reportsValue(reports, language),
      lines: reports.flatMap((each) => linesOf(each, reports.length > 1, language)),
      exitCode: levelExitCode(reports.map((each) => ('report' in each ? each.report.level : 'UNREADABLE'))),
    };
  });
}

/** Certificates of a folder that cannot be read do not stop anything; whoever put them there should know. */
function namePassedOver(trust: readonly string[], language: Language): void {
  // A file that stops everything is told by the verification itself.
  for (const file of orElse(() => readTrustPaths(trust).unreadable, [])) {
    const words = { zh: '未采用，不是可读的证书', en: 'Not used, no readable certificate' }[language];
    warn(`${words}: ${file}`);
  }
}

/** A folder, or a wish that only a batch can grant. A few files that are named get their whole report each. */
function isBatch(files: readonly string[], { resume, csv, xlsx }: VerifyOptions): boolean {
  return [resume, csv, xlsx].some((option) => option !== undefined) || files.some(isFolder);
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

function requireTime(text: string): Date {
  const time = timeOrNull(text);
  if (!time) throw new BianyinError('usage', { what: '--at 2026-11-23T08:00:00Z' });
  return time;
}

function timeOrNull(text: string): Date | null {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time;
}
