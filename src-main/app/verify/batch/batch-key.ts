/**
 * The key under which a machine marks what it keeps of a batch (batch-state.ts): a progress file lies where anybody may write, and a
 * verdict in it is believed only when this user of this machine wrote it. Beside the home and not in it, so that no backup carries it.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '../../../crypto/bytes.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { writeNewFile } from '../../../platform/atomic-file.ts';
import type { HomeDirectory } from '../../../platform/home-directory.ts';

/** 32 octets. Where none can be kept, one of this run: then the next run takes nothing over. */
export function batchKey({ root }: Pick<HomeDirectory, 'root'>): Uint8Array {
  const file = `${root}.batch-key`;
  const known = readKey(file);
  if (known) return known;
  const made = new Uint8Array(randomBytes(32));
  try {
    writeNewFile(file, toHex(made));
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
  }
  // Another run may have made one at the same moment: then that one counts.
  return readKey(file) ?? made;
}

function readKey(file: string): Uint8Array | null {
  try {
    const text = readFileSync(file, 'utf8');
    return /^[0-9a-f]{64}$/.test(text) ? fromHex(text) : null;
  } catch {
    return null;
  }
}
