/** Calls about backups (docs/adr/0041). */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backupNoticeText } from '../../domain/backup-text.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import type { BackupView } from '../../contract/backup-calls.ts';
import type { CallName } from '../../contract/calls.ts';
import { displayName, displayPath } from '../../platform/display-name.ts';
import { CallRefusal } from '../call-refusal.ts';
import { lookIntoBackup, requirePlaceToRestore, restoreHome } from '../backup/backup-files.ts';
import {
  backupOverview,
  backUpNow,
  drillNow,
  listBackups,
  newestOwn,
  newRecoveryCode,
  planBackups,
} from '../backup/backups.ts';
import type { AppSession } from '../session.ts';
import { askForCode, showNewCode } from './code-dialog.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

type BackupCalls = Extract<CallName, `backup.${string}`>;

export function backupHandlers(window: MainWindow): Handlers<BackupCalls> {
  const { running, ports } = window;
  const session = (): AppSession => running.session();
  /** What is done is told, whether it went well or not. */
  const shown = async (work: () => unknown): Promise<BackupView> => {
    try {
      await work();
    } finally {
      running.tell({ kind: 'home.changed' });
    }
    return viewOf(session());
  };
  return {
    'backup.show': () => viewOf(session()),
    async 'backup.chooseFolder'() {
      const [folder] = await ports.chooseFiles({ multiple: false, kind: 'folder' });
      if (folder === undefined) throw new CallRefusal('cancelled');
      return shown(() => planBackups(session(), { folder }));
    },
    'backup.keep': ({ keep }) => shown(() => planBackups(session(), { keep })),
    'backup.newCode': () =>
      running.exclusively(() =>
        shown(() => newRecoveryCode(session(), (code, qr) => showNewCode(running, code, qr))),
      ),
    'backup.make': () => shown(() => backUpNow(session())),
    'backup.drill': () =>
      running.exclusively(() =>
        shown(async () => {
          const { file, madeAt } = newestOwn(listBackups(session()));
          const code = await askForCode(running, { action: 'drill', madeAt });
          await drillNow(session(), { file, code });
        }),
      ),
    'backup.restore': () => running.exclusively(() => restoreIn(window)),
  };
}

async function restoreIn({ running, ports }: MainWindow) {
  const [file] = await ports.chooseFiles({ multiple: false, kind: 'backup' });
  if (file === undefined) throw new CallRefusal('cancelled');
  const { madeAt } = lookIntoBackup(file);
  const { root } = running.home;
  // Never over anything: where data is, a person names another place.
  const isHere = isFree(root);
  const target = isHere ? root : await chosenFolder(ports, madeAt);
  requirePlaceToRestore(target);
  const code = await askForCode(running, { action: 'restore', madeAt });
  const { folder, rows, stopped } = await restoreHome({ file, target, code, now: running.ports.now() });
  if (isHere) {
    running.reopen();
    running.tell({ kind: 'home.changed' });
  }
  return { folder: isHere ? null : displayName(folder), madeAt, rows, stopped };
}

/** A new folder below the chosen one, named after the backup. Errors: `cancelled`. */
async function chosenFolder(ports: MainWindow['ports'], madeAt: string): Promise<string> {
  const [chosen] = await ports.chooseFiles({ multiple: false, kind: 'folder' });
  if (chosen === undefined) throw new CallRefusal('cancelled');
  return isFree(chosen) ? chosen : join(chosen, `bianyin-${madeAt.replace(/[^0-9]/g, '').slice(0, 14)}`);
}

function isFree(folder: string): boolean {
  if (!existsSync(folder)) return true;
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

/** Errors: `store-*`. */
function viewOf(session: AppSession): BackupView {
  const { plan, codeSetAt, last, next, drill, notices } = backupOverview(session);
  const found = orElse(() => listBackups(session), null);
  const told =
    session.settings?.kind === 'sandbox' ? notices.filter(({ kind }) => kind !== 'not-set-up') : notices;
  return {
    folder: plan && displayPath(plan.folder),
    keep: plan?.keep ?? null,
    ...{ codeSetAt, next },
    last: last && { madeAt: last.madeAt, size: last.size, seq: last.seq, skipped: last.skipped },
    drill: drill && { at: drill.at, passed: drill.code === null },
    found:
      found &&
      found.map(({ madeAt, size, journal, sound, writer }) => ({
        ...{ madeAt, size, rows: journal.seq, sound, writer },
      })),
    notices: told.map((notice) => ({
      kind: notice.kind,
      zh: backupNoticeText(notice, 'zh'),
      en: backupNoticeText(notice, 'en'),
    })),
  };
}
