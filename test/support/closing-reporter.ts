/**
 * At the end of a run: the slowest tests and files, what was absent, and what tests wrote to stderr although nobody expected it, which
 * fails the run: a real complaint must not drown among others. The counts go to a file, for the closing line (scripts/testing/run-tests.ts).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { UserConsoleLog } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { absentMark } from './absent.ts';

const tallyFile = 'out/test-results.json';
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
    tell('written to stderr by tests, and expected by nobody', this.#unexpected);
    if (this.#unexpected.length > 0) process.exitCode = 1;
    const broken = modules.filter((module) => module.state() === 'failed' && !hasFailedTest(module)).length;
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const failed = count('failed') + broken + errors.length + (this.#unexpected.length > 0 ? 1 : 0);
    const skipped = count('skipped');
    mkdirSync(dirname(tallyFile), { recursive: true });
    writeFileSync(tallyFile, JSON.stringify({ passed: count('passed'), failed, skipped }));
  }
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

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length > 0;
}

function placeOf(origin: string | undefined): string {
  return origin === undefined ? '' : `${origin.split('\n')[0] ?? ''}: `;
}
