/** A copy of the checkout in which files are changed, and the test runner on it. The checkout itself is never touched. */
import { fork, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const copied = [
  ...['src-main', 'src-renderer', 'test', 'assets', 'scripts', 'docs', 'README.md', 'CONTRIBUTING.md'],
  ...['package.json', 'tsconfig.json', 'tsconfig.renderer.json', 'vite.config.ts', 'vitest.config.ts'],
];
/** Built things are used where they are. */
const linked = ['node_modules', 'native'];

export interface Question {
  readonly test: string;
  /** Files that are no longer what they were when the last question was asked. */
  readonly changed: readonly string[];
}

export interface Answer {
  readonly passed: boolean;
  readonly ms: number;
}

export interface BenchTree {
  readonly folder: string;
  /** Writes a file of the copy anew; without a text, as it is in the checkout. */
  put(file: string, text?: string): void;
  /** Runs one test file. Null: it did not end in time, or the runner went away. */
  ask(test: string, limitMs: number): Promise<Answer | null>;
  remove(): void;
}

export function makeBenchTree(root: string, folder: string): BenchTree {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of linked) symlinkSync(join(root, name), join(folder, name));
  const changed = new Set<string>();
  let asker: ChildProcess | null = null;
  return {
    folder,
    put: (file, text) => {
      changed.add(file);
      writeFileSync(join(folder, file), text ?? readFileSync(join(root, file), 'utf8'));
    },
    ask: async (test, limitMs) => {
      asker ??= startAsker(root, folder);
      const answer = await askWithin(asker, { test, changed: [...changed] }, limitMs);
      changed.clear();
      if (answer === null) asker = endGroup(asker);
      return answer;
    },
    remove: () => {
      if (asker) endGroup(asker);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Leads a group of its own, so that whatever a changed program has started ends with it. */
function startAsker(root: string, folder: string): ChildProcess {
  return fork(join(folder, 'scripts', 'mutation', 'asker.ts'), {
    cwd: folder,
    stdio: 'ignore',
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { BIANYIN_CORPORA: join(root, '../shared/corpora'), ...process.env },
  });
}

async function askWithin(asker: ChildProcess, question: Question, limitMs: number): Promise<Answer | null> {
  const answered = Promise.withResolvers<Answer | null>();
  const giveUp = (): void => answered.resolve(null);
  const timer = setTimeout(giveUp, limitMs);
  asker.once('message', (answer) => answered.resolve(answer as Answer)).once('exit', giveUp);
  asker.send(question);
  try {
    return await answered.promise;
  } finally {
    clearTimeout(timer);
    asker.removeAllListeners('message').removeAllListeners('exit');
  }
}

function endGroup(asker: ChildProcess): null {
  try {
    if (asker.pid !== undefined) process.kill(-asker.pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
  return null;
}
