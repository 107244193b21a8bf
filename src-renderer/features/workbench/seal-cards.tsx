/** The five seals of the set (暂行办法 Art. 2) as cards; one that is missing shows as not received. */
import type { SealTypeCode } from '../../../src-main/contract/words.ts';
import type { SealView } from '../../../src-main/contract/views.ts';
import { useFormat } from '../../i18n/format.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { workbenchWords } from '../../i18n/workbench-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { slotsOf } from '../../state/slots.ts';
import { usesApproved } from '../../state/waiting.ts';
import { SealState } from '../../ui/seal-state.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export interface SealCardsProps {
  readonly onSeal: (key: string) => void;
}

export function SealCards({ onSeal }: SealCardsProps) {
  const say = useWords(workbenchWords);
  const { seals } = useOffice();
  return (
    <section>
      <h2 className="section-title">{say('seals')}</h2>
      <div className="seal-cards">
        {slotsOf(seals).map(({ key, code, seal }) =>
          seal ? (
            <SealCard key={key} seal={seal} onSeal={onSeal} />
          ) : (
            code && <MissingCard key={key} code={code} onSeal={onSeal} />
          ),
        )}
      </div>
    </section>
  );
}

function SealCard({ seal, onSeal }: SealCardsProps & { readonly seal: SealView }) {
  const say = useWords(workbenchWords);
  const { sealKind, sealState, list } = useVocabulary();
  const { day } = useFormat();
  const { requests, problems } = useOffice();
  const uses = usesApproved(requests, seal.esId);
  const isUnread = Boolean(problems.requests);
  const state = sealState(seal.status);
  return (
    <article className="panel seal-card">
      <div className="seal-picture">
        {seal.picture !== null && (
          <img
            src={`data:image/png;base64,${seal.picture}`}
            alt={say('picture', { name: seal.name, state })}
            style={{ width: `${seal.widthMm * 2.8}px` }}
          />
        )}
      </div>
      <div className="seal-line">
        <h3>
          <button type="button" className="seal-open" onClick={() => onSeal(seal.esId)}>
            {seal.typeCode ? sealKind(seal.typeCode) : seal.name}
          </button>
        </h3>
        <SealState status={seal.status} />
      </div>
      <p>{uses > 0 ? say('uses', { count: uses }) : say(isUnread ? 'usesUnread' : 'noUses')}</p>
      <p className="secondary">{say('validTo', { day: day(seal.validTo) })}</p>
      <p className="secondary">
        {seal.keepers.length > 0
          ? say('keepers', { names: list(seal.keepers) })
          : say(seal.isRosterRead ? 'noKeeper' : 'keepersUnread')}
      </p>
    </article>
  );
}

function MissingCard({ code, onSeal }: SealCardsProps & { readonly code: SealTypeCode }) {
  const say = useWords(workbenchWords);
  const { sealKind } = useVocabulary();
  return (
    <article className="panel seal-card seal-card-missing">
      <div className="seal-picture">
        <VerdictShape level="NONE" size={72} />
      </div>
      <h3>
        <button type="button" className="seal-open" onClick={() => onSeal(code)}>
          {sealKind(code)}
        </button>
      </h3>
      <p className="secondary">{say('notReceived')}</p>
    </article>
  );
}
