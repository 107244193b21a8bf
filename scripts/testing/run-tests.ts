/**
 * `npm test [-- FILES…]`: the test runner as it is; `npm test -- --changed [COMMIT]`: only the tests that can notice what was
 * changed since a commit (without one: since this branch left main). Worker processes count as imports there, which the runner's
 * own `--changed` does not see.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { changedTests } from './changed-tests.ts';
import { stackTracesIn } from './stack-traces.ts';
import {
  afterSecondRun,
  filesToAskAgain,
  readResults,
  resultsFile,
  unsteady,
  writeResults,
} from './test-results.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Arguments for the runner; null when there is nothing to run. */
function argumentsFor(args: readonly string[]): readonly string[] | null {
  const at = args.findIndex((each) => /^--changed(=|$)/.test(each));
  if (at === -1) return args;
  const [, named] = (args[at] ?? '').split('=');
  const next = args[at + 1];
  const since = named ?? (next?.startsWith('-') === false ? next : undefined);
  const rest = args.filter(
    (_, i) => i !== at && !(i === at + 1 && named === undefined && since !== undefined),
  );
  const tests = changedTests(root, since);
  if (tests === null) return rest;
  console.log(`${tests.length} test files can notice what was changed`);
  return tests.length === 0 ? null : [...rest, ...tests];
}

/** Exit status of the runner, and what reached stderr past it: workers and programs that tests start write there themselves. */
async function runVitest(
  args: readonly string[],
): Promise<{ status: number; complaints: readonly string[] }> {
  const line = ['--disable-warning=ExperimentalWarning', 'node_modules/vitest/vitest.mjs', 'run', ...args];
  const child = spawn(process.execPath, line, { cwd: root, stdio: ['inherit', 'inherit', 'pipe'] });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  let text = '';
  child.stderr.on('data', (part: Buffer) => {
    process.stderr.write(part);
    text += part.toString('utf8');
  });
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  return { status, complaints: stackTracesIn(text) };
}

async function run(args: readonly string[]): Promise<void> {
  rmSync(resultsFile, { force: true });
  const { status, complaints } = await runVitest(args);
  process.exitCode = status;
  // A failed test shows its own traces.
  const unexpected = status === 0 ? complaints : [];
  tell('stack traces that no test expected', unexpected);
  if (process.env['CI']) await askAgain(args.filter((each) => each.startsWith('--project=')));
  const { passed, failed, skipped } = readResults();
  const more = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(`\n${passed} passed, ${failed} failed${more}`);
}

/** Runs the files that failed once more, in the same projects; leaves the counts of both runs as one, and the exit status. */
async function askAgain(projects: readonly string[]): Promise<void> {
  const first = readResults();
  const files = filesToAskAgain(first);
  if (files.length === 0) return;
  tell('asked once more, alone', files);
  rmSync(resultsFile, { force: true });
  const { status } = await runVitest([...projects, ...files]);
  const second = readResults();
  tell('UNSTEADY: failed once, and passed when asked again', unsteady(first, second));
  writeResults(afterSecondRun(first, second));
  process.exitCode = status;
}

function tell(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log(`\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

const args = argumentsFor(process.argv.slice(2));
if (args === null) console.log('\n0 passed, 0 failed');
else await run(args);
