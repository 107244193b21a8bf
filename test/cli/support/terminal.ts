/**
 * Runs the terminal program as a person does: a command line in a folder, what it prints, and how it ends. Either the program
 * itself, or the same command line in this process, which saves the start of a process (half a second) where the process is not
 * what is looked at.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chdir, cwd as folderNow } from 'node:process';
import { vi } from 'vitest';
import { bundledEntry } from '../../../src-main/platform/bundled-workers.ts';
import { installedFile } from '../../../src-main/platform/installation.ts';
import { runCli } from '../../../src-main/cli/run-cli.ts';

/** As `npm run bianyin` starts it. */
export const program = bundledEntry(installedFile('src-main/cli/main.ts'));

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The value on stdout; fails the test when stdout is not exactly one JSON value. */
  json(): Record<string, unknown>;
}

export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function bianyin(args: readonly string[], options: RunOptions = {}): Run {
  const { input = '', cwd, env = {} } = options;
  const child = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 26,
    timeout: 60_000,
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, BIANYIN_HOME: '/nonexistent/bianyin', ...env },
  });
  return runOf(child.status ?? -1, child.stdout, child.stderr);
}

function runOf(code: number, stdout: string, stderr: string): Run {
  return { code, stdout, stderr, json: () => JSON.parse(stdout) as Record<string, unknown> };
}

/** Somebody at a terminal: each answer is typed when its question stands there. `shown` is all that the terminal showed. */
export async function bianyinTyped(
  args: readonly string[],
  answers: readonly (readonly [question: string, typed: string])[],
  { cwd, env = {} }: Omit<RunOptions, 'input'> = {},
): Promise<{ readonly code: number; readonly shown: string }> {
  const quoted = [process.execPath, '--disable-warning=ExperimentalWarning', program, ...args].map(
    (word) => `'${word}'`,
  );
  // `script` gives the program a terminal of its own; what is shown there goes to its standard output.
  const terminal = spawn('script', ['-qefc', quoted.join(' '), '/dev/null'], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, BIANYIN_HOME: '/nonexistent/bianyin', ...env },
  });
  const open = [...answers];
  let shown = '';
  let read = 0;
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [next] = open;
    const at = next ? shown.indexOf(next[0], read) : -1;
    if (!next || at === -1) return;
    open.shift();
    read = at + next[0].length;
    terminal.stdin.write(`${next[1]}\r`);
  });
  const [code] = (await once(terminal, 'close')) as [number];
  return { code, shown };
}

/** As `bianyin` without a process of its own and without standard input; one at a time. */
export async function bianyinHere(
  args: readonly string[],
  { cwd, env = {} }: Omit<RunOptions, 'input'> = {},
): Promise<Run> {
  const printed = { stdout: '', stderr: '' };
  const back = intoFolder(cwd ?? folderNow());
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
      return true;
    }),
  );
  for (const [name, value] of Object.entries({ BIANYIN_HOME: '/nonexistent/bianyin', ...env }))
    vi.stubEnv(name, value);
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await runCli([process.execPath, program, ...args]);
    return runOf(Number(process.exitCode ?? 0), printed.stdout, printed.stderr);
  } finally {
    process.exitCode = before;
    vi.unstubAllEnvs();
    spies.forEach((spy) => spy.mockRestore());
    back();
  }
}

/** Returns the way back. */
function intoFolder(folder: string): () => void {
  const before = folderNow();
  chdir(folder);
  return () => chdir(before);
}

/** The code of an error that was printed with `--json`. */
export function errorCode(run: Run): string {
  const { ok, error } = run.json() as { ok?: boolean; error?: { code?: string; message?: string } };
  if (ok !== false || !error?.message) throw new Error(`no error in ${run.stdout}`);
  return error.code ?? '';
}
