/** Words of the settings: tabs, how the window looks, what the rules stand on. */
export const settingsWords = {
  title: { zh: '设置', en: 'Settings' },
  people: { zh: '人员与保管', en: 'People and keepers' },
  matrix: { zh: '审批矩阵', en: 'Approval matrix' },
  delegations: { zh: '授权委托', en: 'Delegations' },
  token: { zh: 'UKey', en: 'UKeys' },
  time: { zh: '时间戳', en: 'Time stamps' },
  backup: { zh: '备份', en: 'Backups' },
  look: { zh: '显示', en: 'Display' },
  basis: { zh: '依据', en: 'Basis' },
  language: { zh: '语言', en: 'Language' },
  chinese: { zh: '中文', en: '中文' },
  english: { zh: 'English', en: 'English' },
  scheme: { zh: '底色', en: 'Colours' },
  light: { zh: '浅色', en: 'Light' },
  dark: { zh: '深色', en: 'Dark' },
  size: { zh: '字号', en: 'Size of type' },
  normal: { zh: '标准', en: 'Normal' },
  large: { zh: '大字版（1.25 倍）', en: 'Large (1.25 times)' },
  notices: { zh: '桌面提醒', en: 'Notices on the desktop' },
  noticesOn: { zh: '提醒', en: 'On' },
  noticesOff: { zh: '不提醒', en: 'Off' },
  noticesHint: {
    zh: '有新的申请等您审批或盖章，或者您的申请有了结果时，在桌面上提醒件数；不写文件、金额和姓名，没有声音，每分钟最多一次。您正在用这个窗口时不提醒。',
    en: 'When a new request waits for you, or one of yours was decided, a notice says how many: no files, amounts or names, no sound, one a minute at the most, none while you use this window.',
  },
  lookHint: {
    zh: '只影响这台电脑。印章在屏幕上总是真实大小。',
    en: 'For this machine only. Seals are always shown at true size.',
  },
  basisLead: {
    zh: '汴印按下面的依据工作。每条都注明我们确认到什么程度；没有确认的不作为法规看待。',
    en: 'Bianyin works by the following. Each line says how far we have confirmed it; nothing unconfirmed is taken for law.',
  },
  profile: { zh: '制度模板：{title}（{id}）', en: 'Policy profile: {title} ({id})' },
} as const;

/** How sure a line of the basis is. */
export const basisMarkWords = {
  confirmed: { zh: '已查公开文本', en: 'Read in public text' },
  gist: { zh: '大意', en: 'In our words' },
  sample: { zh: '样例', en: 'Sample' },
  unconfirmed: { zh: '未确认', en: 'Unconfirmed' },
} as const;
