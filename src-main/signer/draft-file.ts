/**
 * The output file in the making: a temporary file beside the target. It gets the original's octets while they are hashed,
 * then the update with an empty hole, all on disk before a use is spent; the signature only fills the hole. It gets its
 * name after verification, and leaves nothing behind when it does not come to that.
 */
import { closeSync, fsyncSync, lstatSync, openSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { publishNew, temporaryBeside } from '../platform/atomic-file.ts';
import { displayName } from '../platform/display-name.ts';
import { openFileSource, type FileByteSource } from '../platform/file-byte-source.ts';
import { hashFile, type HashedFile } from './hashed-file.ts';

export interface DraftFile {
  /** Fed with exactly the original's octets. */
  readonly original: Sm3Stream;
  /** The original's octets as they were hashed, for parsing. Errors: `file-changed-while-reading`. */
  readonly content: ByteSource;
  /** Puts the update behind the original, or over an update of the same length; on disk when it returns. */
  writeUpdate(update: Uint8Array): void;
  /** Lets `check` look at what is on disk, then gives it its name. Errors: `output-exists`, and those of `check`. */
  publish(check: (written: FileByteSource) => void): void;
  /** Takes the name away again: what cannot be put on record has not been sealed. */
  withdraw(): void;
  /** Removes what is there, unless it was published. */
  discard(): void;
}

/** Errors: `output-exists`; `output-not-writable` when there is no such folder. */
export function requireFreeName(target: string): void {
  // Not followed: a link that leads nowhere would otherwise look free until the very end.
  if (lstatSync(target, { throwIfNoEntry: false })) {
    throw new BianyinError('output-exists', { file: displayName(target) });
  }
  writing(target, () => realpathSync(dirname(target)));
}

/** Copies and hashes the original. Errors: `output-not-writable`, `file-changed-while-reading`. */
export function beginDraft(original: FileByteSource, target: string): DraftFile {
  const temporary = temporaryBeside(target);
  const descriptor = writing(target, () => openSync(temporary, 'wx', 0o600));
  let open = true;
  const close = (): void => {
    if (open) closeSync(descriptor);
    open = false;
  };
  const discard = (): void => {
    close();
    rmSync(temporary, { force: true });
  };
  try {
    const { stream, content } = copyAndHash(original, descriptor, target);
    return {
      original: stream,
      content,
      writeUpdate: (update) =>
        writing(target, () => {
          writeAt(descriptor, update, original.size);
          fsyncSync(descriptor);
        }),
      publish(check) {
        close();
        const written = openFileSource(temporary);
        try {
          check(written);
        } finally {
          written.close();
        }
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

function copyAndHash(original: FileByteSource, descriptor: number, target: string): HashedFile {
  return hashFile(original, (octets, at) => writing(target, () => writeAt(descriptor, octets, at)));
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
