/** What the examination of one driver found, in lines for whoever helps from afar. */
import { flagNames } from '../../../domain/flag-names.ts';
import type { DriverFacts, SlotFacts } from '../../../tokens/driver-facts.ts';
import type { DriverExamination } from '../../../tokens/examine.ts';

/** `title`: its maker, or the file's own name. */
export function driverLines(title: string, { facts, code, stoppedIn }: DriverExamination): readonly string[] {
  return [
    `驱动 ${title}`,
    ...(code === null ? ['  全部问到，已回答'] : [`  没有问完：${code}`]),
    ...(stoppedIn ? [`  停在：${stoppedIn.call}${slotText(stoppedIn.slot)}`] : []),
    ...(facts ? factLines(facts) : ['  没有问到任何情况']),
  ];
}

function factLines({ file, info, slots, failures }: DriverFacts): readonly string[] {
  const found = { true: '有', false: '缺少', null: '未知' } as const;
  return [
    `  文件：${file.name}，${file.octets ?? '没有'} 字节，${file.machine ?? '不是程序库'}${file.bits === null ? '' : ` ${file.bits} 位`}`,
    ...(file.sm3 === null ? [] : [`  SM3：${file.sm3}`]),
    `  接口：${file.interfaces.join(' ') || '没有找到'}`,
    ...file.needs.map(({ name, isFound }) => `  需要：${name}（${found[`${isFound}`]}）`),
    ...(info
      ? [`  PKCS#11 ${info.cryptoki}，${info.manufacturer}，${info.description}，版本 ${info.version}`]
      : []),
    ...failures.map(({ call, slot, ckr }) => `  失败：${call}${slotText(slot)}，代码 ${ckr}`),
    ...slots.flatMap(slotLines),
  ];
}

function slotLines({ slot, description, flags, hardware, firmware, token }: SlotFacts): readonly string[] {
  return [
    `  插槽 ${slot}：${description}，${flagNames(flags, 'slot')}，硬件 ${hardware}，固件 ${firmware}`,
    ...(token ? tokenLines(token) : ['    没有 UKey']),
  ];
}

function tokenLines(token: NonNullable<SlotFacts['token']>): readonly string[] {
  const { manufacturer, model, flags, pinLength, hardware, firmware, profile, mechanisms } = token;
  return [
    `    UKey：${manufacturer}，${model}，硬件 ${hardware}，固件 ${firmware}`,
    `    状态：${flagNames(flags, 'token')}`,
    `    PIN 长度：${pinLength.least} 到 ${pinLength.most}；参数：${profile ?? '没有（不认识它的 SM2）'}；印章 ${token.seals} 枚`,
    `    机制 ${mechanisms.length} 种：${mechanisms.map(mechanismLine).join('，')}`,
    ...token.certificates.map(
      ({ kind, issuer, notBefore, notAfter, keyUsage }) =>
        `    证书：${kind}，${issuer === '' ? '自己' : issuer} 签发，${notBefore.slice(0, 10)} 至 ${notAfter.slice(0, 10)}，${keyUsage.join(' ') || '没有写用途'}`,
    ),
  ];
}

function mechanismLine({ number, flags }: NonNullable<SlotFacts['token']>['mechanisms'][number]): string {
  return flags === null ? number : `${number} ${flagNames(flags, 'mechanism')}`;
}

function slotText(slot: number | null): string {
  return slot === null ? '' : `（插槽 ${slot}）`;
}
