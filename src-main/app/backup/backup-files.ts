/** Backup files by themselves, for whoever has lost the home they belong to. */
import { readHead, type BackupHeader } from '../../backup/backup-header.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';

export { checkBackup, restoreHome } from '../../backup/backup-client.ts';
export { requirePlaceToRestore } from '../../backup/restore-backup.ts';

/** What its head says, before anything of it is believed. Errors: `backup-malformed`, `backup-newer`, `file-not-readable`. */
export function lookIntoBackup(file: string): BackupHeader {
  const source = openFileSource(file);
  try {
    return readHead(source).header;
  } finally {
    source.close();
  }
}
