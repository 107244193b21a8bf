/**
 * `npm run corpus -- DIR [--limit N] [--only NAME]… [--keep FOLDER]`: every PDF below DIR is sealed through the permit gate so
 * that the result verifies and qpdf finds nothing new, or refused with a code. Exit 1 when a file is BAD, 2 for wrong use.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../src-main/cli/output.ts';
import type { DocumentLevel } from '../../src-main/domain/verdict.ts';
import { readExpectations, type Expectations } from './expectations.ts';
import { tryFile, type Trial } from './try-file.ts';
import { openWorkshop } from './workshop.ts';

interface Row {
  readonly file: string;
  readonly path: string;
  readonly trial: Trial;
}

const usage = 'npm run corpus -- DIR [--limit N] [--only NAME]… [--keep FOLDER]';

function readArguments(): { folder: string; files: string[]; keep: string | undefined } | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        limit: { type: 'string' },
        only: { type: 'string', multiple: true },
        keep: { type: 'string' },
      },
    });
    const [folder, ...more] = positionals.map((each) => resolve(process.env['INIT_CWD'] ?? '.', each));
    const limit = values.limit === undefined ? Infinity : Number(values.limit);
    if (folder === undefined || more.length > 0 || !(limit > 0) || !statSync(folder).isDirectory())
      return null;
    const names = values.only ?? [''];
    const files = pdfsBelow(folder).filter((file) =>
      names.some((name) => relative(folder, file).includes(name)),
    );
    return { folder, files: files.slice(0, limit), keep: values.keep };
  } catch {
    return null;
  }
}

function pdfsBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /\.pdf$/i.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

async function run(
  folder: string,
  files: readonly string[],
  expected: Expectations | null,
  keep?: string,
): Promise<Row[]> {
  const workshop = await openWorkshop();
  const rows: Row[] = [];
  try {
    if (keep !== undefined) mkdirSync(keep, { recursive: true });
    for (const [index, path] of files.entries()) {
      const file = relative(folder, path);
      const kept = keep === undefined ? undefined : join(keep, file.replaceAll('/', '__'));
      const trial = await tryFile(workshop, path, {
        trust: expected?.trust ?? [],
        ...(kept === undefined ? {} : { keep: kept }),
      });
      rows.push({ file, path, trial });
      process.stderr.write(`${index + 1}/${files.length} ${file} ${outcomeOf(trial)}\n`);
    }
  } finally {
    workshop.close();
  }
  return rows;
}

function outcomeOf({ outcome, code }: Trial): string {
  return code === null ? outcome : `${outcome} (${code})`;
}

function printTable(rows: readonly Row[]): void {
  const head = ['file', 'as it is', 'outcome', 's', 'signer MB', 'worker MB', 'qpdf', 'detail'];
  const lines = rows.map(({ file, trial }) => [
    file,
    [trial.report?.level ?? '-', ...(trial.report?.codes ?? [])].join(' '),
    outcomeOf(trial),
    trial.seconds.toFixed(1),
    String(trial.peaks.signer),
    String(trial.peaks.worker),
    trial.qpdf.status === 0 ? 'clean' : `exit ${trial.qpdf.status}`,
    [trial.detail, ...trial.complaints].filter(Boolean).join('; '),
  ]);
  console.log(table([head, ...lines]).join('\n'));
}

/** Each expectation that our verdict does not meet. */
function printDifferences(rows: readonly Row[], expected: Expectations): void {
  let [agree, differ] = [0, 0];
  for (const { file, path, trial } of rows) {
    for (const { claim, about, levels, test } of expected.of(path)) {
      const level = about === 'document' ? trial.report?.level : integrityOf(trial);
      if (level !== undefined && levels.includes(level)) agree += 1;
      else {
        differ += 1;
        const ours = [level ?? 'no report', ...(trial.report?.codes ?? [])].join(' ');
        console.log(`differs: ${file}: ${about} ${levels.join(' or ')} (${claim}; ${test}), ours ${ours}`);
      }
    }
  }
  console.log(`expectations: ${agree} agree, ${differ} differ`);
}

/** Worst integrity of all signatures; that of the document where nothing is signed or read. */
function integrityOf({ report }: Trial): DocumentLevel | undefined {
  const levels = report?.signatures.map(({ integrity }) => integrity.level) ?? [];
  if (levels.length === 0) return report?.level;
  return (['FAIL', 'UNSURE', 'PASS'] as const).find((level) => levels.includes(level));
}

function printSummary(rows: readonly Row[]): void {
  const counts = new Map<string, number>();
  for (const { trial } of rows) counts.set(outcomeOf(trial), (counts.get(outcomeOf(trial)) ?? 0) + 1);
  for (const [outcome, count] of [...counts].sort()) console.log(`${String(count).padStart(5)}  ${outcome}`);
  const count = (wanted: Trial['outcome']): number =>
    rows.filter(({ trial }) => trial.outcome === wanted).length;
  const largest = (pick: (trial: Trial) => number): number =>
    Math.max(0, ...rows.map(({ trial }) => pick(trial)));
  const slowest = largest(({ seconds }) => seconds).toFixed(1);
  const memory = largest(({ peaks }) => Math.max(peaks.signer, peaks.worker));
  console.log(
    `${rows.length} files: ${count('sealed')} sealed, ${count('refused')} refused, ${count('BAD')} BAD; slowest ${slowest} s, most memory ${memory} MB`,
  );
}

const wanted = readArguments();
if (wanted === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const expected = readExpectations(wanted.folder);
  const rows = await run(wanted.folder, wanted.files, expected, wanted.keep);
  printTable(rows);
  if (expected) printDifferences(rows, expected);
  printSummary(rows);
  process.exitCode = rows.some(({ trial }) => trial.outcome === 'BAD') ? 1 : 0;
}
