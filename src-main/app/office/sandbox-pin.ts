/** The PIN of a sandbox's demonstration token, so that the story can be played without typing. No other home has such files. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { pinFile, sandboxTokens } from './sandbox-setup.ts';

const LINE_FEED = 0x0a;

/** Octets of the first line. Errors: `sandbox-only`, `pin-required`. */
export function sandboxPin(home: HomeDirectory, label: string): Uint8Array {
  // A label from a token is not a file name: only the sandbox's own labels are.
  if (!sandboxTokens(home).some((token) => token.label === label)) throw new BianyinError('sandbox-only');
  const content = readPinFile(pinFile(home, label));
  const end = content.indexOf(LINE_FEED);
  const pin = Uint8Array.from(content.subarray(0, end === -1 ? content.length : end));
  content.fill(0);
  return pin;
}

/** Whether the demonstration can type it: not once the person has changed it. */
export function hasSandboxPin(home: HomeDirectory, label: string): boolean {
  return sandboxTokens(home).some((token) => token.label === label) && existsSync(pinFile(home, label));
}

/** A PIN that was changed is nobody's but the person's: what lies in the file would cost a try. */
export function forgetSandboxPin(home: HomeDirectory, label: string): void {
  if (sandboxTokens(home).some((token) => token.label === label))
    rmSync(pinFile(home, label), { force: true });
}

function readPinFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new BianyinError('pin-required', {}, { cause });
  }
}
