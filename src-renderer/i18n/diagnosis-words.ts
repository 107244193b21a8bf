/** Words of the diagnosis of tokens: each cause with its cure. */
import { tokenProblemTexts } from '../../src-main/contract/seal-views.ts';

export const diagnosisWords = {
  lead: {
    zh: '看 USB 上插着什么、驱动能不能看到、证书能不能用。只读取，不需要 PIN。',
    en: 'Looks at what is plugged in, whether the driver sees it and whether its certificates can be used. Reads only; no PIN.',
  },
  run: { zh: '重新检查', en: 'Check again' },
  running: { zh: '正在检查……', en: 'Checking…' },
  summary: {
    zh: '驱动：{module} · 驱动看到的 UKey：{tokens} 把',
    en: 'Driver: {module} · UKeys that it sees: {tokens}',
  },
  summaryUsb: { zh: 'USB 上的 UKey 和读卡器：{devices} 个', en: 'UKeys and readers on USB: {devices}' },
  summaryNoUsb: { zh: '系统没有提供 USB 设备列表', en: 'the system does not list its USB devices' },
  tokenOf: { zh: '{label}（{holder}）', en: '{label} ({holder})' },
  devices: { zh: 'USB 上的设备', en: 'Devices on USB' },
  examining: {
    zh: '正在逐项检查驱动。有的驱动不回应时，最多等 20 秒。',
    en: 'Examining the drivers, call by call. One that does not answer is waited for 20 seconds at the most.',
  },
  export: { zh: '导出诊断', en: 'Export the diagnosis' },
  exportTitle: { zh: '这些内容会写进文件', en: 'This is what the file will hold' },
  exportHint: {
    zh: '里面没有 PIN、没有文件位置、没有姓名和编号。',
    en: 'No PIN, no places of files, no names or numbers of people are in it.',
  },
  save: { zh: '保存', en: 'Save' },
  close: { zh: '关闭', en: 'Close' },
  saved: { zh: '已存到“{folder}”中的“{name}”。', en: 'It is in “{name}” in “{folder}”.' },
  ukey: { zh: 'UKey', en: 'UKey' },
  reader: { zh: '读卡器', en: 'Card reader' },
  other: { zh: '其他', en: 'Other' },
} as const;

/** What was found, and what to do. */
export const findingWords = {
  'usb-unreadable': {
    zh: '这台电脑没有让程序看 USB 设备，只能看驱动报告的情况。插好 UKey 再检查一次即可。',
    en: 'This machine does not show its USB devices, only what the driver reports. Plug the UKey in and check again.',
  },
  'nothing-plugged': {
    zh: '没有看到 UKey。请把 UKey 插紧，换一个 USB 口，或不经过转接器直接插。',
    en: 'No UKey was seen. Push it in firmly, try another USB port, or plug it in without a hub.',
  },
  'device-without-module': {
    zh: '插着 {device}，但正在用的驱动（{module}）不是它的。请安装厂家的驱动，再在“连接企业”时选择它。',
    en: '{device} is plugged in, but the driver in use ({module}) is not its own. Install the maker’s driver and choose it when connecting the enterprise.',
  },
  'module-missing': {
    zh: '打不开 UKey 驱动（{module}）：没有安装，或位数与系统不符。请安装厂家提供的 64 位驱动。',
    en: 'The driver ({module}) cannot be opened: not installed, or not for this system. Install the maker’s 64-bit driver.',
  },
  'module-failed': { zh: '驱动（{module}）：{whyZh}', en: 'Driver ({module}): {whyEn}' },
  ...tokenProblemTexts,
  'device-not-seen': {
    zh: '插着 {device}，驱动（{module}）却没有看到它。请拔插一次；仍然如此，请更新驱动，或换一台电脑试试这把 UKey。',
    en: '{device} is plugged in, but the driver ({module}) does not see it. Re-plug it; if that does not help, update the driver or try the UKey on another machine.',
  },
  'token-blank': {
    zh: 'UKey 还没有初始化，里面什么都没有。请交给发证机构初始化并写入证书。',
    en: 'The UKey has not been initialised and is empty. Have the authority initialise it and issue certificates.',
  },
  'token-no-sm2': {
    zh: '{token}：驱动没有提供 SM2 签名，不能用来盖章。里面的证书若是 RSA 或 ECDSA 的，仍可申请和审批；要盖章，请换支持国密的 UKey 或驱动。',
    en: '{token}: its driver offers no SM2 signatures, so it cannot seal. With an RSA or ECDSA certificate it can still ask and approve; to seal, use a UKey or driver that does.',
  },
  'certificates-hidden': {
    zh: '{token}：没有登录时看不到证书。请在下面“UKey 的 PIN”里点“登录查看”，输入一次 PIN，就知道是谁的、能不能用。',
    en: '{token} shows no certificate before a login. Press “Log in and look” below and type its PIN once to see whose it is and whether it works.',
  },
  'no-certificate': {
    zh: '{token}：里面没有证书。请向发证机构补发证书。',
    en: '{token} holds no certificate. Have one issued by the authority.',
  },
  'certificate-expired': {
    zh: '{token}：证书不在有效期内（至 {day}）。请换发证书；印章证书到期要重新制作印章。',
    en: '{token}: a certificate is outside its validity (until {day}). Renew it; for a seal, apply for a new one.',
  },
  'certificate-revoked': {
    zh: '{token}：证书已被吊销，不能再用。请换用新的 UKey。',
    en: '{token}: a certificate has been revoked and cannot be used any more. Use a new UKey.',
  },
  'certificate-untrusted': {
    zh: '{token}：证书不是本机信任的机构签发的。请核对是不是本单位的 UKey，或更新信任文件。',
    en: '{token}: a certificate does not come from an authority trusted here. Check that it is a UKey of this enterprise, or update the trust file.',
  },
  'certificate-unknown': {
    zh: '{token}：吊销名单缺失或过期，无法确认证书。请在“印章”里更新状态。',
    en: '{token}: revocation lists are missing or out of date, so a certificate cannot be confirmed. Update the status under “Seals”.',
  },
  'certificate-not-in-policy': {
    zh: '{token}：持有人不在用印制度的名单里，不能申请、审批或盖章。请在“人员与保管”里加入，由法定代表人签署。',
    en: '{token}: its holder is not in the policy and can neither ask, approve nor seal. Add them under “People and keepers” and have it signed.',
  },
  'pin-low': {
    zh: '{token}：PIN 输错过。请核对后再输，连续输错会锁定。',
    en: '{token}: the PIN was mistyped. Be sure of it; more errors lock it.',
  },
  'pin-final': {
    zh: '{token}：PIN 只剩最后一次。不确定就不要试，请找管理员重设。',
    en: '{token}: one try of the PIN is left. If in doubt do not try; have it reset.',
  },
  'pin-locked': {
    zh: '{token}：PIN 已锁定。请带上证件，到发证机构或找管理员解锁。',
    en: '{token}: the PIN is locked. Have the authority or the administrator unblock it.',
  },
  'token-good': { zh: '{token}：一切正常。', en: '{token}: everything is in order.' },
} as const;
