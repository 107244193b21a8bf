/**
 * The columns of a list of files to seal, by the headings that people give them, in Chinese and English (docs/adr/0036). A heading is
 * compared as a whole: what is only similar is another column, and two columns for one thing are asked about, never chosen between.
 */
import { BianyinError } from './errors/bianyin-error.ts';
import { tableFields, type ListField } from './list-field.ts';

/** As they stand after `heading`: no blanks, small letters. */
const headings: Readonly<Record<ListField, readonly string[]>> = {
  file: [
    ...[
      '文件',
      '文件名',
      '文件名称',
      '文件路径',
      '文档',
      '文档名',
      '文档名称',
      '附件',
      '附件名称',
      'pdf',
      'pdf文件',
    ],
    ...['file', 'filename', 'files', 'path', 'filepath', 'document', 'documentname', 'pdffile', 'attachment'],
  ],
  counterparty: [
    ...[
      '相对方',
      '相对方名称',
      '对方',
      '对方单位',
      '对方名称',
      '对方单位名称',
      '往来单位',
      '往来单位名称',
      '单位',
      '单位名称',
    ],
    ...[
      '客户',
      '客户名称',
      '客户单位',
      '供应商',
      '供应商名称',
      '公司',
      '公司名称',
      '企业名称',
      '交易对方',
      '收件单位',
    ],
    ...[
      'counterparty',
      'customer',
      'customername',
      'client',
      'clientname',
      'company',
      'companyname',
      'party',
    ],
    ...['supplier', 'suppliername', 'vendor', 'vendorname', 'partner', 'otherside'],
  ],
  amount: [
    ...[
      '金额',
      '总金额',
      '合计',
      '合计金额',
      '总额',
      '总计',
      '价税合计',
      '含税金额',
      '对账金额',
      '应收金额',
      '应付金额',
    ],
    ...['收款金额', '付款金额', '合同金额', '期末余额', '余额'],
    ...['amount', 'total', 'totalamount', 'sum', 'balance', 'value', 'amountdue'],
  ],
  currency: ['币种', '货币', '币别', '货币单位', 'currency', 'ccy', 'currencycode'],
  number: [
    ...[
      '编号',
      '单号',
      '文件编号',
      '文号',
      '合同编号',
      '合同号',
      '对账单号',
      '对账单编号',
      '单据编号',
      '单据号',
      '订单号',
    ],
    ...['收据号', '收据编号', '票号', '发票号码', '发票号', '函证编号', '索引号', '业务编号'],
    ...['number', 'no', 'no.', 'ref', 'ref.', 'reference', 'referenceno', 'referenceno.', 'docno', 'docno.'],
    ...[
      'documentno',
      'documentno.',
      'documentnumber',
      'statementno',
      'statementno.',
      'invoiceno',
      'invoiceno.',
    ],
    ...['contractno', 'contractno.', 'orderno', 'orderno.'],
  ],
};

const fieldOf: ReadonlyMap<string, ListField> = new Map(
  tableFields.flatMap((field) => headings[field].map((name): [string, ListField] => [name, field])),
);

/** Where a field stands, what its heading says, and the unit that the heading gives (`金额（万元）`). */
export interface ListColumn {
  readonly field: ListField;
  /** 0-based. */
  readonly at: number;
  readonly heading: string;
  readonly unit: string;
}

/** Null: a cell that heads none of our columns. */
export function listColumn(text: string, at: number): ListColumn | null {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*_:：]/gu, '');
  const [, name = '', unit = ''] = /^(.*?)(?:[([【]([^)\]】]*)[)\]】]|[/]([^/]*))?$/u.exec(folded) ?? [];
  const field = fieldOf.get(folded) ?? fieldOf.get(name);
  return field === undefined
    ? null
    : { field, at, heading: text.trim(), unit: fieldOf.has(folded) ? '' : unit };
}

/** The columns of a row of headings. Errors: `table-columns-ambiguous`. */
export function listColumns(cells: readonly string[]): ListColumn[] {
  const columns: ListColumn[] = [];
  for (const [at, text] of cells.entries()) {
    const column = listColumn(text, at);
    if (column) columns.push(column);
  }
  for (const column of columns) {
    const other = columns.find(({ field, at }) => field === column.field && at > column.at);
    if (other) {
      const detail = { listField: column.field, first: column.heading, second: other.heading };
      throw new BianyinError('table-columns-ambiguous', detail);
    }
  }
  return columns;
}
