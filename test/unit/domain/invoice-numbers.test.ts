/** Which numbers on a page are those of invoices, and how a request calls its file by them. */
import { expect, test } from 'vitest';
import { foldText } from '../../../src-main/domain/fold-text.ts';
import {
  invoiceNumbersIn,
  invoiceNumberPattern,
  numbersOfRequest,
  referenceOf,
} from '../../../src-main/domain/invoice-numbers.ts';

const paper = '12345678';
const electronic = '24412000000012345678';

test.each<[string, string[], string[]]>([
  ['a label and 8 digits', [`发票号码：${paper}`], [paper]],
  ['a label and 20 digits', [`发票号码：${electronic}`], [electronic]],
  ['no colon, as in a table', [`发票号码 ${paper} 金额 100.00`], [paper]],
  ['wide figures and letters between blanks', ['发 票 号 码：１２３４５６７８'], [paper]],
  ['English words', [`Invoice No. ${paper}`, `Invoice Number: ${electronic}`], [paper, electronic]],
  ['a column below its head', ['序号 发票号码 金额', `1 ${electronic} 100.00`], [electronic]],
  ['a row of columns under one label', [`发票号码 ${paper} 100.00 ${electronic}`], [paper, electronic]],
  ['twice the same', [`发票号码：${paper}`, `发票号：${paper}`], [paper]],
  ['more digits than a number has', [`发票号码：${paper}9`, '发票号码：123'], []],
  ['20 digits that are no 数电票', ['发票号码见附件', '62220212345678901234'], []],
  ['digits on a page that speaks of no invoice', [`合同编号 ${electronic}`, paper], []],
  ['8 digits without a label', ['发票号码见附件', `日期 ${paper}`], []],
])('%s', (_, lines, numbers) => {
  const gapped = lines.map((line) => line.split(' ').map(foldText).join(' '));
  expect(invoiceNumbersIn(gapped)).toEqual(numbers);
});

test('a file is called by as many as fit, and each that was read is compared', () => {
  const [one, two, three] = ['1', '2', '3'].map((first) => `2${first}41200000001234567${first}`) as [
    string,
    string,
    string,
  ];
  expect(referenceOf([])).toBeUndefined();
  expect(referenceOf([paper])).toBe(paper);
  const reference = referenceOf([one, two, three]);
  expect(numbersOfRequest({ reference })).toEqual([one, two]);
  expect(numbersOfRequest({ reference, numbers: [one, two, three] })).toEqual([one, two, three]);
  expect(numbersOfRequest({})).toEqual([]);
  for (const number of [one, paper]) expect(invoiceNumberPattern.test(number)).toBe(true);
  for (const none of ['1234567', `${one}0`, ' 12345678']) expect(invoiceNumberPattern.test(none)).toBe(false);
});
