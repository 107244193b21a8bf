/** Runs `scripts/corpus/corpus.ts` as a process of its own and reads its table. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../scripts/corpus/corpus.ts');

export interface CorpusRun {
  readonly exitCode: number;
  readonly output: string;
  /** The line of the table that begins with this name; empty without one. */
  row(file: string): string;
}

/** Runs the command to its end. `path` goes in front of PATH. */
export function runCorpus(args: readonly string[], path = ''): Promise<CorpusRun> {
  const environment = { ...process.env, PATH: `${path}:${process.env['PATH'] ?? ''}` };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const row = (file: string): string =>
        output.split('\n').find((line) => line.startsWith(`${file} `)) ?? '';
      resolve({ exitCode: code ?? -1, output, row });
    });
  });
}
