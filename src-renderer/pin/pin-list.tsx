/** A list that is signed as one: how many files, what they come to, the digest that everybody signs, and the first of its rows. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { PinDigest, PinFacts, type PinLanguage } from './pin-facts.tsx';
import { filledFor, PinSums } from './pin-sums.tsx';

interface ListProps {
  readonly list: NonNullable<PinQuestion['list']>;
  readonly requestId: string | null;
  readonly language: PinLanguage;
}

export function PinList({ list, requestId, language }: ListProps) {
  const { count, now, totals, withoutAmount, counterparties, first, listSm3, filesSm3, without = 0 } = list;
  const filled = filledFor(language);
  return (
    <section className="pin-list" aria-label={filled('count', { count })}>
      <p className="pin-file">{filled(now === count ? 'count' : 'now', { count, now })}</p>
      {without > 0 && (
        <p className="pin-file" data-without={without}>
          {filled('refused', { count: without })}
        </p>
      )}
      {requestId !== null && <p className="pin-small">{requestId}</p>}
      <PinSums {...{ totals, withoutAmount, language }}>
        <li data-parties={counterparties}>{filled('parties', { count: counterparties })}</li>
      </PinSums>
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
        {/* Behind the last of them: beside a list that is scrolled it would seem to follow the one in sight. */}
        {count > first.length && (
          <li className="pin-small pin-more">{filled('more', { count: count - first.length })}</li>
        )}
      </ol>
    </section>
  );
}
