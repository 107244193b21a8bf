/**
 * A child process that answers requests, one at a time, under a time limit: signer, document worker, text search.
 * It is started when first needed, killed when it is late, and started anew for the next request. Never `fork`:
 * messages go over pipes 3 and 4, so nothing that a library prints can be taken for an answer.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { errorFromMessage, type Answer } from './worker-messages.ts';
import { readMessages, writeMessage } from './message-lines.ts';

export interface WorkerProgram {
  /** Word for messages about this worker. */
  readonly name: string;
  /** Absolute path of its entry file. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Its whole environment; nothing is inherited but what is needed to start. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Heap limit, MiB. */
  readonly heapMiB?: number;
}

/** Answers a question that the worker asks in the middle of a request. */
type QuestionHandler = (question: unknown) => Promise<unknown>;

export interface WorkerProcess {
  /** Sends a request and waits for its answer. Errors: those of the worker, `worker-lost`, `worker-timeout`. */
  call(request: unknown, limitMs: number, onQuestion?: QuestionHandler): Promise<unknown>;
  stop(): void;
}

interface Running {
  readonly child: ChildProcess;
  readonly input: Writable;
}

interface Waiting {
  /** The process that was asked: an older one, killed for being late, has nothing to say about this request. */
  readonly child: ChildProcess;
  readonly finish: (answer: Answer) => void;
  readonly lost: () => void;
  readonly onQuestion: QuestionHandler | undefined;
}

/** What a child needs of our environment to start at all; secrets and LD_PRELOAD are not among it. */
const inherited = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'TEMP', 'TMPDIR'] as const;

function childEnvironment(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), ...compileCache(), ...own };
}

/** Compiled modules of a checkout, so that a worker starts in half the time. The place is fixed: whoever writes there runs here. */
function compileCache(): Record<string, string> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/compiled/', import.meta.url));
  return existsSync(folder) ? { NODE_COMPILE_CACHE: folder } : {};
}

/** A worker of the given program. Requests are queued; at most one is under way. */
export function workerProcess(program: WorkerProgram): WorkerProcess {
  let running: Running | undefined;
  let waiting: Waiting | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function onMessage({ child, input }: Running, message: unknown): void {
    const current = waiting;
    const { kind } = message as { kind?: string };
    if (current?.child !== child) return;
    if (kind === 'question' && current.onQuestion) {
      const reply = (value: unknown): void => writeMessage(input, { kind: 'reply', value });
      current.onQuestion((message as { question: unknown }).question).then(reply, () => reply(null));
    } else current.finish(message as Answer);
  }

  function start(): Running {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        ...(program.heapMiB === undefined ? [] : [`--max-old-space-size=${program.heapMiB}`]),
        program.entry,
        ...(program.args ?? []),
      ],
      { stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'], env: childEnvironment(program.environment) },
    );
    const fresh = { child, input: child.stdio[3] as Writable };
    const ended = (): void => {
      if (running === fresh) running = undefined;
      if (waiting?.child === child) waiting.lost();
    };
    fresh.input.on('error', ended);
    child.on('error', ended);
    child.on('exit', ended);
    const hear = (message: unknown): void => onMessage(fresh, message);
    readMessages(child.stdio[4] as Readable, hear, () => child.kill('SIGKILL'));
    running = fresh;
    return fresh;
  }

  function ask(request: unknown, limitMs: number, onQuestion?: QuestionHandler): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const { child, input } = running ?? start();
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        waiting = undefined;
        act();
      };
      const late = new BianyinError('worker-timeout', {
        worker: program.name,
        seconds: Math.ceil(limitMs / 1000),
      });
      const timer = setTimeout(() => {
        settle(() => reject(late));
        running = undefined;
        child.kill('SIGKILL');
      }, limitMs);
      waiting = {
        child,
        finish: (answer) =>
          settle(() => (answer.kind === 'done' ? resolve(answer.value) : reject(errorFromMessage(answer)))),
        lost: () => settle(() => reject(new BianyinError('worker-lost', { worker: program.name }))),
        onQuestion,
      };
      writeMessage(input, { kind: 'request', request });
    });
  }

  return {
    call(request, limitMs, onQuestion) {
      const result = queue.then(() => ask(request, limitMs, onQuestion));
      queue = result.catch(() => undefined);
      return result;
    },
    stop() {
      running?.input.end();
      running?.child.kill();
      running = undefined;
    },
  };
}
