/** Calls that make files of reports: report, slip, copy for the printer, data; and tables of many. */
import type { Language } from '../../domain/errors/sentence.ts';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CallInput } from '../../contract/calls.ts';
import type { ReportKind } from '../../contract/report-calls.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { sandboxWords } from '../../domain/sandbox-mark.ts';
import { displayName } from '../../platform/display-name.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { reportWords } from '../../report/report-words.ts';
import { resultOfError, resultOfReport, resultTable, type FileResult } from '../../report/result-table.ts';
import { tableCsv, tableXlsx } from '../../report/table.ts';
import type { VerificationReport } from '../../verification/report.ts';
import { counterFolder, counterSettings } from '../verify/counter/counter-settings.ts';
import { freeName } from '../requests/free-name.ts';
import { rememberedReport, rememberedResult } from '../verify/report-memory.ts';
import { reportWorker } from '../verify/report-worker.ts';
import { trustVersionOf } from '../trust/trust-version.ts';
import { folderName, type MainWindow, chosenPlace } from './main-window.ts';
import type { Handlers } from './route-call.ts';

type ReportCalls = 'report.save' | 'report.print' | 'report.saveMany';

export function reportHandlers(window: MainWindow): Handlers<ReportCalls> {
  return {
    'report.save': (input) => save(window, input),
    'report.print': (input) => print(window, input),
    'report.saveMany': (input) => saveMany(window, input),
  };
}

const endings: Readonly<
  Record<ReportKind, { readonly zh: string; readonly en: string; readonly type: string }>
> = {
  sheet: { zh: '验章报告', en: 'report', type: 'pdf' },
  slip: { zh: '凭条', en: 'slip', type: 'pdf' },
  copy: { zh: '打印副本', en: 'print copy', type: 'pdf' },
  json: { zh: '验章报告', en: 'report', type: 'json' },
};

async function save(window: MainWindow, { document, kind, language }: CallInput<'report.save'>) {
  // Asked for before the chooser, so that nobody chooses a place for nothing.
  const report = rememberedReport(window, document);
  const { name } = window.documents.get(document);
  const { type, [language]: word } = endings[kind];
  const target = await placeFor(window, `${name.replace(/\.pdf$/i, '')}-${word}.${type}`);
  if (kind === 'json') writeNewFile(target, `${JSON.stringify({ file: name, ...report }, null, 2)}\n`);
  else await make(window, { document, kind, language }, report, target);
  return saved(target);
}

async function print(window: MainWindow, { document, kind, language }: CallInput<'report.print'>) {
  const report = rememberedReport(window, document);
  return printed(window, (target) => make(window, { document, kind, language }, report, target));
}

/** Prints what `work` makes: a file of our own that lives as long as the printing. Errors: `print-not-possible`, those of the work. */
export async function printed(
  { ports: { printFile }, running }: MainWindow,
  work: (target: string) => Promise<void>,
): Promise<Record<string, never>> {
  if (!printFile) throw new BianyinError('print-not-possible');
  const folder = counterFolder(running.home.root);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, `print-${randomBytes(8).toString('hex')}.pdf`);
  try {
    await work(target);
    if (!(await printFile(target))) throw new BianyinError('print-not-possible');
    return {};
  } finally {
    rmSync(target, { force: true });
  }
}

/** The file is looked at again for the pictures and the copy: it must be the one that was verified. */
async function make(
  window: MainWindow,
  {
    document,
    kind,
    language,
  }: { readonly document: string; readonly kind: ReportKind; readonly language: Language },
  report: VerificationReport,
  target: string,
): Promise<void> {
  const { path, name } = window.documents.get(document);
  const { copyNotice } = counterSettings(window.running.home.root);
  const worker = reportWorker(window.running);
  if (kind === 'copy') {
    const at = new Date(report.trust.now);
    await worker.copy(path, { sm3: report.sm3, notice: noticeOf(report, language, copyNotice), at }, target);
    return;
  }
  const input = { name, report, language, copyNotice, trustVersion: trustVersionOf(report) };
  await worker.sheet(kind === 'slip' ? 'slip' : 'sheet', path, input, target);
}

/** The verdict is part of the notice, so that the copy of a bad file is never taken for one of a good file. */
function noticeOf(
  { level, sm3, trust, engine }: VerificationReport,
  language: Language,
  copyNotice: boolean,
): string {
  const say = reportWords(language);
  const when = chinaTimeText(new Date(trust.now), language);
  const sandbox = trust.sandbox ? [sandboxWords[language]] : [];
  const parts = [...sandbox, `${say('title')}: ${say(level)}`, when, `SM3 ${sm3.slice(0, 16)}`, engine];
  return (copyNotice ? [say('copyNotice'), ...parts] : parts).join(' · ');
}

async function saveMany(window: MainWindow, { documents, format, language }: CallInput<'report.saveMany'>) {
  const files = documents.map((id) => ({
    name: window.documents.get(id).name,
    found: rememberedResult(window, id),
  }));
  const target = await placeFor(window, manyName(window, format, language));
  if (format === 'json') {
    const entries = files.map(({ name, found }) =>
      'report' in found ? { file: name, ...found.report } : { file: name, error: { code: found.error.code } },
    );
    writeNewFile(target, `${JSON.stringify({ engine: engineVersion, files: entries }, null, 2)}\n`);
  } else {
    const results = files.map(({ name, found }) => resultOf(name, found, window.running.ports.now()));
    await writeResults(target, results, format, language);
  }
  return { ...saved(target), rows: files.length };
}

function resultOf(name: string, found: ReturnType<typeof rememberedResult>, now: Date): FileResult {
  if ('report' in found) return resultOfReport(name, found.report);
  return resultOfError(name, found.error, { now, engine: engineVersion });
}

/** `验章结果-20261123-1405.csv`. */
export function manyName({ running }: MainWindow, format: string, language: Language): string {
  const time = new Date(running.ports.now().getTime() + 8 * 3_600_000).toISOString();
  const stamp = `${time.slice(0, 10).replaceAll('-', '')}-${time.slice(11, 16).replace(':', '')}`;
  return `${language === 'zh' ? '验章结果' : 'verification'}-${stamp}.${format}`;
}

/** Writes the results of many files to `target`, which must not exist yet. */
export async function writeResults(
  target: string,
  results: readonly FileResult[],
  format: 'csv' | 'xlsx',
  language: Language,
): Promise<void> {
  const table = resultTable(results, language);
  writeNewFile(target, format === 'csv' ? tableCsv(table) : await tableXlsx(table));
}

/** Where the person wants the file. Errors: `cancelled`, `output-inside-home`. */
export async function placeFor(window: MainWindow, name: string): Promise<string> {
  return chosenPlace(window, freeName(name));
}

/** What a page may know of a new file. */
export function saved(target: string): { readonly name: string; readonly folder: string } {
  return { name: displayName(target), folder: folderName(target) };
}
