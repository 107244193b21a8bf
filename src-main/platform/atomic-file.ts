/**
 * Writing files so that they are there whole or not at all: a temporary file beside the target, fsync, then a name.
 * `writeNewFile` never replaces anything (publish-file.ts); `replaceFile` is for our own state files.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { displayName } from './display-name.ts';
import { attempt, publishNew, syncFolder } from './publish-file.ts';

/**
 * Path of a new temporary file beside the target, so that naming it is one step on one file system. It carries our process
 * number, so that stale-files.ts knows whose it is, and not the target's name, which may be as long as names can be.
 */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.bianyin-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
}

/** Whole, or in pieces of text that are made while they are written. */
type FileContent = Uint8Array | string | Iterable<string>;

/** Writes or replaces one of our own files, mode 0600. Errors: `output-not-writable`. */
export function replaceFile(target: string, content: FileContent): void {
  const temporary = temporaryBeside(target);
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      for (const bytes of octetsOf(content)) writeAll(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
    syncFolder(dirname(target));
  } catch (cause) {
    attempt(() => rmSync(temporary, { force: true }));
    throw new BianyinError('output-not-writable', { file: displayName(target) }, { cause });
  }
}

/** Characters that are written at a time. */
const PIECE = 1 << 16;

function* octetsOf(content: FileContent): Generator<Uint8Array> {
  if (content instanceof Uint8Array) return void (yield content);
  if (typeof content === 'string') return void (yield new TextEncoder().encode(content));
  let piece = '';
  for (const text of content) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield new TextEncoder().encode(piece);
    piece = '';
  }
  yield new TextEncoder().encode(piece);
}

/** Writes every byte; `writeSync` alone may write fewer. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(descriptor, bytes, done, bytes.length - done);
}

/** Writes a file for people that must not exist yet. Errors: `output-exists`, `output-not-writable`. */
export function writeNewFile(target: string, content: FileContent): void {
  const temporary = temporaryBeside(target);
  try {
    replaceFile(temporary, content);
  } catch (cause) {
    // People know the file by the name that they gave it.
    throw new BianyinError('output-not-writable', { file: displayName(target) }, { cause });
  }
  try {
    publishNew(temporary, target);
  } finally {
    // What is left of it is swept later (stale-files.ts): the file itself is there, or the error has been said.
    attempt(() => rmSync(temporary, { force: true }));
  }
}
