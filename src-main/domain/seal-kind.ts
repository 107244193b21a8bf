/** The five seals of the set (暂行办法 Art. 2) with the type codes of the national registers, 01 to 05. */

export const sealTypeCodes = ['01', '02', '03', '04', '05'] as const;
export type SealTypeCode = (typeof sealTypeCodes)[number];

export const sealKindNames: Readonly<Record<SealTypeCode, { readonly zh: string; readonly en: string }>> = {
  '01': { zh: '公章', en: 'Official seal' },
  '02': { zh: '财务专用章', en: 'Finance seal' },
  '03': { zh: '发票专用章', en: 'Invoice seal' },
  '04': { zh: '合同专用章', en: 'Contract seal' },
  '05': { zh: '法定代表人章', en: "Legal representative's seal" },
};

/** Whether a text is one of 01 to 05. */
export function isSealTypeCode(value: string): value is SealTypeCode {
  return (sealTypeCodes as readonly string[]).includes(value);
}
