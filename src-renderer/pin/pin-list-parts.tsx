/** Parts of what is said of a list of files, by itself or among others: what each counterparty comes to, what is not in it, the first of its rows. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { money, PinFacts, type PinLanguage } from './pin-facts.tsx';
import { filledFor } from './pin-sums.tsx';

interface PartProps {
  readonly list: NonNullable<PinQuestion['list']>;
  readonly language: PinLanguage;
}

/** Folded, since a list may be long; how many there are is in sight. Every file without a counterparty is one line. */
export function PinParties({ list, language }: PartProps) {
  const { byCounterparty, counterparties } = list;
  const filled = filledFor(language);
  if (counterparties === 0) return null;
  const named = byCounterparty.filter(({ counterparty }) => counterparty !== null).length;
  return (
    <details className="pin-parties">
      <summary data-parties={counterparties}>{filled('parties', { count: counterparties })}</summary>
      <ul>
        {byCounterparty.map(({ counterparty, count, totals }) => (
          <li key={counterparty ?? ''}>
            <bdi>{counterparty ?? filled('noParty', {})}</bdi>
            <span className="pin-small pin-told">
              <span>{filled('files', { count })}</span>
              {totals.map(({ currency, amount }) => (
                <bdi key={currency}>{money(amount, currency, language)}</bdi>
              ))}
            </span>
          </li>
        ))}
        {counterparties > named && (
          <li className="pin-small">{filled('moreParties', { count: counterparties - named })}</li>
        )}
      </ul>
    </details>
  );
}

/** What is not agreed to, or not sealed now, stands beside the sums that leave it out, by name. */
export function PinLeftOut({ list, language }: PartProps) {
  const { leftOut, now, count } = list;
  if (leftOut.count === 0) return null;
  const filled = filledFor(language);
  const before = leftOut.count - leftOut.now;
  const said =
    now !== count
      ? [filled('notNow', { count: leftOut.count })]
      : [
          ...(leftOut.now > 0 ? [filled('refused', { count: leftOut.now })] : []),
          ...(before > 0 ? [filled('gone', { count: before })] : []),
        ];
  return (
    <details
      className="pin-left-out"
      data-without={now === count ? leftOut.now : 0}
      data-left-out={leftOut.count}
    >
      <summary>
        {said.map((text) => (
          <b key={text}>{text}</b>
        ))}
      </summary>
      <ul>
        {leftOut.first.map(({ number, fileName }) => (
          <li key={number}>
            {number} <bdi>{fileName}</bdi>
          </li>
        ))}
        {leftOut.count > leftOut.first.length && (
          <li className="pin-small">{filled('more', { count: leftOut.count - leftOut.first.length })}</li>
        )}
      </ul>
    </details>
  );
}

/** The first of its files; how many there are besides is said. */
export function PinRows({ list: { first, now }, language }: PartProps) {
  return (
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
      {now > first.length && (
        <li className="pin-small pin-more">{filledFor(language)('more', { count: now - first.length })}</li>
      )}
    </ol>
  );
}
