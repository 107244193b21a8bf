/** A list that is signed as one: how many files, what they come to, the digest that everybody signs, and the first of its rows. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { money, PinDigest, PinFacts, type PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

interface ListProps {
  readonly list: NonNullable<PinQuestion['list']>;
  readonly requestId: string | null;
  readonly language: PinLanguage;
}

export function PinList({ list, requestId, language }: ListProps) {
  const { count, now, totals, withoutAmount, counterparties, first, listSm3, filesSm3 } = list;
  const words = pinWords.list;
  const filled = (word: keyof typeof words, values: Readonly<Record<string, string | number>>): string =>
    Object.entries(values).reduce<string>(
      (text, [name, value]) => text.replace(`{${name}}`, () => String(value)),
      words[word][language],
    );
  return (
    <section className="pin-list" aria-label={filled('count', { count })}>
      <p className="pin-file">{filled(now === count ? 'count' : 'now', { count, now })}</p>
      {requestId !== null && <p className="pin-small">{requestId}</p>}
      <ul className="pin-sums">
        {totals.map(({ currency, amount, count: of }) => (
          <li key={currency} data-sum={currency}>
            {filled('sum', { amount: money(amount, currency, language), count: of })}
          </li>
        ))}
        {withoutAmount > 0 && <li>{filled('without', { count: withoutAmount })}</li>}
        <li data-parties={counterparties}>{filled('parties', { count: counterparties })}</li>
      </ul>
      <PinDigest
        sm3={listSm3 ?? filesSm3}
        language={language}
        word={listSm3 === null ? 'filesDigest' : 'listDigest'}
      />
      <ol className="pin-batch" tabIndex={0}>
        {first.map((file, index) => (
          <li key={index} title={file.fileName}>
            <details>
              <summary>
                <bdi>{file.fileName}</bdi>
                {file.reference !== null && <bdi className="pin-small"> {file.reference}</bdi>}
              </summary>
              <PinFacts told={{ ...file, reason: '' }} language={language} />
            </details>
          </li>
        ))}
      </ol>
      {count > first.length && <p className="pin-small">{filled('more', { count: count - first.length })}</p>}
    </section>
  );
}
