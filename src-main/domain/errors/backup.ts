/** Errors of the area "backup": recovery code, backup files, restoring. */
export const backupErrors = {
  'recovery-code-length': {
    zh: '恢复码不完整：应有 35 个字符（7 组，每组 5 个），现在是 {number} 个。请照纸上的再输一遍。',
    en: 'The recovery code is not complete: it has 35 characters (seven groups of five), and there are {number}. Type it again from the paper.',
  },
  'recovery-code-mistyped': {
    zh: '恢复码第 {number} 组有误，请照纸上的核对这一组。',
    en: 'Group {number} of the recovery code is wrong. Compare that group with the paper.',
  },
  'recovery-code-other': {
    zh: '这不是这份备份的恢复码。恢复码更换过的，请用做这份备份时的那一个。',
    en: 'This is not the recovery code of this backup. If the code was changed, use the one from when the backup was made.',
  },
  'recovery-code-missing': {
    zh: '还没有恢复码，不能备份：请先设定，把恢复码抄在纸上保管好。',
    en: 'There is no recovery code yet, so nothing can be backed up. Make one first, and keep it on paper.',
  },
  'recovery-code-required': {
    zh: '没有办理：需要恢复码，没有得到。请再试一次并输入纸上的恢复码。',
    en: 'Nothing was done: the recovery code is needed and was not given. Try again and type it from the paper.',
  },
  'recovery-code-unseen': {
    zh: '没有设定恢复码：它只显示一次，这里没有人看得到。请在自己面前的终端里运行，或指定一个写恢复码的新文件。',
    en: 'No recovery code was made: it is shown once, and nobody could see it here. Run this in a terminal in front of you, or name a new file for it.',
  },
  'backup-not-set-up': {
    zh: '还没有设定备份到哪里。请先选一个文件夹，最好在另一块盘上。',
    en: 'Where backups go is not set yet. Choose a folder first, best on another disk.',
  },
  'backup-folder-missing': {
    zh: '没有备份：文件夹“{file}”不在，或者不是原来选的那一个。移动硬盘或 U 盘请先插好；换了盘请重新选择。',
    en: 'Not backed up: the folder “{file}” is not there, or is not the one that was chosen. Plug the drive in first; for another drive, choose the folder again.',
  },
  'backup-disk-full': {
    zh: '没有备份：磁盘已满，写不下。原来的备份都还在。请清理磁盘或换一个文件夹后再试。',
    en: 'Not backed up: the disk is full. All earlier backups are still there. Free some space or choose another folder.',
  },
  'backup-not-written': {
    zh: '没有备份：写不进去，或者读回来与写入的不同（盘被拔出、没有权限或盘坏了）。原来的备份都还在。请检查后再试。',
    en: 'Not backed up: it could not be written, or was read back differently (drive pulled, no permission, or a bad drive). All earlier backups are still there. Check the drive and try again.',
  },
  'backup-malformed': {
    zh: '这份备份不完整或已损坏（{what}），没有使用其中任何内容。请换一份备份。',
    en: 'This backup is incomplete or damaged ({what}); nothing of it was used. Take another one.',
  },
  'backup-newer': {
    zh: '这份备份由更新版本的汴印写成。请升级汴印后再恢复。',
    en: 'A newer Bianyin wrote this backup. Update Bianyin, then restore it.',
  },
  'backup-not-own': {
    zh: '这份备份不是本企业的汴印写的，或者被改动过，没有使用其中任何内容。请换一份备份，并联系审计员。',
    en: 'This backup was not written by the enterprise’s own Bianyin, or was altered; nothing of it was used. Take another one and call the auditor.',
  },
  'backup-register-broken': {
    zh: '没有恢复：这份备份里的用印登记簿对不上，有记录被改动或缺失。请换一份更早的备份，并联系审计员。',
    en: 'Not restored: the register of uses in this backup does not hold; records were altered or are missing. Take an earlier backup and call the auditor.',
  },
  'backup-none': {
    zh: '文件夹里还没有备份。请先备份一次。',
    en: 'There is no backup in the folder yet. Make one first.',
  },
  'backup-none-own': {
    zh: '没有办理：文件夹里的 {number} 份备份都不是本机用现在的恢复码做的（更换恢复码以前的，或者别人放的）。请先备份一次。',
    en: 'Nothing was done: none of the {number} backups in the folder was made here with the recovery code of today (they are older than the code, or somebody else put them there). Back up once first.',
  },
  'restore-among-backups': {
    zh: '没有恢复：“{file}”在存放备份的文件夹里，数据会不加密地留在那里。请在电脑上另选一个新的空文件夹。',
    en: 'Not restored: “{file}” is in a folder for backups, where the data would lie unencrypted. Choose a new, empty folder on the computer.',
  },
  'restore-folder-taken': {
    zh: '没有恢复：“{file}”里已经有东西。恢复不覆盖任何数据，请换一个新的空文件夹。',
    en: 'Not restored: “{file}” is not empty, and nothing is ever overwritten. Choose a new, empty folder.',
  },
  'restore-not-written': {
    zh: '没有恢复：写不进新文件夹（磁盘已满或没有权限）。备份没有改动。请清理磁盘或换一个位置后再试。',
    en: 'Not restored: the new folder cannot be written (disk full, or no permission). The backup is unchanged. Free some space or choose another place.',
  },
  'request-before-restore': {
    zh: '申请 {id} 已停止：登记簿从 {backup} 的备份恢复过，那以后用了几次已无从核对，原来的申请不再作数。请重新提交。',
    en: 'Request {id} has stopped: the register was restored from a backup of {backup}, and uses made after it cannot be counted any more. Submit it again.',
  },
  'policy-before-restore': {
    zh: '数据是从 {backup} 的备份恢复的，那以后改过的用印制度不在里面。请法定代表人先重新签署。',
    en: 'The data was restored from a backup of {backup}; a policy signed since is not in it. The legal representative has to sign the policy anew first.',
  },
  'restored-status-old': {
    zh: '没有盖章：数据是从 {backup} 的备份恢复的，那以后印章是否冻结、注销还不知道。请先更新印章状态。',
    en: 'Nothing was sealed: the data was restored from a backup of {backup}, and whether the seal was frozen or cancelled since is not known. Update the seal status first.',
  },
} as const;
