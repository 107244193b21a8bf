/**
 * Giving a finished file its name without ever replacing anything (docs/adr/0022). A hard link does that in one step; where the file
 * system has none (FAT, exFAT, some shares) the name is reserved by an empty file of ours, which the finished one then takes over.
 * It fails only when the name did not come to be: once the file is there, whatever cannot be tidied up is no failure any more.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { displayName } from './display-name.ts';

/** Gives a finished, fsynced temporary file its name. Errors: `output-exists`, `output-not-writable`; then it has none. */
export function publishNew(temporary: string, target: string): void {
  try {
    giveName(temporary, target);
  } catch (cause) {
    throw new BianyinError(isTaken(cause) ? 'output-exists' : 'output-not-writable', named(target), {
      cause,
    });
  }
  // A second name of the same file is swept later; a folder that cannot be flushed holds the file all the same.
  attempt(() => rmSync(temporary, { force: true }));
  attempt(() => syncFolder(dirname(target)));
}

function named(target: string): { file: string } {
  return { file: displayName(target) };
}

function giveName(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (cause) {
    // A share may have done it and lost its answer: what it says to the second try is that the name is taken, by us.
    if (isSameFile(temporary, target)) return;
    if (isTaken(cause)) throw cause;
    takeReserved(temporary, target);
  }
}

/** Errors: EEXIST when the name is taken; whatever the system says. */
function takeReserved(temporary: string, target: string): void {
  const reserved = openSync(target, 'wx', 0o600);
  try {
    requireStillReserved(reserved, target);
    renameSync(temporary, target);
  } catch (cause) {
    // Moved all the same, with the answer lost.
    if (!exists(temporary)) return;
    attempt(() => {
      requireStillReserved(reserved, target);
      unlinkSync(target);
    });
    throw cause;
  } finally {
    attempt(() => closeSync(reserved));
  }
}

/** What stands under the name is the empty file that we have made, and nobody has put anything in its place or into it. */
function requireStillReserved(reserved: number, target: string): void {
  const [ours, found] = [fstatSync(reserved), lstatSync(target)];
  if (found.size === 0 && ours.ino === found.ino && ours.dev === found.dev) return;
  throw Object.assign(new Error('the name was taken while it was reserved'), { code: 'EEXIST' });
}

/** Whether two names are one file. */
function isSameFile(a: string, b: string): boolean {
  const [first, second] = [lookAt(a), lookAt(b)];
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

function exists(path: string): boolean {
  return lookAt(path) !== undefined;
}

function lookAt(path: string) {
  return lstatSync(path, { throwIfNoEntry: false });
}

function isTaken(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException).code === 'EEXIST';
}

/** For tidying up: that it failed changes nothing that was said. Returns whether it succeeded. */
export function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** Makes the names in a folder durable. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders; there the rename itself is durable enough (NTFS journal).
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Whether the folder takes a file under such a name and gives it up again: tried with an empty one whose name has the same length and
 * characters but for one, so that nothing ever stands under the name itself before it is whole. `temporary` is a free name beside it.
 * Errors: `output-not-writable`.
 */
export function tryFolder(temporary: string, target: string): void {
  const like = nameLike(target);
  try {
    closeSync(openSync(temporary, 'wx', 0o600));
    rmSync(temporary);
    closeSync(openSync(temporary, 'wx', 0o600));
    if (like === target || exists(like)) return;
    giveName(temporary, like);
    rmSync(like);
  } catch (cause) {
    throw new BianyinError('output-not-writable', named(target), { cause });
  } finally {
    attempt(() => rmSync(temporary, { force: true }));
  }
}

/** `合同.pdf` → `合同.pdg`; the name itself where it has no letter or digit to change. */
function nameLike(target: string): string {
  return target.replace(/[0-9a-z](?=[^0-9a-z/\\]*$)/i, (last) => (last === 'g' ? 'h' : 'g'));
}
