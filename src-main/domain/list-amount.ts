/**
 * An amount of money in a cell of a list, exactly: as a number or as people type it (`1,234.50`, `￥１２３４`, `12.8万元`). What can be
 * read in two ways (`1.234,56`, a bare $) is not read; what is finer than a cent is not rounded.
 */
import { amountPattern } from './amount.ts';
import { currencyOf } from './currency-name.ts';

/** Why a cell is no amount. */
type ListAmountProblem = 'unreadable' | 'negative' | 'too-fine' | 'currency-unclear';

export type ListAmount =
  | { readonly ok: true; readonly amount: string; readonly currency: string | null }
  | { readonly ok: false; readonly why: ListAmountProblem };

/** Signs and words of a currency around the digits. */
const sign =
  /^(人民币|rmb|cny|usd|us\$|hkd|hk\$|eur|gbp|jpy|美元|美金|港元|港币|欧元|英镑|日元|[a-z]{3}|[¥￥€£$])/u;
const tail = /(人民币|[元圆][整正]?|美元|美金|港元|港币|欧元|英镑|日元|[a-z]{3}|[¥￥€£])$/u;
/** 万 and 亿 move the point; people write them in cells and in headings. */
const scales: Readonly<Record<string, number>> = { 千: 3, 万: 4, 百万: 6, 亿: 8 };
const scale = /(百万|千|万|亿)$/u;
/** Groups of three behind the first, all of them or none. */
const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const plain = /^\d+(\.\d+)?$/;

/** `unit` is what the heading says: `元`, `万元`, `USD`. */
export function listAmount(text: string, unit: string): ListAmount {
  const headed = unitOf(unit);
  const { before, digits, power, after, isNegative } = piecesOf(text);
  if (!grouped.test(digits) && !plain.test(digits)) return { ok: false, why: 'unreadable' };
  const currency = headed && oneCurrency([before, after], headed.currency);
  if (!headed || currency === undefined) return { ok: false, why: 'currency-unclear' };
  if (isNegative) return { ok: false, why: 'negative' };
  // 12.8万元 or ￥12.8 under a heading in 万元 has two readings.
  if (headed.power > 0 && power + before + after !== '') return { ok: false, why: 'unreadable' };
  const amount = shifted(digits.replaceAll(',', ''), (scales[power] ?? 0) + headed.power);
  if (amountPattern.test(amount)) return { ok: true, amount, currency };
  return { ok: false, why: /\.\d{3,}$/.test(amount) ? 'too-fine' : 'unreadable' };
}

/** Sign of a currency, digits, 万, word of a currency. */
function piecesOf(text: string) {
  let rest = text.normalize('NFKC').toLowerCase().replace(/^'/, '');
  // Groups may be apart by blanks or apostrophes too; elsewhere blanks mean nothing.
  rest = rest.replace(/(\d)[\s'](?=\d{3}(?!\d))/gu, '$1,').replace(/(?<!\d)\s+|\s+(?!\d)/gu, '');
  const inBrackets = /^\((.*)\)$/u.exec(rest)?.[1];
  const outer = withoutMinus(inBrackets ?? rest);
  const before = sign.exec(outer.text)?.[0] ?? '';
  const inner = withoutMinus(outer.text.slice(before.length));
  const after = tail.exec(inner.text)?.[0] ?? '';
  rest = inner.text.slice(0, inner.text.length - after.length);
  const power = scale.exec(rest)?.[0] ?? '';
  const isNegative = inBrackets !== undefined || outer.isNegative || inner.isNegative;
  const digits = rest.slice(0, rest.length - power.length);
  return { before, digits, power, after: after.replace(/[整正]$/u, ''), isNegative };
}

function withoutMinus(text: string): { readonly text: string; readonly isNegative: boolean } {
  const rest = text.replace(/^[-\u2212\u2013]/u, '');
  return { text: rest, isNegative: rest !== text };
}

/** Null: a unit that is not known. */
function unitOf(unit: string): { readonly power: number; readonly currency: string | null } | null {
  const folded = unit.replace(/^单位/u, '');
  const power = /^(百万|千|万|亿)/u.exec(folded)?.[0] ?? '';
  const rest = folded.slice(power.length);
  // 含税, 小写 and the like say nothing about the unit.
  const saysNothing = rest === '' || /税|小写|本期|期末|合计/u.test(rest);
  const currency = saysNothing ? null : currencyOf(rest);
  if (!saysNothing && currency === null) return null;
  return { power: scales[power] ?? 0, currency };
}

/** Undefined where two are named, or a bare $. */
function oneCurrency(marks: readonly string[], headed: string | null): string | null | undefined {
  const named = marks.filter((mark) => mark !== '');
  const codes = new Set(named.map((mark) => (mark === '$' ? headed : currencyOf(mark))));
  if (codes.has(null)) return undefined;
  if (headed !== null) codes.add(headed);
  if (codes.size > 1) return undefined;
  return [...codes][0] ?? null;
}

/** The point moved to the right, exactly; no leading zeros, no needless decimals. */
function shifted(digits: string, places: number): string {
  const [whole = '0', fraction = ''] = digits.split('.');
  const all = fraction.padEnd(places, '0');
  const moved = `${whole}${all.slice(0, places)}`.replace(/^0+(?=\d)/, '');
  const rest = all.slice(places).replace(/0+$/, '');
  return rest === '' ? moved : `${moved}.${rest}`;
}
