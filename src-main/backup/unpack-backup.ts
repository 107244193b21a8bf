/**
 * A backup opened with its recovery code and laid out in a folder. Whoever wrote it: names lead nowhere else, nothing is written over, every
 * octet was encrypted and numbered by the enterprise's own program, and its register must hold before anybody uses it.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromBase64 } from '../crypto/bytes.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { markFile } from '../store/journal-mark.ts';
import { openStore } from '../store/store.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { readArchive, type ArchivedFile } from './archive.ts';
import { requireWhole } from './backup-file.ts';
import { dataKeyOf, END_DIGEST, readHead, type BackupHeader } from './backup-header.ts';
import { chunkReader } from './chunks.ts';
import { recoveryKeysFrom, type RecoveryKeys } from './recovery-key.ts';

export interface Unpacked {
  readonly header: BackupHeader;
  /** Hex SM3 of the backup file. */
  readonly sm3: string;
  readonly files: number;
  /** Octets of the backup file. */
  readonly size: number;
}

/**
 * Lays it out in `folder`, which is empty and ours. `code` is overwritten.
 * Errors: `backup-*`, `recovery-code-*`, `restore-not-written`, `file-*`.
 */
export async function unpackBackup(file: string, code: Uint8Array, folder: string): Promise<Unpacked> {
  const source = openFileSource(file);
  try {
    const head = readHead(source);
    const keys = await recoveryKeysFrom(code, fromBase64(head.header.salt));
    return openBackup(source, keys, ({ path }, octets) => layOut(join(folder, ...path.split('/')), octets));
  } finally {
    source.close();
    code.fill(0);
  }
}

/** Hands each file of a backup to `take`. Errors: as `unpackBackup`, those of `take`. */
export function openBackup(
  source: ByteSource,
  keys: RecoveryKeys,
  take: (file: ArchivedFile, octets: Iterable<Uint8Array>) => void,
): Unpacked {
  const head = readHead(source);
  const key = dataKeyOf(head, keys);
  const sm3 = requireWhole(source);
  const place = { source, start: head.octets.length, end: source.size - END_DIGEST };
  const files = readArchive(chunkReader(key, head.octets, place), take);
  key.fill(0);
  return { header: head.header, sm3, files, size: source.size };
}

function layOut(path: string, octets: Iterable<Uint8Array>): void {
  let descriptor: number | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Never over anything, and never through a link: the folder was empty, and no entry makes one.
    descriptor = openSync(path, 'wx', 0o600);
    for (const part of octets)
      for (let done = 0; done < part.length;) done += writeSync(descriptor, part, done, part.length - done);
    fsyncSync(descriptor);
  } catch (cause) {
    if (cause instanceof BianyinError) throw cause;
    const isTwice = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    if (isTwice) throw new BianyinError('backup-malformed', { what: 'a name twice' }, { cause });
    throw new BianyinError('restore-not-written', {}, { cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What is no fault of the register: the auditor is not called for a full disk, or for a program that is too old. */
const otherThanBroken: Partial<Record<ErrorCode, ErrorCode>> = Object.freeze({
  'store-newer': 'backup-newer',
  'store-disk-full': 'restore-not-written',
  'store-not-writable': 'restore-not-written',
  'store-read-only': 'restore-not-written',
});

/**
 * The register that was laid out holds, and ends with the very row that the head names; its mark says so from then on. One that an older
 * version has made is brought to the tables of today first, as when a home is opened. Returns how many rows it has.
 * Errors: `backup-register-broken`, `backup-newer`, `restore-not-written`.
 */
export function requireRegister(folder: string, { journal }: BackupHeader): number {
  try {
    replaceFile(join(folder, markFile), `${JSON.stringify({ v: 1, ...journal })}\n`);
    const store = openStore(folder);
    try {
      const check = store.verifyJournal();
      const { seq, sm3, store: name } = store.journalHead();
      if (check.ok && seq === journal.seq && sm3 === journal.sm3 && name === journal.store) return seq;
    } finally {
      store.close();
    }
  } catch (cause) {
    if (!(cause instanceof BianyinError)) throw cause;
    throw new BianyinError(otherThanBroken[cause.code] ?? 'backup-register-broken', {}, { cause });
  }
  throw new BianyinError('backup-register-broken');
}
