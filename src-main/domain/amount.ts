/**
 * Amounts of money as exact decimal strings (never floating point): comparing, tiers, and 人民币大写 as the rules for
 * filling in bills ask for it (《正确填写票据和结算凭证的基本规定》, annex 1 of 《支付结算办法》).
 */
import { BianyinError } from './errors/bianyin-error.ts';

/** `0`, `50000`, `49999.99`: at most 15 digits and two decimals, no sign, no leading zeros, no separators. */
export const amountPattern = /^(0|[1-9]\d{0,14})(\.\d{1,2})?$/;

/** An amount in hundredths (分). Errors: `amount-malformed`. */
export function amountInFen(text: string): bigint {
  const match = amountPattern.exec(text);
  if (!match) throw new BianyinError('amount-malformed', { amount: text.slice(0, 40) });
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}

/** Hundredths as an exact decimal: `12800000` → `128000.00`. */
export function amountOfFen(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
}

/** An amount as people type it (`50,000.00`, `￥５００００`, `50 000`) in the exact form above. Errors: `amount-malformed`. */
export function parseTypedAmount(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/^[¥￥]/, '')
    .replace(/[\s,]/g, '');
  const exact = plain.replace(/^0+(?=\d)/, '');
  if (!amountPattern.test(exact)) throw new BianyinError('amount-malformed', { amount: text.slice(0, 40) });
  return exact;
}

/** Negative, zero or positive, like a sort function. */
export function compareAmounts(a: string, b: string): number {
  const difference = amountInFen(a) - amountInFen(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Lower bounds of the higher tiers, ascending, all in one currency: `['50000', '500000']` makes three tiers. */
export interface AmountTiers {
  readonly currency: string;
  readonly bounds: readonly string[];
}

/** The tier (0 is the lowest) of an amount. Without amount or currency, or in another currency, it is the highest tier. */
export function tierOf(amount: string | undefined, currency: string | undefined, tiers: AmountTiers): number {
  if (amount === undefined || currency !== tiers.currency) return tiers.bounds.length;
  return tiers.bounds.filter((bound) => compareAmounts(amount, bound) >= 0).length;
}

const digits = '零壹贰叁肆伍陆柒捌玖';

/** 人民币大写 without the word 人民币: `107000.53` → `壹拾万柒仟元伍角叁分`. Errors: `amount-malformed`. */
export function capitalAmount(text: string): string {
  const fen = amountInFen(text);
  const [yuan, jiao, rest] = [fen / 100n, Number((fen / 10n) % 10n), Number(fen % 10n)];
  const head = yuan > 0n ? `${capitalNumber(yuan)}元` : '';
  if (jiao === 0 && rest === 0) return head === '' ? '零元整' : `${head}整`;
  // 角 is 0 and 分 is not: one 零 after 元.
  const tenths = jiao > 0 ? `${digits.charAt(jiao)}角` : head === '' ? '' : '零';
  return head + tenths + (rest > 0 ? `${digits.charAt(rest)}分` : '整');
}

function capitalNumber(value: bigint): string {
  if (value >= 100_000_000n) return joined(value, 100_000_000n, '亿');
  if (value >= 10_000n) return joined(value, 10_000n, '万');
  return capitalGroup(Number(value));
}

function joined(value: bigint, unit: bigint, name: string): string {
  const [high, low] = [value / unit, value % unit];
  if (low === 0n) return capitalNumber(high) + name;
  // A lower part that does not fill its highest place is announced by one 零.
  return capitalNumber(high) + name + (low * 10n < unit ? '零' : '') + capitalNumber(low);
}

function capitalGroup(value: number): string {
  let out = '';
  let gap = false;
  for (const [place, name] of [
    [1000, '仟'],
    [100, '佰'],
    [10, '拾'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / place) % 10;
    if (digit === 0) {
      gap = out !== '';
      continue;
    }
    out += (gap ? '零' : '') + digits.charAt(digit) + name;
    gap = false;
  }
  return out;
}

/** An amount as it is printed: `128000` → `128,000.00`. Errors: `amount-malformed`. */
export function groupedAmount(text: string): string {
  const fen = amountInFen(text);
  const yuan = String(fen / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${yuan}.${String(fen % 100n).padStart(2, '0')}`;
}
