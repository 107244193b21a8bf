/** A keeper at the application, in processes of their own (keeper-process.ts), so that all of it can be killed in the middle of its work. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import type { Sandbox } from '../../gate/support/sandbox.ts';
import { answersOf, hostOfRun } from './desk.ts';
import { noAnswers, writeAnswers } from './hosts/desk-answers.ts';
import { processesNaming } from './listeners.ts';

export interface Keeper {
  /** What it has printed so far. */
  readonly printed: string;
  /** Kills the application and who drives its windows, and waits until nothing of them is left. */
  kill(): Promise<void>;
}

export interface KeeperWork {
  /** One after the other, or all under one login. */
  readonly manner: 'each' | 'together';
  /** Purposes of the requests. */
  readonly reasons: readonly string[];
  /** What the token does (`slow:3000@sign`). */
  readonly fault: string;
}

export function startKeeper(sandbox: Sandbox, { manner, reasons, fault }: KeeperWork): Keeper {
  let printed = '';
  const script = fileURLToPath(new URL('keeper-process.ts', import.meta.url));
  writeAnswers(answersOf(sandbox), noAnswers);
  const line = ['--disable-warning=ExperimentalWarning', script, JSON.stringify(hostOfRun())];
  const what = [sandbox.home.root, answersOf(sandbox), manner, ...reasons];
  const child = spawn(process.execPath, [...line, ...what], {
    env: { ...process.env, BIANYIN_SOFT_UKEY_FAULT: fault },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return {
    get printed() {
      return printed;
    },
    async kill() {
      // Who drives the windows dies with the application, where it is not the application itself.
      process.kill(Number(/^application (\d+)$/m.exec(printed)?.[1]), 'SIGKILL');
      child.kill('SIGKILL');
      // Browser and workers end with the pipes that they hang on; a signature that is under way comes to its end first.
      await vi.waitFor(() => expect(processesNaming(sandbox.home.root)).toEqual([]), {
        timeout: 30_000,
        interval: 250,
      });
    },
  };
}
