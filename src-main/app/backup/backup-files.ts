/** Backup files by themselves, for whoever has lost the home they belong to. */
export { checkBackup, restoreHome } from '../../backup/backup-client.ts';
