/** Amounts: exactness, tiers at their edges, 人民币大写 (examples of the rules for filling in bills). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountInFen,
  capitalAmount,
  groupedAmount,
  compareAmounts,
  parseTypedAmount,
  tierOf,
} from '../../../src-main/domain/amount.ts';
import { propertyRuns } from '../../support/property-runs.ts';

describe('amounts', () => {
  it.each(['', '-1', '01', '1.', '.5', '1.234', '1e3', '1,000', '１', '1234567890123456', ' 1'])(
    'refuses "%s"',
    (text) => {
      expect(() => amountInFen(text)).toThrow('amount-malformed');
    },
  );

  it.each([
    ['50,000.00', '50000.00'],
    ['￥５００００', '50000'],
    ['¥ 50 000', '50000'],
    ['007', '7'],
    ['0.5', '0.5'],
  ])('reads the typed "%s" as %s', (typed, exact) => {
    expect(parseTypedAmount(typed)).toBe(exact);
  });

  it.each(['', 'abc', '1.234', '-5', '1.2.3', '五万'])('does not guess what "%s" means', (typed) => {
    expect(() => parseTypedAmount(typed)).toThrow('amount-malformed');
  });

  it('compares without floating point', () => {
    expect(compareAmounts('999999999999999.99', '999999999999999.98')).toBe(1);
    expect(compareAmounts('0.10', '0.1')).toBe(0);
    expect(compareAmounts('9.99', '10')).toBe(-1);
  });

  const contract = { currency: 'CNY', bounds: ['50000', '500000'] };
  it.each([
    ['0', 'CNY', 0],
    ['49999.99', 'CNY', 0],
    ['50000', 'CNY', 1],
    ['50000.00', 'CNY', 1],
    ['499999.99', 'CNY', 1],
    ['500000', 'CNY', 2],
    ['1', 'USD', 2],
    ['1', undefined, 2],
    [undefined, 'CNY', 2],
    [undefined, undefined, 2],
  ])('puts %s %s into tier %i', (amount, currency, tier) => {
    expect(tierOf(amount, currency, contract)).toBe(tier);
  });

  it.each([
    ['0', '零元整'],
    ['0.00', '零元整'],
    ['0.05', '伍分'],
    ['0.5', '伍角整'],
    ['0.56', '伍角陆分'],
    ['1', '壹元整'],
    ['10', '壹拾元整'],
    ['1.05', '壹元零伍分'],
    ['10.50', '壹拾元伍角整'],
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['100000', '壹拾万元整'],
    ['100001', '壹拾万零壹元整'],
    ['10000000', '壹仟万元整'],
    ['100000000', '壹亿元整'],
    ['100010000', '壹亿零壹万元整'],
    ['1000000001', '壹拾亿零壹元整'],
    ['120034005600.78', '壹仟贰佰亿叁仟肆佰万伍仟陆佰元柒角捌分'],
    ['1000000000000', '壹万亿元整'],
  ])('writes %s as %s', (amount, capital) => {
    expect(capitalAmount(amount)).toBe(capital);
  });

  it('never writes two amounts alike', () => {
    const fen = fc.bigInt({ min: 1n, max: 10n ** 15n - 1n });
    const text = (value: bigint): string => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
    fc.assert(
      fc.property(fen, fen, (a, b) => {
        expect(capitalAmount(text(a)) === capitalAmount(text(b))).toBe(a === b);
        expect(capitalAmount(text(a))).not.toMatch(/零零|零元|零万|零亿|undefined/);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

it.each([
  ['0', '0.00'],
  ['999.5', '999.50'],
  ['128000', '128,000.00'],
  ['1234567890.07', '1,234,567,890.07'],
])('prints %s as %s', (amount, printed) => {
  expect(groupedAmount(amount)).toBe(printed);
});
