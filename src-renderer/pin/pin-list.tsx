/** A list that is signed as one: how many files, what they come to, what is not in it, the digest that everybody signs, and the first of its rows. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { PinDigest, type PinLanguage } from './pin-facts.tsx';
import { PinLeftOut, PinParties, PinRows } from './pin-list-parts.tsx';
import { filledFor, PinSums } from './pin-sums.tsx';

interface ListProps {
  readonly list: NonNullable<PinQuestion['list']>;
  readonly requestId: string | null;
  readonly language: PinLanguage;
}

export function PinList({ list, requestId, language }: ListProps) {
  const { count, now, totals, withoutAmount, listSm3, filesSm3 } = list;
  const filled = filledFor(language);
  return (
    <section className="pin-list" aria-label={filled('count', { count })}>
      <p className="pin-file">{filled(now === count ? 'count' : 'now', { count, now })}</p>
      <PinLeftOut {...{ list, language }} />
      {requestId !== null && <p className="pin-small">{requestId}</p>}
      <PinSums {...{ totals, withoutAmount, language }} />
      <PinParties {...{ list, language }} />
      <PinDigest
        sm3={listSm3 ?? filesSm3}
        language={language}
        word={listSm3 === null ? 'filesDigest' : 'listDigest'}
      />
      <PinRows {...{ list, language }} />
    </section>
  );
}
