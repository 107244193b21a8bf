/**
 * What is found about one row of a list before anybody signs for it: refused rows are not sealed, warnings are told and signed for. Each
 * says what is so, as a fact, and what can be done.
 */
interface FindingEntry {
  readonly level: 'warning' | 'refused';
  readonly zh: string;
  readonly en: string;
}

export const listFindings = {
  'row-no-file': {
    level: 'refused',
    zh: '这一行没有写文件名。请补上，或删去这一行。',
    en: 'This row names no file. Fill it in, or delete the row.',
  },
  'row-cell-unreadable': {
    level: 'refused',
    zh: '“{listField}”这一格是公式错误或日期（{text}），不知道该写什么。请改成文字或数字。',
    en: 'The cell “{listField}” is a formula error or a date ({text}). Write a text or a number.',
  },
  'row-cell-merged': {
    level: 'refused',
    zh: '“{listField}”这一格和上面的行合并在一起，不知道是不是每行各算一份。请取消合并，逐行填写。',
    en: 'The cell “{listField}” is merged with rows above, so whether it counts for each is not known. Take the cells apart.',
  },
  'row-cell-too-long': {
    level: 'refused',
    zh: '“{listField}”太长（最多 {most} 个字），或有看不见的字符。请改短或重新输入。',
    en: '“{listField}” is longer than {most} characters, or holds invisible ones. Shorten it or type it anew.',
  },
  'row-amount-unreadable': {
    level: 'refused',
    zh: '金额“{text}”看不懂，或有两种读法。请写成 1234.50 这样的数字。',
    en: 'The amount “{text}” cannot be read, or can be read in two ways. Write it like 1234.50.',
  },
  'row-amount-negative': {
    level: 'refused',
    zh: '金额“{text}”是负数。审批按金额分档，不能是负数；请改正，或不填金额（按最高档审批）。',
    en: 'The amount “{text}” is negative, and tiers of approval know none. Correct it, or leave it out (then the highest tier approves).',
  },
  'row-amount-too-fine': {
    level: 'refused',
    zh: '金额“{text}”不止两位小数，多半是公式没有取整。请在表格里取整到分。',
    en: 'The amount “{text}” has more than two decimals, mostly a formula that does not round. Round it in the table.',
  },
  'row-amount-currency': {
    level: 'refused',
    zh: '金额“{text}”的币种不明确（比如只写了 $），或和表头、“币种”列不一致。请在“币种”列写明，例如 CNY、USD。',
    en: 'The currency of “{text}” is not clear (a bare $), or heading and column say another. Name it in the column “Currency”, such as CNY or USD.',
  },
  'row-number-imprecise': {
    level: 'refused',
    zh: '编号“{text}”太长，表格只留下了近似值，后几位已经丢失。请把这一列设为“文本”后重新填写。',
    en: 'The number “{text}” is so long that the table has lost its last digits. Make the column “Text” and type it anew.',
  },
  'row-hidden': {
    level: 'warning',
    zh: '这一行在表格里是隐藏的（筛选掉了）。不要盖的请从清单里去掉。',
    en: 'This row is hidden or filtered out in the table. Take it out of the list when it is not meant.',
  },
  'file-missing': {
    level: 'refused',
    zh: '没有找到文件“{file}”。请检查文件名，或把文件放到清单所在的文件夹。',
    en: 'The file “{file}” was not found. Check its name, or put it into the folder of the list.',
  },
  'file-outside': {
    level: 'refused',
    zh: '“{file}”在清单所在的文件夹之外。请把文件放进这个文件夹，清单里只写文件名。',
    en: '“{file}” lies outside the folder of the list. Put it into the folder and write its name alone.',
  },
  'file-ambiguous': {
    level: 'refused',
    zh: '“{file}”可能是几个文件：{found}。请写清楚是哪一个（带上子文件夹和 .pdf）。',
    en: '“{file}” may be several files: {found}. Say which, with its folder and .pdf.',
  },
  'file-taken-for': {
    level: 'warning',
    zh: '表里写的是“{file}”，取用的是“{found}”。请核对是不是这一个。',
    en: 'The list says “{file}”; “{found}” was taken. Check that it is meant.',
  },
  'file-not-pdf': {
    level: 'refused',
    zh: '“{file}”不是 PDF 文件。只能在 PDF 上盖章，请先转成 PDF。',
    en: '“{file}” is no PDF. Seals go on PDF files; convert it first.',
  },
  'file-twice': {
    level: 'refused',
    zh: '同一个文件在清单里出现了几次（另见第 {rows} 行）。请只留一行。',
    en: 'The same file is in the list more than once (see row {rows}). Keep one row.',
  },
  'content-twice': {
    level: 'refused',
    zh: '这个文件和第 {rows} 行的文件内容完全相同，只是名字不同。请只留一份。',
    en: 'This file has the very content of that in row {rows} under another name. Keep one of them.',
  },
  'number-twice': {
    level: 'warning',
    zh: '编号“{number}”在清单里不止一次（另见第 {rows} 行）。请核对。',
    en: 'The number “{number}” is in the list more than once (see row {rows}). Check it.',
  },
  'no-seam': {
    level: 'warning',
    zh: '文件只有一页，不盖骑缝章，只盖其余各处。',
    en: 'The file has one page and gets no seam, only the other seals.',
  },
  'amount-differs': {
    level: 'warning',
    zh: '清单里的金额是 {listed}，文件第 {page} 页写的是“{line}”。请核对是哪一个错了。',
    en: 'The list says {listed}; page {page} of the file says “{line}”. Check which is wrong.',
  },
  'amount-not-in-file': {
    level: 'warning',
    zh: '文件里没有找到清单所写的金额 {listed}。请核对文件和金额是不是一对。',
    en: 'The amount {listed} of the list stands nowhere in the file. Check that they belong together.',
  },
  'requested-before': {
    level: 'warning',
    zh: '这个文件已经申请过用印：{time}，{id}，还没有办完。请确认不是重复申请。',
    en: 'This file was requested before: {time}, {id}, not finished yet. Make sure that it is not asked for twice.',
  },
  'sealed-before': {
    level: 'warning',
    zh: '这个文件已经盖过章：{time}，{id}。请确认还要再盖一份。',
    en: 'This file was sealed before: {time}, {id}. Make sure that another one is wanted.',
  },
  'number-before': {
    level: 'warning',
    zh: '编号“{number}”以前在另一份文件上用过：{time}，{id}。请核对是不是同一笔业务重复办理。',
    en: 'The number “{number}” was on another file before: {time}, {id}. Check that the same business is not done twice.',
  },
  'numbers-not-read': {
    level: 'warning',
    zh: '文件有 {count} 页没有读得出的文字（图片或空白页），这些页上的发票号码没有比对。请自己看过。',
    en: 'The file has pages without words that can be read (pictures or blank pages): {count}. Invoice numbers on them were not compared; look for yourself.',
  },
  'sealed-file': {
    level: 'warning',
    zh: '这是已经盖好章的文件：{time}，{id}。请确认还要在上面再盖一枚。',
    en: 'This is a file that was sealed: {time}, {id}. Make sure that another seal is to go on it.',
  },
} as const satisfies Readonly<Record<string, FindingEntry>>;

export type ListFindingCode = keyof typeof listFindings;

/** A finding of a row: its code, and what its sentence is filled with. */
export interface ListFinding {
  readonly code: ListFindingCode;
  readonly detail: Readonly<Record<string, string | number>>;
}

export function listFinding(code: ListFindingCode, detail: ListFinding['detail'] = {}): ListFinding {
  return { code, detail };
}
