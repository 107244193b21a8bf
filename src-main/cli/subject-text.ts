/** What is about to be signed, before the PIN is typed at a terminal: each fact on a line of its own, the digest whole. */
import { amountText } from './request-text.ts';
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
    `  SM3　　 ${(subject.sm3.match(/.{8}/g) ?? []).join(' ')}`,
    `  印章　　${subject.sealName}（${sealKindNames[subject.typeCode].zh}），${placed}`,
    `  事由　　${subject.reason}`,
    ...(subject.counterparty === null ? [] : [`  相对方　${subject.counterparty}`]),
    ...(subject.amount === null ? [] : [`  金额　　${amountText(subject.amount, subject.currency ?? '')}`]),
    '  第一页在终端里看不到：请先在窗口或阅读器里核对文件，再比对 SM3。',
  ];
}
