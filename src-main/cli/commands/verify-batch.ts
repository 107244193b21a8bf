/** `bianyin verify DIR…`: many files at once, with progress on stderr, results as CSV or XLSX, and going on where it was killed. */
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { existsSync } from 'node:fs';
import { listDocuments, type DocumentList } from '../../app/verify/batch/list-documents.ts';
import { runBatch, type BatchOutcome, type BatchProgress } from '../../app/verify/batch/run-batch.ts';
import type { AppSession } from '../../app/session.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Language } from '../../domain/errors/sentence.ts';
import { displayName } from '../../platform/display-name.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { resultTable, type FileResult } from '../../report/result-table.ts';
import { tableCsv, tableXlsx } from '../../report/table.ts';
import type { CommandResult } from '../run-command.ts';
import { replaceLine, warn } from '../terminal.ts';
import { levelExitCode } from './verify-exit.ts';
import { levelWord, resultLine } from './verify-line.ts';

export interface BatchRequest {
  readonly files: readonly string[];
  readonly trust: readonly string[];
  readonly at: Date | undefined;
  readonly resume: string | undefined;
  readonly csv: string | undefined;
  readonly xlsx: string | undefined;
  readonly language: Language;
}

/** Not every file was verified. */
const UNFINISHED = 2;

/** Errors: `folder-*` (also for one with nothing to verify), `batch-state-*`, `output-exists` and `output-inside-home` before anything is verified, `trust-file-malformed`. */
export async function verifyBatch(session: AppSession, request: BatchRequest): Promise<CommandResult> {
  const { files, trust, at, resume, csv, xlsx, language } = request;
  for (const out of [csv, xlsx, resume]) {
    if (out === undefined) continue;
    requireOutsideHome(session.home, out);
    if (out !== resume && existsSync(out))
      throw new BianyinError('output-exists', { file: displayName(out) });
  }
  const list = listDocuments(files);
  const interrupted = interruption();
  try {
    const outcome = await runBatch(
      session,
      {
        documents: list.documents,
        trust,
        ...(at ? { at } : {}),
        ...(resume === undefined ? {} : { stateFile: resume }),
      },
      { onResult: tellProgress(language), isStopped: interrupted.isAsked },
    );
    // Whoever looks at the exit code alone would take nothing verified for nothing wrong.
    if (list.documents.length === 0)
      throw new BianyinError('folder-without-documents', { folder: displayName(files[0] ?? '') });
    const results = outcome.results.filter((result) => result !== undefined);
    if (outcome.isComplete) await writeTables(results, { csv, xlsx, language });
    return shown(outcome, results, list, request);
  } finally {
    interrupted.stop();
  }
}

async function writeTables(
  results: readonly FileResult[],
  { csv, xlsx, language }: Pick<BatchRequest, 'csv' | 'xlsx' | 'language'>,
): Promise<void> {
  const table = resultTable(results, language);
  if (csv !== undefined) writeNewFile(csv, tableCsv(table));
  if (xlsx !== undefined) writeNewFile(xlsx, await tableXlsx(table));
}

function shown(
  { reused, isComplete }: BatchOutcome,
  results: readonly FileResult[],
  { documents, others }: DocumentList,
  { language, resume }: BatchRequest,
): CommandResult {
  const counts = countLevels(results);
  const say = words[language];
  const lines = results.filter(({ level }) => level !== 'PASS').map((result) => resultLine(result, language));
  const sum = Object.entries(counts).map(
    ([level, count]) => `${levelWord(level as FileResult['level'], language)} ${count}`,
  );
  lines.push(say.sum(results.length, documents.length, sum.join(' · ')));
  if (reused > 0) lines.push(say.reused(reused));
  if (others > 0) lines.push(say.others(others));
  if (!isComplete) lines.push(say.unfinished(resume !== undefined));
  const value = {
    schema: 'bianyin.batch/1',
    engine: engineVersion,
    complete: isComplete,
    total: documents.length,
    reused,
    others,
    counts,
    files: results,
  };
  const exitCode = isComplete ? levelExitCode(results.map(({ level }) => level)) : UNFINISHED;
  return { value, lines, exitCode };
}

function countLevels(results: readonly FileResult[]): Record<FileResult['level'], number> {
  const counts = { PASS: 0, UNSURE: 0, FAIL: 0, NONE: 0, UNREADABLE: 0 };
  for (const { level } of results) counts[level] += 1;
  return counts;
}

const words = {
  zh: {
    progress: ({ done, total, failed, perSecond }: BatchProgress) =>
      `已验 ${group(done)} / ${group(total)}，不通过 ${group(failed)}，每秒 ${perSecond.toFixed(1)} 个`,
    sum: (done: number, total: number, sum: string) => `已验 ${group(done)} / ${group(total)}：${sum}`,
    reused: (count: number) => `其中 ${group(count)} 个沿用上次的结果（文件和信任数据都没有变）。`,
    others: (count: number) => `另有 ${group(count)} 个文件不是 PDF 或 OFD，没有验。`,
    unfinished: (canResume: boolean) =>
      canResume
        ? '没有验完。再次运行同一条命令，会从这里接着验。'
        : '没有验完。加上 --resume 文件，下次可以接着验。',
  },
  en: {
    progress: ({ done, total, failed, perSecond }: BatchProgress) =>
      `${group(done)} of ${group(total)} verified, ${group(failed)} failed, ${perSecond.toFixed(1)} files/s`,
    sum: (done: number, total: number, sum: string) => `${group(done)} of ${group(total)} verified: ${sum}`,
    reused: (count: number) =>
      `${group(count)} of them taken over from the last run (neither file nor trust data changed).`,
    others: (count: number) => `${group(count)} more files are neither PDF nor OFD and were not verified.`,
    unfinished: (canResume: boolean) =>
      canResume
        ? 'Not finished. Run the same command again to go on from here.'
        : 'Not finished. With --resume FILE the next run can go on from there.',
  },
} as const;

function group(count: number): string {
  return count.toLocaleString('en-US');
}

/** On a terminal one line that is written over; elsewhere a line for each twentieth, so that logs stay short. */
function tellProgress(language: Language): (progress: BatchProgress) => void {
  let twentieth = -1;
  return (progress) => {
    const text = words[language].progress(progress);
    const part = Math.floor((progress.done / progress.total) * 20);
    if (process.stderr.isTTY) replaceLine(text, progress.done === progress.total);
    else if (part > twentieth) warn(text);
    twentieth = part;
  };
}

/** The first Ctrl-C finishes the files under way; a second one ends the program at once, as usual. */
function interruption(): { readonly isAsked: () => boolean; readonly stop: () => void } {
  let isAsked = false;
  const ask = (): void => void (isAsked = true);
  process.once('SIGINT', ask).once('SIGTERM', ask);
  return { isAsked: () => isAsked, stop: () => process.off('SIGINT', ask).off('SIGTERM', ask) };
}
