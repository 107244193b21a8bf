/**
 * What becomes of a file whose signing process is gone (docs/adr/0022): the register knows its digest. Whole, it gets the name that it
 * was made for; anything else is destroyed. A place that cannot be looked at today (a drive that is away) is asked again next time.
 */
import { lstatSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { toHex } from '../crypto/bytes.ts';
import { sm3Stream } from '../crypto/sm3.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { publishNew } from '../platform/publish-file.ts';
import { unfinished } from '../platform/stale-files.ts';
import type { PendingFile, Settled } from '../store/signed-files.ts';

const CHUNK = 4 * 1024 * 1024;

/** Finishes or destroys it. Never replaces a file but the empty one that reserved the name. */
export function settleSignedFile({ draft, target, sealedSm3, size }: PendingFile): Settled {
  // Whoever can write the database must not choose what is removed here.
  if (!unfinished.test(basename(draft)) || dirname(draft) !== dirname(target)) return 'out-of-reach';
  try {
    if (!lstatSync(dirname(target), { throwIfNoEntry: false })) return 'out-of-reach';
    const isWhole = (path: string): boolean => sizeOf(path) === size && sm3Of(path) === sealedSm3;
    if (!isWhole(target) && isWhole(draft)) {
      clearReservation(target);
      publish(draft, target);
    }
    // Asked again: what counts is what lies there, not what was meant to.
    const settled = isWhole(target) ? 'published' : 'destroyed';
    rmSync(draft, { force: true });
    return settled;
  } catch {
    return 'out-of-reach';
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
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found?.isFile() === true && found.size === 0) rmSync(target);
}

/** Octets of a regular file; null for what is none. Throws when it cannot be looked at. */
function sizeOf(path: string): number | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.size : null;
}

/** Hex SM3 of a file. Errors: `file-not-readable`, `file-changed-while-reading`. */
function sm3Of(path: string): string {
  const source = openFileSource(path);
  try {
    const hash = sm3Stream();
    for (let at = 0; at < source.size; at += CHUNK) {
      hash.update(source.read(at, Math.min(CHUNK, source.size - at)));
    }
    return toHex(hash.digest());
  } finally {
    source.close();
  }
}
