/**
 * What becomes of a file whose signing process is gone (docs/adr/0022): the register knows its digest. Whole, it gets the name that it
 * was made for; a draft that is anything else is destroyed. Where neither lies, somebody may have moved it: that is said, and asked
 * again at each start, as is a place that cannot be looked at today (a drive that is away).
 */
import { ftruncateSync, closeSync, constants, lstatSync, openSync, rmSync, type Stats } from 'node:fs';
import { basename, dirname } from 'node:path';
import { toHex } from '../crypto/bytes.ts';
import { sm3Stream } from '../crypto/sm3.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { attempt, publishNew } from '../platform/publish-file.ts';
import { unfinished } from '../platform/stale-files.ts';
import type { PendingFile, Settling } from '../store/signed-files.ts';

const CHUNK = 4 * 1024 * 1024;

/** Finishes or destroys it. Never replaces a file but the empty one that reserved the name. */
export function settleSignedFile(file: PendingFile): Settling {
  const { draft, target } = file;
  // Whoever can write the database must not choose what is removed here.
  if (!unfinished.test(basename(draft)) || dirname(draft) !== dirname(target))
    return { settled: 'out-of-reach' };
  try {
    if (!lookAt(dirname(target))) return { settled: 'out-of-reach' };
    if (!holds(target, file) && isWhole(draft, file)) {
      clearReservation(target);
      publish(draft, target);
    }
    // Asked again: what counts is what lies there, not what was meant to.
    const remove = (): void => void attempt(() => rmSync(draft, { force: true }));
    if (holds(target, file)) {
      remove();
      // A second name of the same file, should it not have gone: asked once more when the end is on record.
      return { settled: 'published', afterwards: remove };
    }
    if (lookAt(draft)?.isFile() !== true) return { settled: 'missing' };
    empty(draft);
    // Removed when that is on record: until then it shows the next start that nothing came of this signature.
    return { settled: 'destroyed', afterwards: remove };
  } catch {
    return { settled: 'out-of-reach' };
  }
}

/** A name that somebody else has taken since keeps its file; ours is destroyed then. */
function publish(draft: string, target: string): void {
  try {
    publishNew(draft, target);
  } catch (error) {
    if (!failedWith(error, 'output-exists')) throw error;
  }
}

/** Where there are no hard links the name is reserved by an empty file for a moment (platform/publish-file.ts). */
function clearReservation(target: string): void {
  const found = lookAt(target);
  if (found?.isFile() === true && found.size === 0) rmSync(target);
}

/** Whatever is in it holds no signature any more. Not through a link. */
function empty(path: string): void {
  // Windows knows no O_NOFOLLOW, and nobody makes links there without being asked.
  const noFollow = (constants as { O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;
  const descriptor = openSync(path, constants.O_WRONLY | noFollow);
  try {
    ftruncateSync(descriptor, 0);
  } finally {
    closeSync(descriptor);
  }
}

type Expected = Pick<PendingFile, 'size' | 'sealedSm3'>;

/** It is the file, or begins with it: what was added behind it since (a time stamp, another seal) is not ours to judge. */
function holds(path: string, expected: Expected): boolean {
  const found = regular(path);
  return found !== null && found.size >= expected.size && beginsWith(path, found, expected);
}

function isWhole(path: string, expected: Expected): boolean {
  const found = regular(path);
  return found?.size === expected.size && beginsWith(path, found, expected);
}

/** Null for what is no regular file. Throws when it cannot be looked at. */
function regular(path: string): Stats | null {
  const found = lookAt(path);
  return found?.isFile() === true ? found : null;
}

function lookAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** Files that were hashed and are others, as they were then: a home is opened often, and its register asks every time. */
const others = new Map<string, string>();
const MOST = 1000;

function beginsWith(path: string, found: Stats, { size, sealedSm3 }: Expected): boolean {
  const asked = `${path}\n${sealedSm3}`;
  const state = [found.dev, found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
  if (others.get(asked) === state) return false;
  if (sm3OfBeginning(path, size) === sealedSm3) return true;
  if (others.size >= MOST) others.clear();
  others.set(asked, state);
  return false;
}

/** Hex SM3 of the first octets of a file. Errors: `file-not-readable`, `file-changed-while-reading`. */
function sm3OfBeginning(path: string, size: number): string {
  const source = openFileSource(path);
  try {
    const hash = sm3Stream();
    for (let at = 0; at < size; at += CHUNK) hash.update(source.read(at, Math.min(CHUNK, size - at)));
    return toHex(hash.digest());
  } finally {
    source.close();
  }
}
