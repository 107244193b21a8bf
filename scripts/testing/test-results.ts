/**
 * What a run of the tests counted, and the second question in CI: files with a failure are run once more, alone. What fails twice
 * has failed; what fails once is told by name, so that somebody mends it, and does not hold up everything else.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface FailedFile extends Counts {
  /** From the root of the checkout. */
  readonly file: string;
  /** Names of the tests that failed, or of the file, where it could not be read. */
  readonly failures: readonly string[];
}

export interface TestResults extends Counts {
  readonly failedFiles: readonly FailedFile[];
}

/** Written by test/support/closing-reporter.ts. */
export const resultsFile = join(fileURLToPath(new URL('../../', import.meta.url)), 'out/test-results.json');

/** More files than these are no chance: nothing is asked again. */
const FEW = 4;

/** What the last run left; a run that ended before it could count has failed. */
export function readResults(): TestResults {
  if (!existsSync(resultsFile)) return { passed: 0, failed: 1, skipped: 0, failedFiles: [] };
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as TestResults;
}

export function writeResults(results: TestResults): void {
  mkdirSync(dirname(resultsFile), { recursive: true });
  writeFileSync(resultsFile, JSON.stringify(results));
}

/** Files worth a second question: those with every failure of the run, when they are few. Else none. */
export function filesToAskAgain({ failed, failedFiles }: TestResults): readonly string[] {
  const known = sum(failedFiles, 'failed');
  return known === failed && failedFiles.length <= FEW ? failedFiles.map(({ file }) => file) : [];
}

/** The counts of `first`, where its failed files count as `second` found them. */
export function afterSecondRun(first: TestResults, second: TestResults): TestResults {
  const count = (name: keyof Counts): number => first[name] - sum(first.failedFiles, name) + second[name];
  const { failedFiles } = second;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), failedFiles };
}

/** What failed in `first` and not in `second`, one line each. */
export function unsteady(first: TestResults, second: TestResults): readonly string[] {
  const still = new Set(second.failedFiles.flatMap(({ failures }) => failures));
  return first.failedFiles.flatMap(({ failures }) => failures).filter((name) => !still.has(name));
}

function sum(files: readonly Counts[], name: keyof Counts): number {
  return files.reduce((total, each) => total + each[name], 0);
}
