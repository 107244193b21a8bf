/** Amounts in lists: one value however people write it, and nothing where there are two readings. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareAmounts, groupedAmount } from '../../../src-main/domain/amount.ts';
import { listAmount } from '../../../src-main/domain/list-amount.ts';
import { exactDigits } from '../../../src-main/list-file/exact-digits.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const exact = fc
  .bigInt({ min: 0n, max: 99_999_999_999_999n })
  .map((fen) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`);
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const ways: readonly ((amount: string) => string)[] = [
  (amount) => amount,
  groupedAmount,
  (amount) => fullWidth(groupedAmount(amount)),
  (amount) => `￥${groupedAmount(amount)}`,
  (amount) => `¥ ${amount}`,
  (amount) => `人民币 ${groupedAmount(amount)} 元`,
  (amount) => `${amount}元整`,
  (amount) => `RMB${groupedAmount(amount)}`,
  (amount) => `CNY ${groupedAmount(amount).replaceAll(',', ' ')}`,
  (amount) => `'${amount}`,
  (amount) => ` ${amount}\u00a0`,
];

test('every way of writing gives the very amount', () => {
  fc.assert(
    fc.property(exact, fc.constantFrom(...ways), (amount, way) => {
      const read = listAmount(way(amount), '');
      expect(read).toMatchObject({ ok: true });
      if (read.ok) expect(compareAmounts(read.amount, amount)).toBe(0);
    }),
    { numRuns: propertyRuns(1000) },
  );
});

test('ten thousands are moved exactly, wherever they stand', () => {
  fc.assert(
    fc.property(fc.nat(1e9), (units) => {
      // Hundredths of a yuan, six decimals of 万.
      const text = `${Math.floor(units / 1e6)}.${String(units % 1e6).padStart(6, '0')}`;
      const wanted = `${Math.floor(units / 100)}.${String(units % 100).padStart(2, '0')}`;
      for (const read of [listAmount(`${text}万元`, ''), listAmount(text, '万元')]) {
        expect(read.ok && compareAmounts(read.amount, wanted)).toBe(0);
      }
    }),
    { numRuns: propertyRuns(500) },
  );
});

test.each([
  '1.234,56',
  '1,23',
  '12,34.5',
  '1,2345',
  '12 34',
  '1e5',
  '一百',
  '',
  '.5',
  '5.',
  '1.2.3',
  '万',
  '￥',
])('%j has no one reading', (text) => expect(listAmount(text, '')).toEqual({ ok: false, why: 'unreadable' }));

test.each([
  ['$5', ''],
  ['US$5', '港币'],
  ['5', '美刀'],
  ['XXY5', ''],
  ['￥5 USD', ''],
])('%s under %j: the currency is not clear', (text, unit) => {
  expect(listAmount(text, unit)).toEqual({ ok: false, why: 'currency-unclear' });
});

test('a double is the decimal that was typed', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.constantFrom(1, 10, 100), (whole, part) => {
      const typed = whole / part;
      // 17 digits, as spreadsheets store them.
      expect(exactDigits(typed.toPrecision(17))).toEqual({ text: String(typed), isWhole: true });
    }),
    { numRuns: propertyRuns(1000) },
  );
});
