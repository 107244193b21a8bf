/**
 * The three ways a PIN reaches the terminal program: a file, standard input, a prompt without echo. There is no option
 * that takes the PIN itself, because arguments stand in the process list and in the shell history (docs/adr/0003).
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { displayName } from '../platform/display-name.ts';
import { ask, warn } from './terminal.ts';

export interface PinOptions {
  readonly pinFile?: string;
  readonly pinStdin?: boolean;
}

/** Longest PIN that is read, octets; tokens allow far less. */
const LONGEST = 256;
/** Bits of everybody but the owner. */
const OTHERS = 0o077;
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

/**
 * First line of a file that only its owner can read: a PIN that others can read is none. Windows has no such bits.
 * Errors: `file-not-readable`, `pin-file-not-private`, `pin-required`.
 */
export function pinFromFile(path: string): Uint8Array {
  let content: Uint8Array;
  let isOpenToOthers: boolean;
  try {
    const descriptor = openSync(path, 'r');
    try {
      const status = fstatSync(descriptor);
      // A pipe belongs to whoever has made it.
      isOpenToOthers = status.isFile() && (status.mode & OTHERS) !== 0;
      content = readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
  if (process.platform !== 'win32' && isOpenToOthers) {
    content.fill(0);
    throw new BianyinError('pin-file-not-private', { file: displayName(path) });
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
  // Before the question: who answers at once is not shown either.
  stdin.setRawMode(true);
  stdin.resume();
  ask(prompt);
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off('data', onData);
      warn('');
      settle();
      typed.fill(0);
    };
    const onData = (chunk: Buffer): void => {
      const octets = Uint8Array.from(chunk);
      chunk.fill(0);
      for (const octet of octets) {
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
