/** Runs another program with a time limit and hands back what it printed. */
import { execFile } from 'node:child_process';

export interface ProgramResult {
  /** Exit code; -1 when it could not be started or ran out of time. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly seconds?: number } = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const settings = {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      timeout: (options.seconds ?? 60) * 1000,
      maxBuffer: 64 * 1024 * 1024,
    };
    execFile(program, args, settings, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** The last line that says something, for reasons in reports. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
