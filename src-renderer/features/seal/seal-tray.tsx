/** The seals to choose from, by their pictures; one that cannot be used now is there but cannot be chosen. */
import type { SealTypeCode } from '../../../src-main/contract/words.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';

export interface SealTrayProps {
  readonly chosen: SealTypeCode;
  readonly onChoose: (typeCode: SealTypeCode) => void;
}

export function SealTray({ chosen, onChoose }: SealTrayProps) {
  const say = useWords(sealWords);
  const { sealKind, sealState } = useVocabulary();
  const { seals } = useOffice();
  return (
    <div className="tray" role="radiogroup" aria-label={say('whichSeal')}>
      {seals.map(({ esId, typeCode, picture, status }) =>
        typeCode === null ? null : (
          <label key={esId} className="tray-seal" title={sealState(status)}>
            <input
              type="radio"
              name="seal"
              checked={typeCode === chosen}
              disabled={status !== 'valid'}
              onChange={() => onChoose(typeCode)}
            />
            <span className="tray-picture">
              {picture !== null && <img src={`data:image/png;base64,${picture}`} alt="" />}
            </span>
            {sealKind(typeCode)}
          </label>
        ),
      )}
    </div>
  );
}
