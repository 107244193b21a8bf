/**
 * Workers under plain Node: the same Node, started anew. Never `fork`: messages go over pipes 3 and 4, so that nothing that a
 * library prints can be taken for an answer.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { bundledEntry } from './bundled-workers.ts';
import { readMessages, writeMessage } from './message-lines.ts';
import { workerEnvironment } from './worker-environment.ts';
import type { SpawnWorker, WorkerProgram } from './worker-spawner.ts';

/** The adapter that everything uses which is not told of another. */
export const spawnNodeWorker: SpawnWorker = (program, { onMessage, onEnd }) => {
  const node = [
    process.execPath,
    ...nodeArguments(program),
    bundledEntry(program.entry),
    ...(program.args ?? []),
  ];
  const [command = '', ...args] = withoutCore(node);
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', program.isSilent === true ? 'ignore' : 'inherit', 'pipe', 'pipe'],
    env: workerEnvironment(process.env, { ...compileCache(program), ...program.environment }),
    windowsHide: true,
  });
  const input = child.stdio[3] as Writable;
  input.on('error', onEnd);
  child.on('error', onEnd);
  child.on('exit', onEnd);
  readMessages(child.stdio[4] as Readable, onMessage, () => child.kill('SIGKILL'));
  return {
    send: (message) => writeMessage(input, message),
    kill: () => void child.kill('SIGKILL'),
    end() {
      input.end();
      child.kill();
    },
  };
};

/**
 * A worker that crashes leaves no picture of its memory: a PIN would be in it (RLIMIT_CORE; the shell gives its process number and its
 * pipes on). Where there is no such shell, the system's own setting stands.
 */
function withoutCore(command: readonly string[]): readonly string[] {
  if (process.platform === 'win32' || !existsSync(SHELL)) return command;
  return [SHELL, '-c', 'ulimit -c 0; exec "$@"', 'bianyin', ...command];
}

const SHELL = '/bin/sh';

function nodeArguments({ heapMiB, onlyReadsFiles }: WorkerProgram): string[] {
  return [
    '--disable-warning=ExperimentalWarning',
    // A debugger would read everything that this process holds.
    '--disable-sigusr1',
    ...(heapMiB === undefined ? [] : [`--max-old-space-size=${heapMiB}`]),
    ...(onlyReadsFiles === true ? ['--permission', '--allow-fs-read=*'] : []),
  ];
}

/**
 * Compiled modules of a checkout, so that a worker starts in half the time. The place is fixed: whoever writes there runs
 * here. Who only reads files cannot keep any.
 */
function compileCache({ onlyReadsFiles }: WorkerProgram): Record<string, string> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/compiled/', import.meta.url));
  return onlyReadsFiles !== true && existsSync(folder) ? { NODE_COMPILE_CACHE: folder } : {};
}
