/** One backup file from its first octet to its name: written beside it, flushed, read back, named. What fails leaves nothing. */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { toHex, equalBytes } from '../crypto/bytes.ts';
import { sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { temporaryBeside } from '../platform/atomic-file.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { attempt, publishNew, syncFolder } from '../platform/publish-file.ts';
import { END_DIGEST, malformed } from './backup-header.ts';

const PIECE = 1024 * 1024;

export interface WrittenFile {
  /** Hex SM3 of the whole file. */
  readonly sm3: string;
  readonly size: number;
}

/** `write` puts the octets, behind which their SM3 comes. Errors: `backup-disk-full`, `backup-not-written`, those of `write`. */
export function writeBackupFile(
  target: string,
  write: (put: (octets: Uint8Array) => void) => void,
): WrittenFile {
  const temporary = temporaryBeside(target);
  try {
    asWritten(() => fill(temporary, write));
    const written = readBack(temporary);
    asWritten(() => {
      publishNew(temporary, target);
      syncFolder(dirname(target));
    });
    return written;
  } finally {
    attempt(() => rmSync(temporary, { force: true }));
  }
}

function fill(temporary: string, write: (put: (octets: Uint8Array) => void) => void): void {
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    const digest = sm3Stream();
    write((octets) => {
      digest.update(octets);
      writeAll(descriptor, octets);
    });
    writeAll(descriptor, digest.digest());
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, octets: Uint8Array): void {
  for (let done = 0; done < octets.length;) done += writeSync(descriptor, octets, done, octets.length - done);
}

/** What the folder holds now is what was written. Errors: `backup-not-written`. */
function readBack(temporary: string): WrittenFile {
  const source = openFileSource(temporary);
  try {
    return { sm3: requireWhole(source), size: source.size };
  } catch (cause) {
    throw new BianyinError('backup-not-written', {}, { cause });
  } finally {
    source.close();
  }
}

/** The digest at the end is that of all before it. Returns the hex SM3 of the whole file. Errors: `backup-malformed`. */
export function requireWhole(source: ByteSource): string {
  const digest = sm3Stream();
  const end = source.size - END_DIGEST;
  if (end < 0) throw malformed('too short');
  for (let at = 0; at < end; at += PIECE) digest.update(source.read(at, Math.min(PIECE, end - at)));
  const told = source.read(end, END_DIGEST);
  const whole = digest.fork().update(told);
  if (!equalBytes(digest.digest(), told)) throw malformed('digest');
  return toHex(whole.digest());
}

const full: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What the system says of the folder, in our words. */
function asWritten<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const cause = error instanceof BianyinError ? error.cause : error;
    const { code } = (cause ?? {}) as NodeJS.ErrnoException;
    if (error instanceof BianyinError && code === undefined) throw error;
    throw new BianyinError(full.has(code) ? 'backup-disk-full' : 'backup-not-written', {}, { cause: error });
  }
}
