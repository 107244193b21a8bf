/**
 * At the end of a run: the slowest tests and files, what was absent, and what tests wrote to stderr although nobody expected it, which
 * fails the run: a real complaint must not drown among others. The counts go to a file, for the closing line (scripts/testing/run-tests.ts).
 */
import type { UserConsoleLog } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { writeResults, type FailedFile, type TestResults } from '../../scripts/testing/test-results.ts';
import { absentMark } from './absent.ts';
import { asksEveryCase } from './every-case.ts';

/** pdf.js says so wherever it is loaded without a page; the page's own build is what these tests look at. */
const expected = /^Warning: Please use the `legacy` build in Node\.js environments\.\s*$/;
const SLOWEST = 20;
/** Files and tests below this are not worth a line, ms. */
const WORTH_TELLING = 500;

interface Timed {
  readonly name: string;
  readonly ms: number;
}

export class ClosingReporter implements Reporter {
  readonly #unexpected: string[] = [];

  onUserConsoleLog({ type, content, origin }: UserConsoleLog): void {
    if (type === 'stderr' && !expected.test(content))
      this.#unexpected.push(`${placeOf(origin)}${content.trimEnd()}`);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    tell('slowest files (with their hooks and imports)', slowest(modules.map(timeOfFile)));
    tell('slowest tests', slowest(tests.map(timeOfTest)));
    tell('not here', namesOfAbsent(tests));
    if (!asksEveryCase) console.log('\nEach kind was tried; `npm run check` tries every variation as well.');
    tell('written to stderr by tests, and expected by nobody', this.#unexpected);
    if (this.#unexpected.length > 0) process.exitCode = 1;
    const files = modules.map(countsOf);
    const total = (name: 'passed' | 'failed' | 'skipped'): number =>
      files.reduce((sum, each) => sum + each[name], 0);
    const failed = total('failed') + errors.length + (this.#unexpected.length > 0 ? 1 : 0);
    const failedFiles = files.filter((each) => each.failed > 0);
    const results: TestResults = { passed: total('passed'), failed, skipped: total('skipped'), failedFiles };
    writeResults(results);
  }
}

/** A file that could not be read to its end counts as one failure. */
function countsOf(module: TestModule): FailedFile {
  const tests = [...module.children.allTests()];
  const of = (state: string): TestCase[] => tests.filter((test) => test.result().state === state);
  const failures = of('failed').map((test) => `${nameOf(module)} › ${test.fullName}`);
  if (failures.length === 0 && module.state() === 'failed') failures.push(nameOf(module));
  const counts = { passed: of('passed').length, failed: failures.length, skipped: of('skipped').length };
  return { file: nameOf(module), failures, ...counts };
}

function tell(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log(`\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

function slowest(all: readonly Timed[]): string[] {
  return all
    .filter(({ ms }) => ms >= WORTH_TELLING)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST)
    .map(({ ms, name }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`);
}

function timeOfFile(module: TestModule): Timed {
  const { duration, collectDuration, setupDuration, prepareDuration } = module.diagnostic();
  return { name: nameOf(module), ms: duration + collectDuration + setupDuration + prepareDuration };
}

function timeOfTest(test: TestCase): Timed {
  return { name: `${nameOf(test.module)} › ${test.fullName}`, ms: test.diagnostic()?.duration ?? 0 };
}

function nameOf(module: TestModule): string {
  return module.relativeModuleId;
}

/** Each absent thing once, with the files that miss it. */
function namesOfAbsent(tests: readonly TestCase[]): string[] {
  const missing = tests.filter(({ name }) => name.startsWith(absentMark));
  return [...new Set(missing.map(({ name }) => name.slice(absentMark.length)))].sort();
}

function placeOf(origin: string | undefined): string {
  return origin === undefined ? '' : `${origin.split('\n')[0] ?? ''}: `;
}
