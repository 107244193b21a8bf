/**
 * The text of "导出诊断", for whoever helps from afar. It holds no PIN, no path, no name, no number of a person or device: tokens
 * are numbered, labels and serial numbers are left out.
 */
import type { FindingView } from '../../../contract/seal-views.ts';
import { engineVersion } from '../../../domain/engine-version.ts';
import { chinaTimeText } from '../../../domain/instant.ts';
import { deviceId, deviceKind, vendorOf, type DiagnosisFacts, type TokenFacts } from './diagnose.ts';

const kinds = { ukey: 'UKey', reader: '读卡器', other: '其他' } as const;
const certificateWords = {
  ok: '有效',
  expired: '不在有效期内',
  revoked: '已吊销',
  unknown: '无法确认',
  untrusted: '签发机构不受信任',
} as const;
const partNames = {
  certificates: '全部证书',
  certificate: '一张证书',
  seals: '印章',
  session: '会话',
} as const;
const pinWords = { ok: '正常', low: '输错过', final: '只剩一次', locked: '已锁定' } as const;

/** Lines of plain text, ended by line feeds. */
export function diagnosisText(facts: DiagnosisFacts, findings: readonly FindingView[], now: Date): string {
  const { module, failing, devices, tokens, blanks, unreadable, hasPolicy } = facts;
  const lines = [
    '汴印诊断',
    `时间：${chinaTimeText(now, 'zh')}`,
    `版本：${engineVersion}  系统：${process.platform} ${process.arch}`,
    `驱动：${module.title}（${{ ok: '已打开', missing: '没有找到或打不开', failed: '报告错误' }[module.state]}）${whyText(module.why)}`,
    ...failing.map(({ title, why }) => `另一驱动：${title}（报告错误）${whyText(why)}`),
    `用印制度：${hasPolicy ? '有' : '没有'}  未初始化的 UKey：${blanks}`,
    '',
    devices === null ? 'USB：系统没有提供设备列表' : `USB：${devices.length} 个设备`,
    ...(devices ?? []).filter((device) => deviceKind(device) !== 'other').map(deviceLine),
    '',
    `UKey：${tokens.length} 把`,
    ...unreadable.map(({ slot, ckr }) => `  ${slot} 号插槽：读不出来（代码 ${ckr}）`),
    ...tokens.flatMap(tokenLines),
    '',
    '结论：',
    ...findings.map(({ level, code, detail }) => `  [${level}] ${code}${placeOf(facts, detail)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** By code: a sentence may hold the name of a file. */
function whyText(why: DiagnosisFacts['module']['why']): string {
  if (!why) return '';
  const ckr = why.detail['ckr'];
  return ckr === undefined ? `：${why.code}` : `：${why.code}（代码 ${ckr}）`;
}

/** A product name can be anything that a device says of itself; the numbers are enough here. */
function deviceLine(device: NonNullable<DiagnosisFacts['devices']>[number]): string {
  return `  ${deviceId(device)}  ${kinds[deviceKind(device)]}  ${vendorOf(device)?.name ?? ''}`.trimEnd();
}

function tokenLines({
  number,
  isSoftware,
  offersSm2,
  pinState,
  certificates,
  problems,
}: TokenFacts): string[] {
  return [
    `  第 ${number} 把：${isSoftware ? '软件' : '硬件'}，SM2 ${offersSm2 ? '支持' : '不支持'}，PIN ${pinWords[pinState]}，证书 ${certificates.length} 张`,
    ...problems.map(({ what, ckr }) => `    读不出来：${partNames[what]}（代码 ${ckr}）`),
    ...certificates.map(
      ({ state, validTo, isInPolicy, isOfSeal }) =>
        `    ${isOfSeal ? '印章' : '人员'}证书：${certificateWords[state]}，至 ${chinaTimeText(validTo, 'zh')}，${isInPolicy ? '在' : '不在'}制度中`,
    ),
  ];
}

function placeOf({ tokens }: DiagnosisFacts, { token }: FindingView['detail']): string {
  const number = tokens.find(({ label }) => label === token)?.number;
  return number === undefined ? '' : `（第 ${number} 把）`;
}
