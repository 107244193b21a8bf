/**
 * The three ways a PIN reaches the terminal program: a file, standard input, a prompt without echo. There is no option
 * that takes the PIN itself, because arguments stand in the process list and in the shell history (docs/adr/0003).
 */
import { readFileSync, readSync } from 'node:fs';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { displayName } from '../platform/display-name.ts';

export interface PinOptions {
  readonly pinFile?: string;
  readonly pinStdin?: boolean;
}

/** Longest PIN that is read, octets; tokens allow far less. */
const LONGEST = 256;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The PIN as octets; the receiver overwrites them. `prompt` is asked for only when somebody has to type.
 * Errors: `pin-required`, `file-not-readable`, those of `prompt`.
 */
export async function readPin(options: PinOptions, prompt: () => Promise<string>): Promise<Uint8Array> {
  if (options.pinFile !== undefined) return pinFromFile(options.pinFile);
  if (options.pinStdin === true) return pinFromStandardInput();
  if (process.stdin.isTTY) return pinFromPrompt(await prompt());
  throw new BianyinError('pin-required');
}

/** First line of a file. */
export function pinFromFile(path: string): Uint8Array {
  let content: Uint8Array;
  try {
    content = readFileSync(path);
  } catch (cause) {
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
  return firstLine(content);
}

function pinFromStandardInput(): Uint8Array {
  const buffer = new Uint8Array(LONGEST);
  let filled = 0;
  while (filled < buffer.length && !buffer.subarray(0, filled).includes(LINE_FEED)) {
    const got = readSync(0, buffer, filled, buffer.length - filled, null);
    if (got === 0) break;
    filled += got;
  }
  return firstLine(buffer.subarray(0, filled));
}

function firstLine(content: Uint8Array): Uint8Array {
  const end = content.findIndex((octet) => octet === LINE_FEED || octet === CARRIAGE_RETURN);
  // A copy: slices of a Buffer share its octets, and those are overwritten.
  const pin = Uint8Array.from(content.subarray(0, end === -1 ? content.length : end));
  content.fill(0);
  if (pin.length === 0) throw new BianyinError('pin-required');
  return pin;
}

/** Asks on the terminal without showing what is typed. Ctrl-C and Ctrl-D give up. */
function pinFromPrompt(prompt: string): Promise<Uint8Array> {
  const { stdin } = process;
  const typed = Buffer.alloc(LONGEST);
  let length = 0;
  process.stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.resume();
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off('data', onData);
      process.stderr.write('\n');
      settle();
      typed.fill(0);
    };
    const onData = (chunk: Buffer): void => {
      for (const octet of chunk) {
        if (octet === CARRIAGE_RETURN || octet === LINE_FEED) {
          const pin = Uint8Array.from(typed.subarray(0, length));
          finish(() => (length === 0 ? reject(new BianyinError('pin-required')) : resolve(pin)));
          return;
        }
        if (octet === 0x03 || octet === 0x04) {
          finish(() => reject(new BianyinError('pin-required')));
          return;
        }
        if (octet === 0x7f || octet === 0x08) length = Math.max(0, length - 1);
        else if (length < LONGEST) typed[length++] = octet;
      }
    };
    stdin.on('data', onData);
  });
}
