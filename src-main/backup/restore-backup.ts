/**
 * A home put back from a backup, in a new folder (docs/adr/0041). The register says so for ever; what had been asked for before gives no use any
 * more. Nothing has its name before all of it was checked.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { chinaTimeText, instantText } from '../domain/instant.ts';
import { displayName } from '../platform/display-name.ts';
import { requireOutsideHomes } from '../platform/outside-home.ts';
import { attempt, syncFolder } from '../platform/publish-file.ts';
import { openStore, type Store } from '../store/store.ts';
import { requireApartFromBackups } from './backup-folder.ts';
import { keepLast } from './backup-settings.ts';
import { requireRegister, unpackBackup, type Unpacked } from './unpack-backup.ts';

export interface RestoreOrder {
  readonly file: string;
  /** As it was typed; overwritten. */
  readonly code: Uint8Array;
  /** A folder that is not there yet, or is empty. */
  readonly target: string;
  readonly now: Date;
  readonly device: string;
}

export interface Restored {
  readonly folder: string;
  /** When the backup was made: what happened since is not in it. */
  readonly madeAt: string;
  readonly rows: number;
  readonly files: number;
  readonly sm3: string;
  /** Requests and lists that had not ended and must be submitted again, as far as the register tells. */
  readonly stopped: readonly string[];
}

/** Errors: those of `requirePlaceToRestore`, `restore-not-written`, those of `unpackBackup` and `requireRegister`. */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const target = resolve(order.target);
  requirePlaceToRestore(target);
  const folder = folderBeside(target);
  try {
    const unpacked = await unpackBackup(order.file, order.code, folder);
    const rows = requireRegister(folder, unpacked.header);
    const stopped = recordRestore(folder, target, unpacked, order);
    nameFolder(folder, target);
    const { header, files, sm3 } = unpacked;
    return { folder: target, madeAt: header.madeAt, rows, files, sm3, stopped };
  } finally {
    order.code.fill(0);
    attempt(() => rmSync(folder, { recursive: true, force: true }));
  }
}

/** Also asked before anybody types a recovery code. Errors: `restore-folder-taken`, `output-inside-home`, `restore-among-backups`. */
export function requirePlaceToRestore(target: string): void {
  // Before all: a folder of backups holds something, and what is wrong with it is more than that.
  requireApartFromBackups(target);
  requireFree(target);
  // A register inside another home would be taken for a part of it: backed up with it, and lost with it.
  requireOutsideHomes(target);
}

function requireFree(target: string): void {
  if (existsSync(target) && !isEmptyFolder(target))
    throw new BianyinError('restore-folder-taken', { file: displayName(target) });
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

/** Errors: `restore-not-written`. */
function folderBeside(target: string): string {
  try {
    mkdirSync(dirname(target), { recursive: true });
    return mkdtempSync(join(dirname(target), `.${basename(target)}-restoring-`));
  } catch (cause) {
    throw new BianyinError('restore-not-written', {}, { cause });
  }
}

/** Errors: `restore-folder-taken`, `restore-not-written`. */
function nameFolder(folder: string, target: string): void {
  try {
    // A folder of Windows takes no other one's name.
    if (existsSync(target)) rmdirSync(target);
    renameSync(folder, target);
  } catch (cause) {
    requireFree(target);
    throw new BianyinError('restore-not-written', {}, { cause });
  }
  attempt(() => syncFolder(dirname(target)));
}

function recordRestore(
  folder: string,
  target: string,
  { header, sm3, size }: Unpacked,
  { file, now, device }: RestoreOrder,
): string[] {
  const store = openStore(folder, { now: () => now, device });
  try {
    const { madeAt, journal } = header;
    const remark = `备份时间 ${chinaTimeText(new Date(madeAt), 'zh')}，登记簿到第 ${journal.seq} 条；恢复以前提交的申请不再作数`;
    const stopped = unendedIds(store);
    store.record('restored', { backupSm3: sm3, backupAt: instantText(new Date(madeAt)), remark, device });
    moveKeptFiles(store, target);
    const { seq } = journal;
    keepLast(store, { file: displayName(file), sm3, size, madeAt, seq, sound: true, skipped: 0 });
    return stopped;
  } finally {
    store.close();
  }
}

/** What still had uses, and was neither rejected nor taken back. For telling people; the walk decides by the row of the restore. */
function unendedIds(
  store: Pick<Store, 'requestIds' | 'request' | 'listIds' | 'list' | 'itemRows'>,
): string[] {
  const single = store.requestIds().filter((id) => {
    const { request, cancellations, decisions, usesSpent } = store.request(id);
    return cancellations.length === 0 && !decisions.some(isRejection) && usesSpent < usesOf(request.request);
  });
  const lists = store.listIds().filter((id) => {
    const { cancellations, decisions } = store.list(id);
    if (cancellations.length > 0 || decisions.some(isRejection)) return false;
    return store.itemRows(id).some(({ isTakenBack, spent, uses }) => !isTakenBack && spent < uses);
  });
  return [...single, ...lists];
}

function isRejection({ statement }: { readonly statement: string }): boolean {
  return statement.includes('"decision":"reject"');
}

function usesOf(request: string): number {
  return Number((JSON.parse(request) as { uses?: unknown }).uses ?? 0);
}

/** Copies that the home keeps lie in another folder now: they are found there when a request is submitted again. */
function moveKeptFiles(store: Pick<Store, 'settingsUnder' | 'setSettings'>, target: string): void {
  const moved = [...store.settingsUnder('request-file:')].flatMap(([key, path]): [string, string][] => {
    const [, copy, name] = /[\\/]kept[\\/]([0-9a-f]{32})[\\/]([^\\/]+)$/.exec(path) ?? [];
    return copy === undefined || name === undefined ? [] : [[key, join(target, 'kept', copy, name)]];
  });
  if (moved.length > 0) store.setSettings(moved);
}
