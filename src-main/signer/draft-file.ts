/**
 * The output file in the making: a temporary file beside the target. The original is copied first; from then on only the
 * copy is hashed, parsed, extended and verified, through the one descriptor that it was written with. So a file is hashed
 * once: what the permit compares and what the self-check builds on are the same octets, read back from what was written.
 * The update with an empty hole is on disk before a use is spent; the signature only fills the hole. The file gets its name
 * after verification, and leaves nothing behind when it does not come to that.
 */
import {
  closeSync,
  fstatSync,
  fsync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  rmSync,
  write,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { publishNew, temporaryBeside } from '../platform/atomic-file.ts';
import { displayName } from '../platform/display-name.ts';
import { noteUnfinished } from '../platform/unfinished-files.ts';
import { sourceOfDescriptor, type FileByteSource } from '../platform/file-byte-source.ts';
import { startHashing, type HashedFile } from './hashed-file.ts';

/** Octets that are copied at once. */
const CHUNK = 1024 * 1024;
/** Octets after which the disk is asked to begin. */
const FLUSH = 64 * CHUNK;
const writeLater = promisify(write);

export interface DraftFile {
  /** The original's octets as they were read back from the copy. */
  readonly copy: HashedFile;
  /** Puts the update behind the original, or over an update of the same length; on disk when it returns. */
  writeUpdate(update: Uint8Array): void;
  /** Lets `check` look at what is on disk, then gives it its name. Errors: `output-exists`, and those of `check`. */
  publish(check: (written: ByteSource) => void): void;
  /** Takes the name away again: what cannot be put on record has not been sealed. */
  withdraw(): void;
  /** Removes what is there, unless it was published. */
  discard(): void;
}

/** Errors: `output-exists`; `output-not-writable` when there is no such folder. */
export function requireFreeName(target: string): void {
  // Not followed: a link that leads nowhere would otherwise look free until the very end.
  const found = writing(target, () => {
    realpathSync(dirname(target));
    return lstatSync(target, { throwIfNoEntry: false });
  });
  if (found) throw new BianyinError('output-exists', { file: displayName(target) });
}

/** Copies the original, then reads the copy. Errors: `output-not-writable`, `file-changed-while-reading`. */
export async function beginDraft(
  original: FileByteSource,
  target: string,
  notes: string,
): Promise<DraftFile> {
  const temporary = temporaryBeside(target);
  const forget = noteUnfinished(notes, temporary);
  const descriptor = writing(target, () => openSync(temporary, 'wx+', 0o600));
  let open = true;
  const discard = (): void => {
    if (open) closeSync(descriptor);
    open = false;
    rmSync(temporary, { force: true });
    forget();
  };
  try {
    return {
      copy: await copyAndHash(original, descriptor, target),
      writeUpdate: (update) =>
        writing(target, () => {
          writeAt(descriptor, update, original.size);
          fsyncSync(descriptor);
        }),
      publish(check) {
        check(sourceOfDescriptor(descriptor));
        writing(target, () => requireSameFile(descriptor, temporary));
        publishNew(temporary, target);
      },
      withdraw: () => rmSync(target, { force: true }),
      discard,
    };
  } catch (error) {
    discard();
    throw error;
  }
}

/** While one part is written (in a thread of its own), the part before it is read back and hashed. */
async function copyAndHash(
  original: FileByteSource,
  descriptor: number,
  target: string,
): Promise<HashedFile> {
  const hashing = startHashing(sourceOfDescriptor(descriptor, original.size));
  const buffer = new Uint8Array(CHUNK);
  for (let at = 0; at < original.size; at += CHUNK) {
    const octets = buffer.subarray(0, Math.min(CHUNK, original.size - at));
    original.readInto(octets, at);
    const written = writePart(descriptor, octets, at);
    try {
      hashing.upTo(at);
    } finally {
      await written.catch((cause: unknown) =>
        writing(target, () => {
          throw cause;
        }),
      );
    }
    // The disk may begin; whether it succeeded is asked by the fsync of `writeUpdate`.
    if (at % FLUSH === 0) fsync(descriptor, () => undefined);
  }
  return hashing.finish();
}

async function writePart(descriptor: number, octets: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < octets.length;) {
    const { bytesWritten } = await writeLater(
      descriptor,
      octets,
      done,
      octets.length - done,
      position + done,
    );
    done += bytesWritten;
  }
}

/** What is about to get a name must be what was verified, not what somebody put in its place. */
function requireSameFile(descriptor: number, path: string): void {
  const [verified, named] = [fstatSync(descriptor), lstatSync(path)];
  if (verified.ino !== named.ino || verified.dev !== named.dev) throw new Error('replaced while it was made');
}

function writeAt(descriptor: number, octets: Uint8Array, position: number): void {
  let done = 0;
  while (done < octets.length) {
    done += writeSync(descriptor, octets, done, octets.length - done, position + done);
  }
}

function writing<T>(target: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw new BianyinError('output-not-writable', { file: displayName(target) }, { cause });
  }
}
