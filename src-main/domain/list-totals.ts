/** What a list of requests comes to: sums of exact decimals, one for each currency, and how many counterparties there are. */
import { amountInFen, amountOfFen } from './amount.ts';

interface Valued {
  readonly counterparty?: string | undefined;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
}

/** One sum; `count` is of the files in it. */
interface CurrencyTotal {
  readonly currency: string;
  readonly amount: string;
  readonly count: number;
}

export interface ListTotals {
  /** In the order in which the currencies come up. */
  readonly totals: CurrencyTotal[];
  readonly withoutAmount: number;
  readonly counterparties: number;
}

/** Currency of an amount that names none. */
const YUAN = 'CNY';

/** Sums over the rows of a list. Errors: `amount-malformed`. */
export function listTotals(rows: readonly Valued[]): ListTotals {
  const parties = new Set(rows.flatMap(({ counterparty }) => counterparty ?? []));
  return {
    totals: totalsOf(rows),
    withoutAmount: rows.filter(({ amount }) => amount === undefined).length,
    counterparties: parties.size,
  };
}

/** Sums of sums: what several lists and single files come to together. */
export function sumOfTotals(
  all: readonly Pick<ListTotals, 'totals' | 'withoutAmount'>[],
): Pick<ListTotals, 'totals' | 'withoutAmount'> {
  const sums = new Map<string, { fen: bigint; count: number }>();
  for (const { currency, amount, count } of all.flatMap(({ totals }) => totals)) {
    const sum = sums.get(currency) ?? { fen: 0n, count: 0 };
    // Two decimals, always: a sum may be longer than any amount that somebody may type.
    sums.set(currency, { fen: sum.fen + BigInt(amount.replace('.', '')), count: sum.count + count });
  }
  return {
    totals: [...sums].map(([currency, { fen, count }]) => ({ currency, amount: amountOfFen(fen), count })),
    withoutAmount: all.reduce((sum, each) => sum + each.withoutAmount, 0),
  };
}

export interface CounterpartyTotal {
  /** Null: of the files that name none. */
  readonly counterparty: string | null;
  readonly count: number;
  readonly totals: CurrencyTotal[];
}

/** The same for each counterparty, in the order in which they come up. */
export function totalsByCounterparty(rows: readonly Valued[]): CounterpartyTotal[] {
  const groups = new Map<string | null, Valued[]>();
  for (const row of rows) {
    const key = row.counterparty ?? null;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([counterparty, of]) => ({ counterparty, count: of.length, totals: totalsOf(of) }));
}

function totalsOf(rows: readonly Valued[]): CurrencyTotal[] {
  const sums = new Map<string, { fen: bigint; count: number }>();
  for (const { amount, currency = YUAN } of rows) {
    if (amount === undefined) continue;
    const sum = sums.get(currency) ?? { fen: 0n, count: 0 };
    sums.set(currency, { fen: sum.fen + amountInFen(amount), count: sum.count + 1 });
  }
  return [...sums].map(([currency, { fen, count }]) => ({ currency, amount: amountOfFen(fen), count }));
}
