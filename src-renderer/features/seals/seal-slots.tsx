/** The slots as a list to choose from, by mouse or arrow keys. */
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { sealsWords } from '../../i18n/seals-words.ts';
import { useWords } from '../../i18n/words.ts';
import { SealState } from '../../ui/seal-state.tsx';
import type { Slot } from '../../state/slots.ts';

export interface SealSlotsProps {
  readonly slots: readonly Slot[];
  readonly shown: string | null;
  readonly onShow: (key: string) => void;
}

export function SealSlots({ slots, shown, onShow }: SealSlotsProps) {
  const say = useWords(sealsWords);
  return (
    <nav className="slots" aria-label={say('slots')}>
      {slots.map((slot) => (
        <button
          key={slot.key}
          type="button"
          className={slot.seal ? 'slot' : 'slot slot-empty'}
          aria-current={slot.key === shown}
          onClick={() => onShow(slot.key)}
        >
          <SlotPicture slot={slot} />
          <SlotWords slot={slot} />
        </button>
      ))}
    </nav>
  );
}

function SlotPicture({ slot: { seal } }: { readonly slot: Slot }) {
  return (
    <span className="slot-picture">
      {seal?.picture && <img src={`data:image/png;base64,${seal.picture}`} alt="" />}
    </span>
  );
}

function SlotWords({ slot: { seal, code } }: { readonly slot: Slot }) {
  const say = useWords(sealsWords);
  const { sealKind } = useVocabulary();
  return (
    <span className="slot-words">
      <b>
        {code} {code ? sealKind(code) : seal?.name}
      </b>
      {seal ? <SealState status={seal.status} /> : <span className="secondary">{say('notReceived')}</span>}
    </span>
  );
}
