/** An amount in figures, and in capitals where it is in yuan: `￥128,000.00（壹拾贰万捌仟元整）`. */
import { capitalAmount } from '../../src-main/contract/words.ts';
import { useFormat } from '../i18n/format.ts';

export interface MoneyTextProps {
  /** Exact decimal string. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

export function MoneyText({ amount, currency }: MoneyTextProps) {
  const { money } = useFormat();
  return (
    <>
      {money(amount, currency)}
      {currency === 'CNY' && <span>（{capitalAmount(amount)}）</span>}
    </>
  );
}
