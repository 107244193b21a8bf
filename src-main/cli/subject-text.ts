/** What is about to be signed, before the PIN is typed at a terminal: each fact on a line of its own, the digest whole. */
import { amountText } from './request-text.ts';
import { attachmentKindNames } from '../domain/attachment.ts';
import { combinedDutyText } from '../domain/combined-duty.ts';
import { matterNames } from '../domain/matter.ts';
import { sealKindNames } from '../domain/seal-kind.ts';
import type { SignedSubject } from '../tokens/signer-client.ts';

/** The signer's words (signer/describe-subject.ts); the terminal spells out what is not seen in them. */
export function subjectLines(subject: SignedSubject): string[] {
  const { places, seams, seamPages } = subject.placed;
  const placed = [
    ...(places > 0 ? [`${places} 处`] : []),
    ...(seams > 0 ? [`骑缝 ${seams} 组（${seamPages} 页）`] : []),
  ].join(' + ');
  return [
    '将要签名的内容（由签名进程核对）：',
    ...(subject.requestId === null ? [] : [`  申请　　${subject.requestId}`]),
    `  文件　　${subject.fileName}`,
    `  SM3　　 ${groups(subject.sm3)}`,
    `  印章　　${subject.sealName}（${sealKindNames[subject.typeCode].zh}），${placed}`,
    `  事由　　${subject.reason}（${matterNames[subject.matter].zh}），可用印 ${subject.uses} 次`,
    ...(subject.reference === null ? [] : [`  编号　　${subject.reference}`]),
    ...(subject.counterparty === null ? [] : [`  相对方　${subject.counterparty}`]),
    ...(subject.amount === null ? [] : [`  金额　　${amountText(subject.amount, subject.currency ?? '')}`]),
    ...whoLines(subject),
    ...subject.attachments.flatMap(({ kind, name, sm3 }) => [
      `  附件　　${attachmentKindNames[kind].zh}：${name}`,
      `          SM3 ${groups(sm3)}`,
    ]),
    '  第一页在终端里看不到：请先在窗口或阅读器里核对文件，再比对 SM3。',
  ];
}

/** For whom it is done, and what is not apart in it: the same for one file, a list and a set. */
export function whoLines({ behalf, combined }: Pick<SignedSubject, 'behalf' | 'combined'>): string[] {
  return [
    ...(behalf === null ? [] : [`  代理　　代 ${behalf} 办理（按授权委托）`]),
    ...(combined.length === 0
      ? []
      : [`  未能分离${combinedDutyText(combined.join(' '), 'zh')}（人员不足，按用印制度）`]),
  ];
}

/** Digits that stand together, so that two people can read them to each other. */
function groups(sm3: string): string {
  return (sm3.match(/.{8}/g) ?? []).join(' ');
}
