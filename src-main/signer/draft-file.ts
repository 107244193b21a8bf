/**
 * The output file in the making: a temporary file beside the target. The original is copied first; from then on only the
 * copy is hashed, parsed and extended, through the one descriptor that it was written with. So a file is hashed
 * once: what the permit compares and what the self-check builds on are the same octets, read back from what was written.
 * The update with an empty hole is on disk before a use is spent. A signature only fills the hole, when it has been verified and its
 * digest is on record; then the file gets its name, or is destroyed (docs/adr/0022).
 */
import {
  closeSync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  realpathSync,
  rmSync,
  write,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { equalBytes } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { temporaryBeside } from '../platform/atomic-file.ts';
import { displayName } from '../platform/display-name.ts';
import { attempt, publishNew, tryFolder } from '../platform/publish-file.ts';
import { noteUnfinished } from '../platform/unfinished-files.ts';
import { sourceOfDescriptor, type FileByteSource } from '../platform/file-byte-source.ts';
import { startHashing, type HashedFile } from './hashed-file.ts';

/** Octets that are copied at once. */
const CHUNK = 1024 * 1024;
/** Octets after which the disk is asked to begin. */
const FLUSH = 64 * CHUNK;
const writeLater = promisify(write);

export interface DraftFile {
  /** Where it lies until it has its name. */
  readonly path: string;
  /** The original's octets as they were read back from the copy. */
  readonly copy: HashedFile;
  /** Puts the update behind the original, or over an update of the same length; on disk and compared when it returns. */
  writeUpdate(update: Uint8Array): void;
  /** From here on somebody else remembers that it lies there. */
  forget(): void;
  /** Gives it its name. Errors: `output-exists`, `output-not-writable`; then it has none. */
  publish(): void;
  /** Takes out of it whatever it holds. Returns false when that may still be there, under whatever name. */
  empty(): boolean;
  /** It stays where it is, for the next start to settle: what it is then tells what came of its signature. */
  leave(): void;
  /** Removes what is there, unless it was published or is to stay. */
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
  tryFolder(temporaryBeside(target), target);
  const path = temporaryBeside(target);
  const forget = noteUnfinished(notes, path);
  const descriptor = begin(path, target, forget);
  const discard = discarding(descriptor, path);
  try {
    return {
      path,
      copy: await copyAndHash(original, descriptor, target),
      writeUpdate: (update) => writing(target, () => writeAndCompare(descriptor, update, original.size)),
      forget,
      publish() {
        writing(target, () => requireSameFile(descriptor, path));
        publishNew(path, target);
        discard.isPublished = true;
      },
      empty: () => discard.empty(),
      leave: () => discard.leave(),
      discard() {
        if (discard.run()) forget();
      },
    };
  } catch (error) {
    if (discard.run()) forget();
    throw error;
  }
}

function begin(path: string, target: string, forget: () => void): number {
  try {
    return openSync(path, 'wx+', 0o600);
  } catch (cause) {
    forget();
    throw new BianyinError('output-not-writable', { file: displayName(target) }, { cause });
  }
}

/** What matters is that no signature stays in it: a draft that cannot be removed is emptied, one that cannot be emptied is removed. */
function discarding(descriptor: number, path: string) {
  let isOpen = true;
  let isLeft = false;
  const remove = (): boolean => attempt(() => rmSync(path, { force: true }));
  return {
    isPublished: false,
    empty(): boolean {
      if (this.isPublished || !isOpen) return false;
      return attempt(() => ftruncateSync(descriptor, 0)) || remove();
    },
    leave() {
      isLeft = true;
    },
    /** Returns false when it may still be there with all that is in it. */
    run(): boolean {
      const isEmptied = !isOpen || (!isLeft && this.empty());
      if (isOpen) attempt(() => closeSync(descriptor));
      isOpen = false;
      return !isLeft && (remove() || isEmptied || this.isPublished);
    },
  };
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

/** Errors: whatever the system says, also that what is read back is not what was written. */
function writeAndCompare(descriptor: number, update: Uint8Array, position: number): void {
  writeAt(descriptor, update, position);
  fsyncSync(descriptor);
  const written = sourceOfDescriptor(descriptor, position + update.length).read(position, update.length);
  if (!equalBytes(written, update)) throw new Error('read back as something else');
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
