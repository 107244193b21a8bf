/** Backups of a home: where they go, how they went, and what can be done with them (docs/adr/0041). */
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import {
  drillBackupOf,
  makeCode,
  takeBackupOf,
  type DrilledBackup,
  type TakenBackup,
} from '../../backup/backup-client.ts';
import { backupsIn, prepareFolder, requireFolder, type FoundBackup } from '../../backup/backup-folder.ts';
import {
  backupState,
  forgetFailed,
  keepPlan,
  keepRecovery,
  recoveryOf,
  type BackupState,
} from '../../backup/backup-settings.ts';
import { toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { backupNotices, nextBackup, type BackupNotice } from '../../domain/backup-due.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { instantText } from '../../domain/instant.ts';
import { openStore, type Store } from '../../store/store.ts';
import type { AppSession } from '../session.ts';

export { newestOwn } from '../../backup/backup-folder.ts';

const USUAL_KEEP = 30;

export interface BackupOverview extends BackupState {
  /** When the next one is made by itself, and never a time that is past; null while nothing is set up. */
  readonly next: string | null;
  readonly notices: readonly BackupNotice[];
}

/** Needs neither trust nor settings of the home in order. Errors: `store-*`. */
export function backupOverview(session: AppSession): BackupOverview {
  return withStore(session, true, (store) => {
    const state = backupState(store);
    const now = session.now();
    const due = nextBackup(state);
    const next = due && instantText(due < now ? now : due);
    return { ...state, next, notices: backupNotices(state, now) };
  });
}

/** Backups of this home in its folder, the newest first. Errors: `backup-not-set-up`, `backup-folder-missing`. */
export function listBackups(session: AppSession): FoundBackup[] {
  return withStore(session, true, (store) => {
    const { plan } = backupState(store);
    if (!plan) throw new BianyinError('backup-not-set-up');
    const { store: name } = store.journalHead();
    requireFolder(plan.folder, name);
    return backupsIn(plan.folder, recoveryOf(store)).filter(({ journal }) => journal.store === name);
  });
}

/** What is not named stays as it is. Errors: `backup-not-set-up` for a number without a folder, those of `prepareFolder`. */
export function planBackups(
  session: AppSession,
  { folder, keep }: { readonly folder?: string | undefined; readonly keep?: number | undefined },
): BackupOverview {
  withStore(session, false, (store) => {
    const { plan } = backupState(store);
    const place = folder === undefined ? plan?.folder : resolve(folder);
    if (place === undefined) throw new BianyinError('backup-not-set-up');
    if (folder !== undefined) prepareFolder(session.home, place, store.journalHead().store);
    if (folder !== undefined) forgetFailed(store);
    keepPlan(store, { folder: place, keep: keep ?? plan?.keep ?? USUAL_KEEP });
  });
  return backupOverview(session);
}

/** Errors: as `takeBackupOf`. */
export function backUpNow({ home, now }: AppSession): Promise<TakenBackup> {
  return takeBackupOf(home.root, now());
}

/**
 * A new recovery code, which counts after `show` has shown it to a person: a code that nobody has would make backups that nobody opens. It is
 * kept nowhere; that there is a new one is on record with its public key. Errors: those of `show`, `store-*`.
 */
export async function newRecoveryCode(
  session: AppSession,
  show: (code: string, qr: readonly string[]) => Promise<void> | void,
): Promise<void> {
  const { code, qr, kept } = await makeCode();
  await show(code, qr);
  withStore(session, false, (store) => {
    keepRecovery(store, kept, instantText(session.now()));
    const remark = `公钥 SM3 ${toHex(sm3(kept.publicKey))}`;
    store.record('recovery-code-made', { remark, device: hostname() });
  });
}

/** `code` is overwritten. Errors: as `drillBackupOf`. */
export function drillNow(
  { home, now }: AppSession,
  { file = null, code }: { readonly file?: string | null; readonly code: Uint8Array },
): Promise<DrilledBackup> {
  return drillBackupOf(home.root, { file, code, now: now() });
}

function withStore<T>({ home, now }: AppSession, readOnly: boolean, work: (store: Store) => T): T {
  const store = openStore(home.root, { readOnly, now, device: hostname() });
  try {
    return work(store);
  } finally {
    store.close();
  }
}
