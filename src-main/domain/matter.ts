/** What a document is sealed for (文件类别): it chooses the row of the approval matrix. */
import type { SealTypeCode } from './seal-kind.ts';

export const matters = ['letter', 'contract', 'guarantee', 'payment', 'list'] as const;
export type Matter = (typeof matters)[number];

export const matterNames: Readonly<Record<Matter, { readonly zh: string; readonly en: string }>> =
  Object.freeze({
    letter: { zh: '内部证明、一般函件', en: 'Certificate or ordinary letter' },
    contract: { zh: '合同', en: 'Contract' },
    guarantee: { zh: '担保、股权、诉讼授权', en: 'Guarantee, equity or power of attorney in court' },
    payment: { zh: '付款、银行', en: 'Payment or bank' },
    list: { zh: '清单、纸票副本、对账单', en: 'List, copy of a paper invoice or statement of account' },
  });

/** The matter that a request has when nobody says otherwise: what the seal is mostly used for. */
export const defaultMatters: Readonly<Record<SealTypeCode, Matter>> = Object.freeze({
  '01': 'letter',
  '02': 'payment',
  '03': 'list',
  '04': 'contract',
  '05': 'contract',
});

/** Whether a word is a matter (用印事项) of the policy. */
export function isMatter(value: string): value is Matter {
  return (matters as readonly string[]).includes(value);
}
