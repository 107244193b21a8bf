/** CSV lists of every kind that people save: encodings, separators, quotes, titles above, totals below. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listOf } from '../../../src-main/list-file/list-of.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { gb18030 } from './support/gb18030.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
const encodings = { utf8, gb18030, mark: (text: string) => utf8(`\ufeff${text}`), utf16 };

const headings = {
  file: ['文件', '文件名', ' 文件名称 ', 'File', 'FILE NAME', '附件'],
  counterparty: ['相对方', '客户名称', '往来单位', 'Counterparty', 'customer', '单 位'],
  amount: ['金额', '金额（元）', '价税合计', 'Amount', 'Total (CNY)', '应收金额'],
  number: ['编号', '对账单号', 'No.', 'Ref', '合同编号'],
};
type Key = keyof typeof headings;
const keys = Object.keys(headings) as Key[];

/** Words that need quotes, and words that do not. */
const word = fc
  .stringMatching(/^[一-龥a-z]([一-龥a-z0-9 ,;"、（）-]{0,10}[一-龥a-z0-9"）])?$/u)
  .filter((text) => !/合计|总计|小计|共计|累计|\s\s/.test(text) && text === text.normalize('NFC'));
const amount = fc
  .integer({ min: 0, max: 1e11 })
  .map((fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`);
const row = fc.record({ file: word.map((text) => `${text}.pdf`), counterparty: word, amount, number: word });
type Row = { readonly [K in Key]: string };

const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const bare = (text: string): string => text.replace(/\.?0+$/, '');

test('whatever order, headings, encoding, separator and line ends: the same rows', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.shuffledSubarray(keys, { minLength: 4, maxLength: 4 }),
      fc.nat(1000),
      fc.record({
        encoding: fc.constantFrom(...(Object.keys(encodings) as (keyof typeof encodings)[])),
        separator: fc.constantFrom(',', '\t', ';'),
        end: fc.constantFrom('\r\n', '\n', '\r'),
        titles: fc.array(fc.constantFrom('2026年11月对账单', '开封某公司', ''), { maxLength: 3 }),
        gap: fc.boolean(),
      }),
      (rows, order, pick, { encoding, separator, end, titles, gap }) => {
        const names = order.map((key, i) => headings[key][(i + pick) % headings[key].length] ?? '');
        const line = (cells: readonly string[]): string =>
          cells.map((cell) => quoted(cell, separator)).join(separator);
        const body = rows.map((each: Row) => line(order.map((key) => each[key])));
        const text = [...titles, line(names), ...body, ...(gap ? [separator.repeat(3), ''] : [])].join(end);
        const read = listOf(encodings[encoding](text));
        expect(read.rows.map(({ at, ...rest }) => ({ ...rest, at: at > 0 }))).toEqual(
          rows.map((each: Row) => ({
            file: each.file,
            counterparty: each.counterparty,
            number: each.number,
            amount: each.amount.endsWith('00') ? each.amount.slice(0, -3) : bare(each.amount),
            currency: 'CNY',
            findings: [],
            at: true,
          })),
        );
        expect(read.leftOut).toEqual([]);
      },
    ),
    { numRuns: propertyRuns(400) },
  );
});

test('rows have the numbers that people see: line breaks inside a cell count', () => {
  const text = '清单\n\n文件,相对方\na.pdf,"甲\n公司"\n\nb.pdf,乙\n';
  const { rows } = listOf(utf8(text));
  expect(rows.map(({ at, file, counterparty }) => [at, file, counterparty])).toEqual([
    [4, 'a.pdf', '甲 公司'],
    [7, 'b.pdf', '乙'],
  ]);
});

test('totals, notes and repeated headings are left out and told', () => {
  const text =
    '文件,相对方,金额\na.pdf,甲,1\n小计,,1\n文件,相对方,金额\nb.pdf,乙,2\n,,3\n,合 计：,3\n"制表：张三",,\n';
  const { rows, leftOut } = listOf(utf8(text));
  expect(rows.map(({ at, findings }) => [at, ...findings.map(({ code }) => code)])).toEqual([
    [2],
    [5],
    [6, 'row-no-file'],
    [8],
  ]);
  expect(leftOut.map(({ at, why }) => [at, why])).toEqual([
    [3, 'total'],
    [4, 'heading'],
    [7, 'total'],
  ]);
});

describe('what is wrong with a row is said of the row', () => {
  test.each([
    ['amount', '1.234,56', 'row-amount-unreadable'],
    ['amount', '约一千', 'row-amount-unreadable'],
    ['amount', '-12.00', 'row-amount-negative'],
    ['amount', '(12.00)', 'row-amount-negative'],
    ['amount', '3.333', 'row-amount-too-fine'],
    ['amount', '$100', 'row-amount-currency'],
    ['number', '4.40106E+19', 'row-number-imprecise'],
    ['number', 'x'.repeat(61), 'row-cell-too-long'],
    ['counterparty', `甲${'\u202e'}乙`, 'row-cell-too-long'],
    ['file', '', 'row-no-file'],
  ] as const)('%s: %s', (field, value, code) => {
    const cells = { file: 'a.pdf', counterparty: '甲', amount: '1', number: 'N', [field]: value };
    const line = [cells.file, cells.counterparty, cells.amount, cells.number]
      .map((cell) => `"${cell}"`)
      .join(',');
    const { rows } = listOf(utf8(`文件,相对方,金额,编号\n${line}\n`));
    expect(rows.map(({ findings }) => findings.map((finding) => finding.code))).toEqual([[code]]);
  });

  test.each([
    ['金额,币种', '$100,USD', '100', 'USD'],
    ['金额,币种', '100,港币', '100', 'HKD'],
    ['金额(USD),备注', '$100,', '100', 'USD'],
    ['金额（万元）,备注', '12.8,', '128000', 'CNY'],
    ['金额,备注', '12.8万元,', '128000', 'CNY'],
    ['金额,备注', '-,', null, null],
  ])('%s: %s', (names, values, amount, currency) => {
    const { rows } = listOf(utf8(`文件,${names}\na.pdf,${values}\n`));
    expect(rows).toMatchObject([{ amount, currency, findings: [] }]);
  });

  test.each([
    ['金额,币种', '￥100,USD'],
    ['金额,币种', '100,不知道'],
    ['金额（万元）,备注', '￥12.8,'],
    ['金额（万元）,备注', '12.8万,'],
  ])('two readings: %s: %s', (names, values) => {
    const { rows } = listOf(utf8(`文件,${names}\na.pdf,${values}\n`));
    expect(rows[0]?.amount).toBeNull();
    expect(rows[0]?.findings).toHaveLength(1);
  });
});

test.each([
  ['', 'table-empty'],
  ['文件,相对方\n', 'table-empty'],
  ['文件,相对方\n合计,\n', 'table-empty'],
  ['a.pdf,甲\n', 'table-no-columns'],
  ['文件,客户,单位\na.pdf,甲,乙\n', 'table-columns-ambiguous'],
  ['文件,"相对方\na.pdf,甲\n', 'table-damaged'],
  ['文件,相对方\n"a"b.pdf,甲\n', 'table-damaged'],
  ['%PDF-1.7\n\u0000\u0001', 'table-unknown'],
  [`文件\n${'a.pdf\n'.repeat(5001)}`, 'table-too-large'],
  [`文件\n${'a.pdf\n'.repeat(9000)}`, 'table-too-large'],
])('%j is refused by name', (text, code) => {
  expect(() => listOf(utf8(text.slice(0, 200_000)))).toThrow(code);
});

test.each([...'[]\\^*+?.()|{}$-/;：、\u{1f4a1}'])(
  'a file that says of itself that %j separates is read so',
  (mark) => {
    const { rows } = listOf(utf8(`sep=${mark}\n文件${mark}相对方\n"a${mark}b.pdf"${mark}甲\n`));
    expect(rows[0]).toMatchObject({ at: 3, file: `a${mark}b.pdf`.normalize('NFC'), counterparty: '甲' });
  },
);

test.each(['"', 'a', '1', '甲'])('%j is no separator', (mark) => {
  expect(() => listOf(utf8(`sep=${mark}\n文件${mark}相对方\na.pdf${mark}甲\n`))).toThrow(/table-/);
});

test('fields as long as a file may be', () => {
  const long = 9_000_000;
  const fields = ['a'.repeat(long), `"${'b'.repeat(long)}"`, `"${'""'.repeat(long / 2)}"`, ','.repeat(long)];
  for (const field of fields)
    expect(listOf(utf8(`文件,相对方\na.pdf,甲\n${field}\n`)).rows[0]?.file).toBe('a.pdf');
});

test('5,000 files are one list', () => {
  expect(listOf(utf8(`文件\n${'a.pdf\n'.repeat(5000)}`)).rows).toHaveLength(5000);
});
