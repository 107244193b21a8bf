/** Words of connecting an enterprise: trust, driver, the legal representative's UKey, what comes then. */
export const connectWords = {
  title: { zh: '连接企业', en: 'Connect an enterprise' },
  lead: {
    zh: '分五步。中途可以关闭，下次接着做。没有设好保管人和审批流程以前，不能盖章。',
    en: 'Five steps. Close at any time and go on later. Until keepers and an approval flow are set, nothing can be sealed.',
  },
  back: { zh: '返回', en: 'Back' },
  stepTrust: { zh: '① 城市的信任文件', en: '① Trust file of the city' },
  stepConfirm: { zh: '② 核对根证书', en: '② Compare the root' },
  stepToken: { zh: '③ 法定代表人的 UKey', en: '③ UKey of the legal representative' },
  stepPeople: { zh: '④ 人员、保管人和审批矩阵', en: '④ People, keepers, approval matrix' },
  stepSign: { zh: '⑤ 法定代表人签署', en: '⑤ Signature of the legal representative' },
  later: { zh: '连接后在“设置”里完成', en: 'Done under “Settings” once connected' },
  trustText: {
    zh: '选择城市印章系统发给您的信任文件（.btp）；没有时，把根证书、机构证书（.cer）、吊销名单（.crl）和印章状态文件一起选上。',
    en: 'Choose the trust file (.btp) that the city’s seal system gave you; without one, choose root and authority certificates (.cer), revocation lists (.crl) and the status file together.',
  },
  ownTrustText: {
    zh: '这台电脑验章时已经导入过信任文件，可以直接用它；根证书请再核对一次。',
    en: 'A trust file was imported on this machine for verifying; it can be used here. Compare its root once more.',
  },
  useOwnTrust: { zh: '用已导入的', en: 'Use the imported one' },
  chooseTrust: { zh: '选择文件', en: 'Choose files' },
  chooseOther: { zh: '换别的文件', en: 'Choose other files' },
  rootName: { zh: '根证书', en: 'Root' },
  organisation: { zh: '发布单位', en: 'Published by' },
  fingerprint: { zh: 'SM3 指纹', en: 'SM3 digest' },
  validTo: { zh: '有效至', en: 'Valid until' },
  came: {
    zh: '另有 {authorities} 张机构证书、{lists} 份吊销名单；印章状态：{status}。',
    en: 'Besides: {authorities} authority certificates, {lists} revocation lists; seal status: {status}.',
  },
  statusAsOf: { zh: '截至 {time}', en: 'as of {time}' },
  statusNone: { zh: '没有（连接前要有）', en: 'none (needed before connecting)' },
  compare: {
    zh: '请把上面的名称和指纹与城市印章系统公布的逐位核对：到政务服务窗口，或打公布的电话。今后只信任由它签发的印章和证书。',
    en: 'Compare name and digest, digit by digit, with what the city’s seal system publishes: at its counter, or by its published telephone number. From now on only seals and certificates under it are trusted.',
  },
  compared: {
    zh: '我已逐位核对，与公布的一致',
    en: 'I have compared them digit by digit; they are the same',
  },
  confirm: { zh: '确认信任', en: 'Trust it' },
  driver: { zh: 'UKey 驱动', en: 'UKey driver' },
  driverText: {
    zh: '选择 UKey 厂家的驱动。没有列出来的，点“选择驱动文件”（PKCS#11 库）。',
    en: 'Choose the driver of the UKey’s maker. If it is not listed, choose its file (PKCS#11 library).',
  },
  notInstalled: { zh: '未安装', en: 'not installed' },
  findDriver: { zh: '选择驱动文件', en: 'Choose a driver file' },
  inUse: { zh: '正在使用：{module}', en: 'In use: {module}' },
  plugIn: {
    zh: '插入法定代表人的 UKey，然后点“查看 UKey”。',
    en: 'Plug in the UKey of the legal representative, then look again.',
  },
  look: { zh: '查看 UKey', en: 'Look at the UKeys' },
  noTokens: {
    zh: '没有看到 UKey。请插紧后再看；驱动不对时请换一个驱动。',
    en: 'No UKey was seen. Push it in and look again; if the driver is wrong choose another.',
  },
  holder: { zh: '持有人', en: 'Holder' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  sealsOn: { zh: '印章', en: 'Seals' },
  none: { zh: '证书里没有写', en: 'not in its certificates' },
  noSeals: { zh: '没有', en: 'none' },
  software: { zh: '软件 UKey（测试用）', en: 'software UKey (for tests)' },
  connect: { zh: '连接这家企业', en: 'Connect this enterprise' },
  startOver: { zh: '从头开始', en: 'Start over' },
} as const;

/** Why a token cannot connect an enterprise. */
export const setupProblemWords = {
  'no-legal-seal': {
    zh: '这把 UKey 里没有法定代表人章（05）。请插入法定代表人的 UKey。',
    en: 'This UKey has no seal of a legal representative (05). Plug in the right one.',
  },
  'seal-not-trusted': {
    zh: '这枚法定代表人章不是所信任的城市制作的，或已失效。请核对信任文件。',
    en: 'This seal was not made by the trusted city, or is over. Check the trust file.',
  },
  'no-credit-code': {
    zh: '证书里没有统一社会信用代码，不能认定是哪家企业。请联系发证机构。',
    en: 'The certificate names no unified social credit code. Contact the authority.',
  },
  'status-missing': {
    zh: '还没有印章状态。请回到第 ① 步，把状态文件一起选上。',
    en: 'There is no seal status yet. Go back to ① and include the status file.',
  },
} as const;
