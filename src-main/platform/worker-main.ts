/**
 * The worker's side of worker-process.ts. Under plain Node requests come on pipe 3, answers go to pipe 4, and the worker ends when
 * pipe 3 ends; in a utility process of Electron the same JSON goes over its parent's port, and it ends with its parent.
 */
import { createWriteStream } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { readMessages, writeMessage } from './message-lines.ts';
import { messageFromError } from './worker-messages.ts';

/** Asks the caller something in the middle of a request; null when the caller cannot answer. */
export type Ask = (question: unknown) => Promise<unknown>;

/** An unexpected error under its diagnostic number; never the request itself. */
export function report(diagnostic: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  process.stderr.write(`[${diagnostic}] ${text}\n`);
}

/** Serves requests with `handle` until the caller closes the pipe. Diagnostics go to stderr, never the request itself. */
export function serveRequests(handle: (request: unknown, ask: Ask) => unknown): void {
  const send = connect(onMessage);
  let onReply: ((value: unknown) => void) | undefined;
  const ask: Ask = (question) =>
    new Promise((resolve) => {
      onReply = resolve;
      send({ kind: 'question', question });
    });
  function onMessage(message: unknown): void {
    const { kind, request, value } = message as { kind?: string; request?: unknown; value?: unknown };
    if (kind === 'reply') {
      onReply?.(value);
      return;
    }
    // Inside `then`, so that what `handle` throws at once is an answer like everything else.
    Promise.resolve()
      .then(() => handle(request, ask))
      .then(
        (result) => send({ kind: 'done', value: result }),
        (error: unknown) => send(messageFromError(error, report)),
      );
  }
}

/** What Electron puts into a utility process (Electron: `process.parentPort`). */
interface ParentPort {
  on(event: 'message', onMessage: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: string): void;
}

/** Listens to whoever started this process; returns how to answer. */
function connect(onMessage: (message: unknown) => void): (message: unknown) => void {
  const port = (process as { parentPort?: ParentPort }).parentPort;
  return port ? connectPort(port, onMessage) : connectPipes(onMessage);
}

function connectPort(port: ParentPort, onMessage: (message: unknown) => void): (message: unknown) => void {
  port.on('message', ({ data }) => onMessage(JSON.parse(String(data))));
  return (message) => port.postMessage(JSON.stringify(message));
}

function connectPipes(onMessage: (message: unknown) => void): (message: unknown) => void {
  // Workers are killed when they are done; without this no start would ever be kept for the next one.
  flushCompileCache();
  const output = createWriteStream('', { fd: 4 });
  // A file stream reads on a thread that nothing interrupts: a library that calls exit() would wait for it for ever.
  const input = new Socket({ fd: 3, readable: true, writable: false });
  readMessages(input, onMessage, () => process.exit(1));
  input.on('end', () => process.exit(0));
  return (message) => writeMessage(output, message);
}
