/** The life of a seal from making to the end; what lies ahead is drawn open. */
import type { SealDetailView } from '../../../src-main/contract/seal-views.ts';
import { useFormat } from '../../i18n/format.ts';
import { sealsWords, statusReasonWords } from '../../i18n/seals-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';

type Station = SealDetailView['life'][number];

export function LifeLine({ life }: { readonly life: readonly Station[] }) {
  const say = useWords(sealsWords);
  const { day } = useFormat();
  const words = useStationWords();
  const now = Date.now();
  return (
    <section className="panel">
      <h3 className="section-title">{say('life')}</h3>
      <ol className="life">
        {life.map((station, i) => (
          <li key={i} className={Date.parse(station.time) > now ? 'life-ahead' : undefined}>
            <b>{words(station)}</b>
            <time dateTime={station.time} className="secondary">
              {day(station.time)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useStationWords(): (station: Station) => string {
  const say = useWords(sealsWords);
  const sayReason = useWords(statusReasonWords);
  const { sealState } = useVocabulary();
  return ({ kind, status, reason }) => {
    if (kind === 'made') return say('made');
    if (kind === 'received') return say('receivedHere');
    if (kind === 'ends') return say('ends');
    const state = sealState(status ?? 'unknown');
    return reason === null ? state : `${state} · ${sayReason(reason as keyof typeof statusReasonWords)}`;
  };
}
