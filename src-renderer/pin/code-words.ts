/** Words of the window of a recovery code. */
export const codeWords = {
  title: {
    show: { zh: '恢复码，只显示这一次', en: 'Recovery code, shown this once' },
    drill: { zh: '恢复演练', en: 'Restore drill' },
    restore: { zh: '从备份恢复', en: 'Restore from a backup' },
  },
  lead: {
    show: {
      zh: '请现在抄在纸上，一式两份，分开放进保险柜。丢了它，备份谁也打不开；程序和电脑里都不留。',
      en: 'Write it on paper now, twice, and keep both in different safes. Without it nobody opens a backup; neither program nor machine keeps it.',
    },
    drill: {
      zh: '请从保险柜取出恢复码，打开 {time} 的备份试一次。试完即删，结果记入登记簿。',
      en: 'Take the recovery code from the safe and try the backup of {time}. It is removed afterwards; the result goes into the register.',
    },
    restore: {
      zh: '请输入 {time} 的备份的恢复码。那以后的申请、审批和用印不在里面。',
      en: 'Type the recovery code of the backup of {time}. What was asked for, approved and sealed since is not in it.',
    },
  },
  groups: {
    zh: '共 7 组，每组 5 个字符；数字 0、1 不会与字母混淆，没有 O、I、L、U。',
    en: 'Seven groups of five; there are no letters O, I, L or U.',
  },
  qr: { zh: '恢复码的二维码', en: 'QR code of the recovery code' },
  written: { zh: '已抄在纸上，并核对过', en: 'It is on paper, and I have compared it' },
  done: { zh: '收好了，启用', en: 'Kept safe, use it' },
  box: { zh: '恢复码', en: 'Recovery code' },
  visible: { zh: '显示输入的内容', en: 'Show what is typed' },
  length: {
    zh: '应有 35 个字符，现在是 {number} 个。请照纸上的补全。',
    en: 'There are {number} characters of 35. Complete it from the paper.',
  },
  mistyped: {
    zh: '第 {number} 组有误，请照纸上的核对这一组。',
    en: 'Group {number} is wrong. Compare it with the paper.',
  },
  go: { drill: { zh: '开始演练', en: 'Start the drill' }, restore: { zh: '恢复', en: 'Restore' } },
  refuse: { zh: '取消', en: 'Cancel' },
  failed: {
    zh: '这个窗口的问题已经结束，请关闭后重新操作。',
    en: 'The question of this window has ended; close it and start again.',
  },
} as const;
