/** What a line says about a sum, and what it does not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capitalAmount, groupedAmount } from '../../../src-main/domain/amount.ts';
import { foldText } from '../../../src-main/domain/fold-text.ts';
import { amountHolder, statedAmounts } from '../../../src-main/domain/stated-amount.ts';
import { propertyRuns } from '../../support/property-runs.ts';

describe('sums that are called so', () => {
  test.each([
    ['合计：1,234.50', ['1234.50']],
    ['价税合计（小写）￥１，２３４．５０', ['1234.50']],
    ['期末余额：人民币 1234.5 元', ['1234.5']],
    ['Total: 1,003.00', ['1003.00']],
    ['Total Amount: CNY 12', ['12']],
    ['总计￥5', ['5']],
    ['小计：100', []],
    ['合计 100 件', []],
    ['合计：3 万元', []],
    ['合计：12,34', []],
    ['金额：100', []],
    ['日期：2026', []],
  ])('%s', (line, amounts) => expect(statedAmounts(foldText(line))).toEqual(amounts));
});

test('an amount is found in figures of any grouping and in 大写, and in no larger one', () => {
  fc.assert(
    fc.property(fc.nat(1e11), (fen) => {
      const amount = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
      const holds = amountHolder(amount);
      for (const line of [
        `共${groupedAmount(amount)}元`,
        `￥${amount}`,
        `人民币（大写）${capitalAmount(amount)}`,
      ])
        expect(holds(foldText(line))).toBe(true);
      const other = amountHolder(`${Math.floor(fen / 100) + 1}.${String(fen % 100).padStart(2, '0')}`);
      for (const line of [`共${groupedAmount(amount)}元`, `大写${capitalAmount(amount)}`])
        expect(other(foldText(line))).toBe(false);
    }),
    { numRuns: propertyRuns(500) },
  );
});

test.each([
  ['100', '壹佰元伍角'],
  ['100000', '伍佰壹拾万元整'],
  ['34.5', '1,234.50'],
  ['1234', '12341'],
])('%s is not in %s', (amount, line) => expect(amountHolder(amount)(foldText(line))).toBe(false));
