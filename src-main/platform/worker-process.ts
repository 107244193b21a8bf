/**
 * A child process that answers requests, one at a time, under a time limit: signer, document worker, text search.
 * It is started when first needed, killed when it is late, and started anew for the next request. How a process is started
 * is the host's affair (worker-spawner.ts).
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { spawnNodeWorker } from './spawn-node-worker.ts';
import { errorFromMessage, type WorkerAnswer } from './worker-messages.ts';
import type { SpawnWorker, WorkerChannel, WorkerProgram } from './worker-spawner.ts';

/** Answers a question that the worker asks in the middle of a request. */
type QuestionHandler = (question: unknown) => Promise<unknown>;

export interface WorkerProcess {
  /** Sends a request and waits for its answer; `onAsked` when those before it are done and it is sent. Errors: those of the worker, `worker-lost`, `worker-timeout`. */
  call(
    request: unknown,
    limitMs: number,
    onQuestion?: QuestionHandler,
    onAsked?: () => void,
  ): Promise<unknown>;
  /** Starts it before it is needed. */
  prepare(): void;
  stop(): void;
}

interface Waiting {
  /** The process that was asked: an older one, killed for being late, has nothing to say about this request. */
  readonly channel: WorkerChannel;
  readonly finish: (answer: WorkerAnswer) => void;
  /** Hears that the process is gone. */
  lost: () => void;
  readonly onQuestion: QuestionHandler | undefined;
}

/** How long a killed process may take to be gone. */
const BURIAL_MS = 10_000;

/** How this process starts its workers: it is of one runtime, and a worker started in another's way would be no worker. */
let spawnWorker: SpawnWorker = spawnNodeWorker;

/** A host says so once, before its application does anything (app/ports.ts). */
export function startWorkersWith(spawn: SpawnWorker): void {
  spawnWorker = spawn;
}

/** A worker of the given program. Requests are queued; at most one is under way. */
export function workerProcess(program: WorkerProgram): WorkerProcess {
  let running: WorkerChannel | undefined;
  let waiting: Waiting | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let stops = 0;

  function onMessage(channel: WorkerChannel, message: unknown): void {
    const current = waiting;
    const { kind } = message as { kind?: string };
    if (current?.channel !== channel) return;
    if (kind === 'question' && current.onQuestion) {
      const reply = (value: unknown): void => channel.send({ kind: 'reply', value });
      current.onQuestion((message as { question: unknown }).question).then(reply, () => reply(null));
    } else current.finish(message as WorkerAnswer);
  }

  function start(): WorkerChannel {
    const channel = spawnWorker(program, {
      onMessage: (message) => onMessage(channel, message),
      onEnd() {
        if (running === channel) running = undefined;
        if (waiting?.channel === channel) waiting.lost();
      },
    });
    running = channel;
    return channel;
  }

  function ask(request: unknown, limitMs: number, onQuestion?: QuestionHandler): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const channel = running ?? start();
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        waiting = undefined;
        act();
      };
      const late = new BianyinError('worker-timeout', {
        worker: program.name,
        seconds: Math.ceil(limitMs / 1000),
      });
      const giveUp = (): void => settle(() => reject(late));
      // It is over when the process is gone: until then it might still write what its caller was told is not there.
      let timer = setTimeout(() => {
        if (running === channel) running = undefined;
        if (waiting) waiting.lost = giveUp;
        timer = setTimeout(giveUp, BURIAL_MS);
        channel.kill();
      }, limitMs);
      waiting = {
        channel,
        finish: (answer) =>
          settle(() => (answer.kind === 'done' ? resolve(answer.value) : reject(errorFromMessage(answer)))),
        lost: () => settle(() => reject(new BianyinError('worker-lost', { worker: program.name }))),
        onQuestion,
      };
      channel.send({ kind: 'request', request });
    });
  }

  return {
    call(request, limitMs, onQuestion, onAsked = () => undefined) {
      const before = stops;
      const result = queue.then(() => {
        // Whoever still stood in the queue must not start the process anew behind the one that was stopped.
        if (stops !== before) throw new BianyinError('worker-lost', { worker: program.name });
        onAsked();
        return ask(request, limitMs, onQuestion);
      });
      queue = result.catch(() => undefined);
      return result;
    },
    prepare: () => void (running ?? start()),
    stop() {
      stops += 1;
      running?.end();
      running = undefined;
    },
  };
}
