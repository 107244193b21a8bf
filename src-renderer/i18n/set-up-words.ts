/** Words of the first-run check list. */
export const setUpWords = {
  title: { zh: '还不能盖章，请先设好这些', en: 'Nothing can be sealed yet; set these first' },
  titleStatus: { zh: '印章状态太旧，现在不能盖章', en: 'The seal status is too old to seal now' },
  left: {
    zh: '还剩 {count} 项。暂行办法要求先确定保管人和审批流程。',
    en: '{count} left. The measures ask for keepers and an approval flow first.',
  },
  connected: { zh: '企业已连接', en: 'The enterprise is connected' },
  seals: { zh: '领取印章（已有 {count} 枚）', en: 'Receive the seals ({count} so far)' },
  status: { zh: '印章状态够新', en: 'The seal status is new enough' },
  people: { zh: '人员、角色和每枚印章的保管人', en: 'People, roles, and a keeper for each seal' },
  matrix: { zh: '审批矩阵', en: 'Approval matrix' },
  signed: { zh: '法定代表人签署用印制度', en: 'The legal representative signs the policy' },
  go: { zh: '去办理', en: 'Go there' },
} as const;
