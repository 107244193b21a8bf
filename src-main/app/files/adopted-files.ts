/**
 * Private copies of files that were dropped on a window: octets come in order, into a file of mode 0600 in a folder of this
 * process beside the home. A copy goes away with its document; what a killed process left is swept by the next one.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { displayName } from '../../platform/display-name.ts';
import { isProcessAlive } from '../../platform/process-alive.ts';
import { CallRefusal } from '../call-refusal.ts';

export interface AdoptedFiles {
  /** Errors: `too-large`, `output-not-writable`. */
  begin(name: string, size: number): string;
  /** Errors: `document-unknown`; `bad-input` for octets out of order or beyond the size: the copy is gone then. */
  write(adoption: string, offset: number, octets: Uint8Array): void;
  /** Path of the whole copy. Errors: `document-unknown`, `bad-input` when octets are missing. */
  finish(adoption: string): string;
  /** Takes a copy away, finished or not. */
  discard(path: string): void;
  cancel(adoption: string): void;
  closeAll(): void;
}

interface Adoption {
  readonly path: string;
  readonly descriptor: number;
  readonly size: number;
  done: number;
}

/** Adoptions under way in one window, and octets that all its copies may take together. */
const MOST_OPEN = 4;
const MOST_OCTETS = 4 * 1024 ** 3;
/** Names that Windows cannot have, and separators of any system. */
const unusable = /[<>:"|?*/\\]/g;

/** `folder` is made with the first file (0700). */
export function adoptedFiles(folder: string): AdoptedFiles {
  const open = new Map<string, Adoption>();
  const sizes = new Map<string, number>();
  const discard = (path: string): void => {
    sizes.delete(path);
    rmSync(dirname(path), { recursive: true, force: true });
  };
  const cancel = (id: string): void => {
    const adoption = open.get(id);
    if (!adoption) return;
    open.delete(id);
    closeSync(adoption.descriptor);
    discard(adoption.path);
  };
  const get = (id: string): Adoption => {
    const adoption = open.get(id);
    if (!adoption) throw new CallRefusal('document-unknown');
    return adoption;
  };
  const refuse = (id: string, field: string): never => {
    cancel(id);
    throw new CallRefusal('bad-input', { field });
  };
  return {
    begin(name, size) {
      const taken = [...sizes.values()].reduce((sum, each) => sum + each, 0);
      if (open.size >= MOST_OPEN || taken + size > MOST_OCTETS) throw new CallRefusal('too-large');
      const path = newPlace(folder, name);
      open.set(idOf(path), { path, descriptor: create(path), size, done: 0 });
      sizes.set(path, size);
      return idOf(path);
    },
    write(id, offset, octets) {
      const adoption = get(id);
      if (offset !== adoption.done || offset + octets.length > adoption.size) refuse(id, 'offset');
      try {
        writeAll(adoption.descriptor, octets, offset);
      } catch (cause) {
        cancel(id);
        throw new BianyinError('output-not-writable', { file: displayName(adoption.path) }, { cause });
      }
      adoption.done += octets.length;
    },
    finish(id) {
      const { path, descriptor, size, done } = get(id);
      if (done !== size) refuse(id, 'size');
      open.delete(id);
      closeSync(descriptor);
      return path;
    },
    discard,
    cancel,
    closeAll() {
      [...open.keys()].forEach(cancel);
      [...sizes.keys()].forEach(discard);
    },
  };
}

/** Folder for the copies of this process. Folders of processes that are no more are removed. */
export function adoptionFolder(root: string): string {
  const shared = `${root}.dropped`;
  for (const name of namesIn(shared)) {
    const pid = Number(/^(\d{1,10})$/.exec(name)?.[1] ?? process.pid);
    if (!isProcessAlive(pid)) rmSync(join(shared, name), { recursive: true, force: true });
  }
  return join(shared, String(process.pid));
}

/** A folder of its own for each file, so that the copy can keep the name of its original. */
function newPlace(folder: string, name: string): string {
  const own = join(folder, randomBytes(16).toString('hex'));
  const plain = displayName(name.replace(/^.*[/\\]/, '')).replace(unusable, '·');
  return join(own, /^\.*$/.test(plain) ? 'document.pdf' : plain);
}

function idOf(path: string): string {
  return `a-${dirname(path).slice(-32)}`;
}

function create(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSync(path, 'wx', 0o600);
  } catch (cause) {
    throw new BianyinError('output-not-writable', { file: displayName(path) }, { cause });
  }
}

function writeAll(descriptor: number, octets: Uint8Array, position: number): void {
  for (let done = 0; done < octets.length;) {
    done += writeSync(descriptor, octets, done, octets.length - done, position + done);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
