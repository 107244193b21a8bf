/** Words of several seals on one file (docs/adr/0042). */
export const setWords = {
  seals: { zh: '几枚印章', en: 'The seals' },
  keptBy: { zh: '保管人 {names}', en: 'kept by {names}' },
  waitsForApproval: { zh: '等 {who} 审批。', en: 'Waits for {who}.' },
  waitsForKeeper: {
    zh: '等 {who} 插入 UKey，盖第 {number} / {count} 枚：{seal}。',
    en: 'Waits for the UKey of {who}: seal {number} of {count}, {seal}.',
  },
  waitsForOther: {
    zh: '待另一枚章：等 {who} 插入 UKey，盖第 {number} / {count} 枚：{seal}。盖齐以前没有文件。',
    en: 'Waits for the other seal: the UKey of {who}, seal {number} of {count}, {seal}. There is no file before the last one.',
  },
  apply: { zh: '盖第 {number} / {count} 枚：{seal}', en: 'Put on seal {number} of {count}: {seal}' },
  otherWaits: { zh: '待另一枚章', en: 'Waits for the other seal' },
} as const;
