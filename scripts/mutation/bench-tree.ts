/** A copy of the checkout in which one file at a time is changed, and the test runner on it. The checkout itself is never touched. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';

const copied = [
  ...['src-main', 'src-renderer', 'test', 'assets', 'scripts', 'docs', 'README.md', 'CONTRIBUTING.md'],
  ...['package.json', 'tsconfig.json', 'tsconfig.renderer.json', 'vite.config.ts', 'vitest.config.ts'],
];
/** Built things are used where they are. */
const linked = ['node_modules', 'native'];

export interface Outcome {
  readonly status: 'passed' | 'failed' | 'timeout';
  /** Names of test files that failed. */
  readonly failed: readonly string[];
  /** Test file → ms. */
  readonly durations: ReadonlyMap<string, number>;
}

export interface BenchTree {
  /** Puts a mutant in; `restore` takes it out again. */
  mutate(mutant: Mutant): void;
  restore(mutant: Mutant): void;
  run(tests: readonly string[], options: { bail: boolean; timeoutMs: number }): Promise<Outcome>;
  remove(): void;
}

export function makeBenchTree(root: string, folder: string): BenchTree {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of linked) symlinkSync(join(root, name), join(folder, name));
  const original = (file: string): string => readFileSync(join(root, file), 'utf8');
  return {
    mutate: ({ file, start, end, text }) => {
      const source = original(file);
      writeFileSync(join(folder, file), source.slice(0, start) + text + source.slice(end));
    },
    restore: ({ file }) => writeFileSync(join(folder, file), original(file)),
    run: (tests, options) => runTests(root, folder, tests, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function runTests(
  root: string,
  folder: string,
  tests: readonly string[],
  { bail, timeoutMs }: { bail: boolean; timeoutMs: number },
): Promise<Outcome> {
  const results = join(folder, 'results.json');
  rmSync(results, { force: true });
  const options = ['--project=parts', '--reporter=json', `--outputFile=${results}`, '--maxWorkers=1'];
  const line = [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...options,
    ...(bail ? ['--bail=1'] : []),
  ];
  // A group of its own, so that whatever a changed program has started ends with it.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...line, ...tests], {
    cwd: folder,
    stdio: 'ignore',
    detached: true,
    env: { BIANYIN_CORPORA: join(root, '../shared/corpora'), ...process.env },
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endGroup(child.pid);
  }, timeoutMs);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  if (isLate) return { status: 'timeout', failed: [], durations: new Map() };
  return { status: code === 0 ? 'passed' : 'failed', ...readResults(results, folder) };
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}

interface JsonResults {
  readonly testResults: readonly { name: string; status: string; startTime: number; endTime: number }[];
}

function readResults(path: string, folder: string): Pick<Outcome, 'failed' | 'durations'> {
  const durations = new Map<string, number>();
  const failed: string[] = [];
  try {
    const { testResults } = JSON.parse(readFileSync(path, 'utf8')) as JsonResults;
    for (const { name, status, startTime, endTime } of testResults) {
      const test = name.slice(folder.length + 1);
      durations.set(test, endTime - startTime);
      if (status === 'failed') failed.push(test);
    }
  } catch {
    // The runner ended before it wrote anything: whoever asks sees `failed` without a name.
  }
  return { failed, durations };
}
