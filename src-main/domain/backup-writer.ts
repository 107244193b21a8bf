/**
 * Who wrote a backup (docs/adr/0041), as far as a home can tell by its head: itself, with the recovery code of today; somebody who had its public
 * key only; or whoever has another recovery code, which may be this home before the code was changed.
 */
export const backupWriters = ['us', 'somebody-else', 'other-code'] as const;

export type BackupWriter = (typeof backupWriters)[number];

/** What is said of a backup that is not certain to be ours; nothing of one that is. */
export const backupWriterNames: Readonly<
  Record<Exclude<BackupWriter, 'us'>, { readonly zh: string; readonly en: string }>
> = Object.freeze({
  'somebody-else': { zh: '不是本机写的，不使用', en: 'not written here, not used' },
  'other-code': {
    zh: '不是用现在的恢复码做的，无法确认是否本机所写',
    en: 'not made with the recovery code of today; who wrote it is not known',
  },
});
