/** Words of the workbench. */
export const workbenchWords = {
  title: { zh: '工作台', en: 'Workbench' },
  missing: {
    zh: '还不能盖章：{what}。请管理员先设好，再来盖章。',
    en: 'Nothing can be sealed yet: {what}. Ask the administrator to set this up first.',
  },
  missingPolicy: {
    zh: '没有生效的用印制度（谁保管、谁审批）',
    en: 'no policy in force (keepers and approvers)',
  },
  missingSeals: { zh: '还没有领取印章', en: 'no seals have been received' },
  toApprove: { zh: '等我审批', en: 'Waits for my approval' },
  toSeal: { zh: '等我盖章', en: 'Waits for my seal' },
  recent: { zh: '最近用印', en: 'Recent requests' },
  noApprove: { zh: '没有等您审批的申请。', en: 'Nothing waits for your approval.' },
  noSeal: { zh: '没有等您盖章的文件。', en: 'No file waits for your seal.' },
  noRecent: { zh: '还没有用印申请。', en: 'There are no requests yet.' },
  noToken: {
    zh: '插入您的 UKey 后，这里会列出等您办的事。',
    en: 'Plug in your UKey to see what waits for you.',
  },
  seals: { zh: '本企业印章', en: 'Seals of the enterprise' },
  notReceived: { zh: '未领取', en: 'Not received' },
  validTo: { zh: '有效期至 {day}', en: 'Valid until {day}' },
  keepers: { zh: '保管人 {names}', en: 'Kept by {names}' },
  noKeeper: { zh: '未指定保管人', en: 'No keeper named' },
  uses: { zh: '已批准待用 {count} 次', en: '{count} approved uses left' },
  noUses: { zh: '没有已批准的用印', en: 'No approved uses' },
  newRequest: { zh: '申请盖章', en: 'Ask for a seal' },
  picture: { zh: '{name}，{state}', en: '{name}, {state}' },
} as const;
