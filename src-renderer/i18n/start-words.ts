/** Words of the start screen. */
export const startWords = {
  title: { zh: '欢迎使用汴印', en: 'Welcome to Bianyin' },
  lead: {
    zh: '先审批，后盖章。没有审批，谁也盖不了章；盖过的章，谁都可以验。',
    en: 'Approval first, then the seal. Without approval nobody can seal; what was sealed, anybody can verify.',
  },
  sandboxTitle: { zh: '在沙箱里试用', en: 'Try it in a sandbox' },
  sandboxText: {
    zh: '一次点击，在本机建好一家示例企业：七位人员各一把软件 UKey、五枚印章、一套审批路径和一份示例合同。不连接任何外部系统，盖出的章没有法律效力。',
    en: 'One click makes a sample enterprise on this machine: seven people with a software UKey each, five seals, approval paths and a sample contract. Nothing outside is connected; seals made here have no legal effect.',
  },
  sandboxButton: { zh: '建立沙箱', en: 'Make the sandbox' },
  trustAsideButton: {
    zh: '把信任文件放到一边，建立沙箱',
    en: 'Set the trust aside and make the sandbox',
  },
  trustAsideText: {
    zh: '已导入的信任文件不会删除，会移到旁边的“.before”文件夹；验章记录保留。',
    en: 'The imported trust is not deleted; it moves to the “.before” folder beside. The record of verifications stays.',
  },
  sandboxBusy: { zh: '正在制作印章和 UKey，约十秒……', en: 'Making seals and UKeys, about ten seconds…' },
  connectTitle: { zh: '连接企业', en: 'Connect an enterprise' },
  connectText: {
    zh: '已经领取了印章和 UKey：核对城市的信任文件，插入法定代表人的 UKey，再设好保管人和审批流程。随时可以停下，下次接着做。',
    en: 'You have seals and UKeys: compare the city’s trust file, plug in the legal representative’s UKey, then set keepers and approvals. Stop at any time and go on later.',
  },
  connectButton: { zh: '开始连接', en: 'Connect' },
  verifyTitle: { zh: '只验章', en: 'Only verify' },
  verifyText: {
    zh: '验章不需要 UKey，也不需要网络。选择文件就能看到结果。',
    en: 'Verification needs no UKey and no network. Choose a file and see the result.',
  },
  verifyButton: { zh: '去验章', en: 'Verify a file' },
} as const;
