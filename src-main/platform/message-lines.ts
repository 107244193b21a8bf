/** Messages between our processes: one JSON value a line, over pipes of their own (a vendor library may print to stdout). */
import type { Readable, Writable } from 'node:stream';

/** Longest line that is accepted; a longer one ends the conversation. */
const MAX_LINE = 64 * 1024 * 1024;

/** Calls `onMessage` for every line, parsed; `onBroken` once, when a line is too long or not JSON. */
export function readMessages(
  stream: Readable,
  onMessage: (message: unknown) => void,
  onBroken: () => void,
): void {
  let pending = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    try {
      if (pending.length > MAX_LINE) throw new RangeError('line too long');
      for (const line of lines) onMessage(JSON.parse(line));
    } catch {
      stream.destroy();
      onBroken();
    }
  });
}

/** Writes one message. */
export function writeMessage(stream: Writable, message: unknown): void {
  stream.write(`${JSON.stringify(message)}\n`);
}
