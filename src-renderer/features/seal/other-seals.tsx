/** What was placed with other seals than the one in hand, and a companion beside it: 财务章 or 公章 with 法定代表人章 (docs/adr/0042). */
import { Button } from 'antd';
import { besideOf, type SealTypeCode } from '../../../src-main/contract/words.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { usePlacesText } from '../../i18n/use-places-text.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import type { DeskProps } from './desk-props.ts';
import { inHand, placedSeals, placementsOf } from './draft.ts';

/** Seals beside which people put that of the legal representative. */
const paired: readonly SealTypeCode[] = ['01', '02', '04'];

export function OtherSeals(props: DeskProps) {
  const { draft, change } = props;
  const say = useWords(sealWords);
  const { sealKind } = useVocabulary();
  const places = usePlacesText();
  return (
    <>
      <PairButton {...props} />
      {draft.others.length > 0 && (
        <ul className="other-seals" aria-label={say('otherSeals')}>
          {draft.others.map((each) => (
            <li key={each.typeCode} data-seal={each.typeCode}>
              <span>
                {sealKind(each.typeCode)} {places(placementsOf(each))}
              </span>
              <Button size="small" onClick={() => change(inHand(draft, each.typeCode))}>
                {say('takeInHand')}
              </Button>
              <Button
                size="small"
                onClick={() => change({ others: draft.others.filter((other) => other !== each) })}
              >
                {say('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {placedSeals(draft).length > 1 && <p className="secondary step-hint">{say('setHint')}</p>}
    </>
  );
}

/** 05 right of each place of the seal in hand. */
function PairButton({ draft, change, seal }: DeskProps) {
  const say = useWords(sealWords);
  const { seals } = useOffice();
  const second = seals.find(({ typeCode, status }) => typeCode === '05' && status === 'valid');
  const isFree = draft.others.every(({ typeCode }) => typeCode !== '05');
  if (!seal || !second || !paired.includes(draft.typeCode) || !isFree) return null;
  const add = (): void => {
    const points = besideOf(draft.points, seal, second).filter((each) => each.kind === 'at');
    change({ others: [...draft.others, { typeCode: '05', points, seam: null }] });
  };
  return (
    <Button disabled={draft.points.length === 0} onClick={add}>
      {say('pair')}
    </Button>
  );
}
