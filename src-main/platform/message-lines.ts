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
  // Pieces of the line that has not ended: joined once, so that a long line costs no more than its length.
  let pieces: string[] = [];
  let length = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_LINE) throw new RangeError('line too long');
  };
  const endLine = (): void => {
    const line = pieces.join('');
    pieces = [];
    length = 0;
    onMessage(JSON.parse(line));
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const [rest = '', ...reversed] = chunk.split('\n').reverse();
    try {
      for (const line of reversed.reverse()) {
        add(line);
        endLine();
      }
      add(rest);
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
