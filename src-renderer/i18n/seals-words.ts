/** Words of the screen of seals: the five slots, one seal in full, bringing its status up to date. */
export const sealsWords = {
  title: { zh: '印章', en: 'Seals' },
  slots: { zh: '一套五枚', en: 'A set of five' },
  notReceived: { zh: '未领取', en: 'Not received' },
  notReceivedText: {
    zh: '本机还没有这枚印章。请插入保管它的 UKey，再点“从 UKey 领取”；还没有制作的，请先向城市印章系统申领。',
    en: 'This machine has no such seal yet. Plug in the UKey that holds it and choose “Receive from the UKey”; if it was never made, apply to the city first.',
  },
  receive: { zh: '从 UKey 领取', en: 'Receive from the UKey' },
  received: { zh: '已领取：{names}。', en: 'Received: {names}.' },
  nothingToReceive: {
    zh: 'UKey 里没有新的、可以确认的印章。',
    en: 'The UKey holds no new seal that can be confirmed.',
  },
  asOf: { zh: '状态截至 {time}', en: 'Status as of {time}' },
  asOfNever: { zh: '还没有印章状态', en: 'No seal status yet' },
  usableUntil: {
    zh: '可用到 {time}，之后要先更新才能盖章。',
    en: 'Good for sealing until {time}; after that it has to be updated first.',
  },
  tooOld: {
    zh: '已经不够新，不能盖章，请先更新。验章不受影响。',
    en: 'Too old to seal; update it first. Verification is not affected.',
  },
  updateCity: { zh: '向沙箱城市更新', en: 'Update from the sandbox city' },
  updateFiles: { zh: '导入状态文件', en: 'Import a status file' },
  updateFilesHint: {
    zh: '请选择城市印章系统发布的状态文件，有吊销名单（.crl）的一起选上。',
    en: 'Choose the status file that the city publishes, with its revocation lists (.crl) if there are any.',
  },
  updated: { zh: '已更新，状态截至 {time}。', en: 'Updated; the status is as of {time}.' },
  realSize: { zh: '真实大小 {width} × {height}', en: 'True size {width} × {height}' },
  noPicture: {
    zh: '这枚印章的图样不是 PNG，这里不显示。',
    en: 'The picture of this seal is not a PNG and is not shown here.',
  },
  status: { zh: '状态', en: 'Status' },
  since: { zh: '自 {day} 起', en: 'since {day}' },
  validity: { zh: '有效期', en: 'Valid' },
  fromTo: { zh: '{from} 至 {to}', en: '{from} to {to}' },
  keepers: { zh: '保管人', en: 'Keepers' },
  keepersUnread: { zh: '保管人：人员名单现在不能用', en: 'Keepers unknown: the roster cannot be used now' },
  detailUnread: {
    zh: '印章的经历和用印要等上面的问题解决后才能显示。',
    en: 'Life and uses of the seal can be shown once what is said above is settled.',
  },
  noKeeper: { zh: '未指定保管人', en: 'No keeper named' },
  token: { zh: '所在 UKey', en: 'On UKey' },
  notPlugged: { zh: '现在没有插入', en: 'Not plugged in now' },
  number: { zh: '印章编号', en: 'Number' },
  maker: { zh: '制作', en: 'Made by' },
  approvedUses: { zh: '已批准待用', en: 'Approved uses' },
  approvedCount: { zh: '{count} 次', en: '{count}' },
  life: { zh: '经历', en: 'Life' },
  made: { zh: '制作', en: 'Made' },
  receivedHere: { zh: '领取', en: 'Received' },
  ends: { zh: '有效期满', en: 'Validity ends' },
  uses: { zh: '用这枚印章的记录', en: 'Uses of this seal' },
  noUses: { zh: '还没有用过。', en: 'Not used yet.' },
  moreUses: { zh: '只列最近 {count} 次，全部在登记簿里。', en: 'The last {count}; all are in the register.' },
  certificates: { zh: '证书详情', en: 'Certificates' },
  userCertificate: { zh: '用章证书', en: 'Certificate that may use the seal' },
  makerCertificate: { zh: '制章者证书', en: 'Certificate of the maker' },
  onlyDigests: {
    zh: '这枚印章只列出用章证书的指纹，证书本身在 UKey 里。',
    en: 'This seal lists only the digests of the certificates that may use it; they are on the UKey.',
  },
  subject: { zh: '持有者', en: 'Holder' },
  organisation: { zh: '单位', en: 'Organisation' },
  issuer: { zh: '签发机构', en: 'Issued by' },
  serial: { zh: '序列号', en: 'Serial number' },
  fingerprint: { zh: 'SM3 指纹', en: 'SM3 digest' },
  picture: { zh: '{name}的图样', en: 'Picture of {name}' },
} as const;

/** How a use ended. */
export const useOutcomeWords = {
  completed: { zh: '已盖章', en: 'Sealed' },
  failed: { zh: '失败', en: 'Failed' },
  returned: { zh: '未签名，次数退回', en: 'Not signed, use given back' },
  interrupted: { zh: '中断', en: 'Interrupted' },
  missing: { zh: '已签名，文件待确认', en: 'Signature made, file to be confirmed' },
  open: { zh: '进行中', en: 'Under way' },
} as const;

/** Why a status changed (暂行办法 Art. 17, 18). */
export const statusReasonWords = {
  TYPE_CHANGED: { zh: '单位类型变更', en: 'kind of entity changed' },
  NAME_CHANGED: { zh: '名称变更', en: 'name changed' },
  PRINCIPAL_CHANGED: { zh: '负责人变更', en: 'principal changed' },
  KEY_COMPROMISE: { zh: '失密', en: 'key compromised' },
  UNUSABLE: { zh: '损坏', en: 'unusable' },
  ENTITY_DEREGISTERED: { zh: '单位注销', en: 'entity deregistered' },
  ENTITY_MERGED_OR_REVOKED: { zh: '单位合并或被撤销', en: 'entity merged or revoked' },
  PHYSICAL_SEAL_INVALID: { zh: '实物印章失效', en: 'physical seal invalid' },
  NO_LONGER_USED: { zh: '停止使用', en: 'no longer used' },
  HOLD: { zh: '挂失', en: 'reported lost' },
} as const;
