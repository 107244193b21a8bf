/** Runs the terminal program as a person does: a command line in a folder, what it prints, and how it ends. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../../src-main/cli/main.ts', import.meta.url));

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
  const { stdout, stderr } = child;
  return {
    code: child.status ?? -1,
    stdout,
    stderr,
    json: () => JSON.parse(stdout) as Record<string, unknown>,
  };
}

/** The code of an error that was printed with `--json`. */
export function errorCode(run: Run): string {
  const { ok, error } = run.json() as { ok?: boolean; error?: { code?: string; message?: string } };
  if (ok !== false || !error?.message) throw new Error(`no error in ${run.stdout}`);
  return error.code ?? '';
}
