/** The worker's side of worker-process.ts: reads requests from pipe 3, answers on pipe 4, ends when pipe 3 ends. */
import { createReadStream, createWriteStream } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { readMessages, writeMessage } from './message-lines.ts';
import { messageFromError } from './worker-messages.ts';

/** Asks the caller something in the middle of a request; null when the caller cannot answer. */
export type Ask = (question: unknown) => Promise<unknown>;

/** Serves requests with `handle` until the caller closes the pipe. Diagnostics go to stderr, never the request itself. */
export function serveRequests(handle: (request: unknown, ask: Ask) => unknown): void {
  // Workers are killed when they are done; without this no start would ever be kept for the next one.
  flushCompileCache();
  const output = createWriteStream('', { fd: 4 });
  let onReply: ((value: unknown) => void) | undefined;
  const ask: Ask = (question) =>
    new Promise((resolve) => {
      onReply = resolve;
      writeMessage(output, { kind: 'question', question });
    });
  const report = (diagnostic: string, error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.name) : typeof error;
    process.stderr.write(`[${diagnostic}] ${text}\n`);
  };
  const onMessage = (message: unknown): void => {
    const { kind, request, value } = message as { kind?: string; request?: unknown; value?: unknown };
    if (kind === 'reply') {
      onReply?.(value);
      return;
    }
    // Inside `then`, so that what `handle` throws at once is an answer like everything else.
    Promise.resolve()
      .then(() => handle(request, ask))
      .then(
        (result) => writeMessage(output, { kind: 'done', value: result }),
        (error: unknown) => writeMessage(output, messageFromError(error, report)),
      );
  };
  const input = createReadStream('', { fd: 3 });
  readMessages(input, onMessage, () => process.exit(1));
  input.on('end', () => process.exit(0));
}
