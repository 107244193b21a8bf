/** What a list says about each file that is to be sealed (docs/adr/0036), and how the fields are called. */
export const tableFields = ['file', 'counterparty', 'amount', 'currency', 'number'] as const;
export type ListField = (typeof tableFields)[number];

/** The names of the fields for people; the first heading that a new list should have. */
export const listFieldNames: Readonly<Record<ListField, { readonly zh: string; readonly en: string }>> =
  Object.freeze({
    file: { zh: '文件', en: 'File' },
    counterparty: { zh: '相对方', en: 'Counterparty' },
    amount: { zh: '金额', en: 'Amount' },
    currency: { zh: '币种', en: 'Currency' },
    number: { zh: '编号', en: 'Number' },
  });
