/** 印章: the five slots of the set (暂行办法 Art. 2) at the left, one seal in full beside them. */
import type { SealTypeCode } from '../../../src-main/contract/words.ts';
import { sealsWords } from '../../i18n/seals-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { EmptySlot } from './empty-slot.tsx';
import { SealDetail } from './seal-detail.tsx';
import { SealSlots } from './seal-slots.tsx';
import { slotsOf, type Slot } from '../../state/slots.ts';
import { StatusLine } from './status-line.tsx';

export interface SealsProps {
  /** Key of the slot that is shown; null: the first. */
  readonly shown: string | null;
  readonly onShow: (key: string) => void;
}

export function SealsScreen({ shown, onShow }: SealsProps) {
  const say = useWords(sealsWords);
  const slots = slotsOf(useOffice().seals);
  const slot = slots.find(({ key }) => key === shown) ?? slots.find(({ seal }) => seal) ?? slots[0];
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <StatusLine />
      <div className="seals">
        <SealSlots slots={slots} shown={slot?.key ?? null} onShow={onShow} />
        {slot && <SlotContent key={slot.key} slot={slot} />}
      </div>
    </div>
  );
}

function SlotContent({ slot: { seal, code } }: { readonly slot: Slot }) {
  if (seal) return <SealDetail esId={seal.esId} />;
  return <EmptySlot code={code as SealTypeCode} />;
}
