/** The last uses of a seal, as the register has them. */
import type { SealDetailView } from '../../../src-main/contract/seal-views.ts';
import { useFormat } from '../../i18n/format.ts';
import { sealsWords, useOutcomeWords } from '../../i18n/seals-words.ts';
import { useWords } from '../../i18n/words.ts';

const MOST = 8;

export function SealUses({ uses }: { readonly uses: SealDetailView['uses'] }) {
  const say = useWords(sealsWords);
  const sayOutcome = useWords(useOutcomeWords);
  const { time } = useFormat();
  return (
    <section className="panel">
      <h3 className="section-title">{say('uses')}</h3>
      {uses.length === 0 && <p className="secondary">{say('noUses')}</p>}
      <ul className="seal-uses">
        {uses.slice(0, MOST).map(({ seq, time: at, reason, fileName, keeper, outcome, requestId }) => (
          <li key={seq}>
            <span className="secondary">{time(at)}</span>
            <span>
              <b>{reason}</b>
              <br />
              <span className="secondary">
                {[fileName, requestId, keeper].filter((part) => part !== null && part !== '').join(' · ')}
              </span>
            </span>
            <span>{sayOutcome(outcome)}</span>
          </li>
        ))}
      </ul>
      {uses.length > MOST && <p className="secondary">{say('moreUses', { count: MOST })}</p>}
    </section>
  );
}
