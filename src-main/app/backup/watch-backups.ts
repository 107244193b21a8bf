/** Backups by themselves while windows are open: looked at now and then, made when one is due, never at once when the program starts. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { isBackupDue } from '../../domain/backup-due.ts';
import type { AppSession } from '../session.ts';
import { backupOverview, backUpNow } from './backups.ts';

/** After a start, and then again and again. */
const [FIRST_MS, EVERY_MS] = [2 * 60_000, 10 * 60_000];

export interface BackupWatch {
  stop(): void;
}

/** `session`: the one of now. `changed` hears of each backup, and of each that failed. */
export function watchBackups(session: () => AppSession, changed: () => void): BackupWatch {
  let timer = setTimeout(look, FIRST_MS).unref();
  let isStopped = false;
  function look(): void {
    void backUpWhenDue(session(), changed).finally(() => {
      if (!isStopped) timer = setTimeout(look, EVERY_MS).unref();
    });
  }
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Returns whether one was made. How a failed one failed is remembered by the home, and said where people look. */
export async function backUpWhenDue(session: AppSession, changed: () => void): Promise<boolean> {
  if (session.settings === null || !isDue(session)) return false;
  try {
    await backUpNow(session);
    return true;
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return false;
  } finally {
    changed();
  }
}

function isDue(session: AppSession): boolean {
  try {
    return isBackupDue(backupOverview(session), session.now());
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}
