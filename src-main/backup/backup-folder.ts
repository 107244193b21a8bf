/**
 * The folder that backups go to, often on a drive that is pulled. A file of ours in it says that it is that folder: the empty place where a drive
 * was is none, and no backup lands on the very disk that it is to outlive.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { toBase64 } from '../crypto/bytes.ts';
import type { BackupWriter } from '../domain/backup-writer.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { displayName } from '../platform/display-name.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { realPath, requireOutsideHome } from '../platform/outside-home.ts';
import { attempt } from '../platform/publish-file.ts';
import { readOwnText } from '../platform/own-file.ts';
import { originOf, readHead } from './backup-header.ts';
import { backupNames, type Generation } from './backup-name.ts';
import type { RecoveryPublic } from './recovery-key.ts';

const markName = 'bianyin-backups.json';

/** Makes it the folder of this store. Errors: `backup-folder-missing`, `output-inside-home`, `backup-not-written`. */
export function prepareFolder(
  home: Pick<HomeDirectory, 'root' | 'samples'>,
  folder: string,
  store: string,
): void {
  if (!isAbsolute(folder) || orElse(() => kindOf(folder), null) !== 'folder') throw missing(folder);
  requireOutsideHome(home, join(folder, markName));
  const known = storesOf(folder);
  if (known.includes(store)) return;
  try {
    replaceFile(join(folder, markName), `${JSON.stringify({ v: 1, stores: [...known, store] })}\n`);
  } catch (cause) {
    throw new BianyinError('backup-not-written', {}, { cause });
  }
}

/** Errors: `backup-folder-missing` where it is not there, or is another one in its place. */
export function requireFolder(folder: string, store: string): void {
  if (!storesOf(folder).includes(store)) throw missing(folder);
}

function missing(folder: string): BianyinError {
  return new BianyinError('backup-folder-missing', { file: displayName(folder) });
}

function kindOf(path: string): 'folder' | 'other' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'other';
  } catch (cause) {
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
}

function storesOf(folder: string): string[] {
  try {
    const { stores } = JSON.parse(readOwnText(join(folder, markName))) as { stores?: unknown };
    return Array.isArray(stores) ? stores.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export interface FoundBackup extends Generation {
  /** Its whole path. */
  readonly file: string;
  readonly size: number;
  readonly writer: BackupWriter;
}

/**
 * Backups in a folder by what their heads say, the newest first. A file whose head cannot be read is none. `recovery`: tells those that this
 * home's own program wrote, with the code of today.
 */
export function backupsIn(folder: string, recovery: RecoveryPublic | null): FoundBackup[] {
  const found = namesIn(folder).flatMap((name) => {
    const told = orElse(() => lookAt(join(folder, name), recovery), null);
    return told ? [told] : [];
  });
  return found.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** Errors: `backup-malformed`, `backup-newer`, `file-not-readable`. */
function lookAt(file: string, recovery: RecoveryPublic | null): FoundBackup {
  const source = openFileSource(file);
  try {
    const head = readHead(source);
    const { madeAt, sound, journal, publicKey } = head.header;
    const origin = recovery && originOf(head, recovery.originKey);
    const isOurCode = recovery !== null && publicKey === toBase64(recovery.publicKey);
    const writer = origin !== null ? 'us' : isOurCode ? 'somebody-else' : 'other-code';
    return { file, size: source.size, madeAt, sound, journal, origin, writer };
  } finally {
    source.close();
  }
}

/**
 * The newest that this home has written: whoever can write to the folder can make a newer head, and a head alone is believed by nobody.
 * Errors: `backup-none`, `backup-none-own` where all are of others.
 */
export function newestOwn(found: readonly FoundBackup[]): FoundBackup {
  const newest = found.find(({ writer }) => writer === 'us');
  if (newest) return newest;
  throw found.length === 0
    ? new BianyinError('backup-none')
    : new BianyinError('backup-none-own', { number: found.length });
}

/** `target` lies in no folder for backups: a home there would be open on the stick, and lost with it. Errors: `restore-among-backups`. */
export function requireApartFromBackups(target: string): void {
  for (let each = realPath(resolve(target)); ; each = dirname(each)) {
    if (existsSync(join(each, markName)))
      throw new BianyinError('restore-among-backups', { file: displayName(target) });
    if (each === dirname(each)) return;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => backupNames.test(name));
  } catch {
    return [];
  }
}

/** A free name. */
export function freeBackupName(folder: string, name: string): string {
  const taken = new Set(namesIn(folder));
  for (let number = 2, each = name; ; number += 1) {
    if (!taken.has(each)) return join(folder, each);
    each = name.replace(/\.bybackup$/, `-${number}.bybackup`);
  }
}

/** Removes what has its successors. What cannot be removed stays, and is asked again the next time. */
export function removeBackups(files: readonly string[]): number {
  return files.filter((file) => attempt(() => rmSync(file))).length;
}
