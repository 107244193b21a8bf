/** What several files come to: one line for each currency, and how many name no amount. */
import type { ReactNode } from 'react';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { money, type PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

type Sums = NonNullable<PinQuestion['sums']>;

interface SumsProps extends Sums {
  readonly language: PinLanguage;
  /** More lines. */
  readonly children?: ReactNode;
}

export function PinSums({ totals, withoutAmount, language, children }: SumsProps) {
  const filled = filledFor(language);
  return (
    <ul className="pin-sums">
      {totals.map(({ currency, amount, count: of }) => (
        <li key={currency} data-sum={currency}>
          {filled('sum', { amount: money(amount, currency, language), count: of })}
        </li>
      ))}
      {withoutAmount > 0 && <li>{filled('without', { count: withoutAmount })}</li>}
      {children}
    </ul>
  );
}

/** Words of lists with their values in place; what a value says is never read as a place for another. */
export function filledFor(language: PinLanguage) {
  const words = pinWords.list;
  return (word: keyof typeof words, values: Readonly<Record<string, string | number>>): string =>
    words[word][language].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
