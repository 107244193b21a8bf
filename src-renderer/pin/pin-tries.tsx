/** How many tries are left, before anybody types; the last one asks for a tick, which main demands as well. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { pinWords } from './pin-words.ts';
import type { PinLanguage } from './pin-facts.tsx';

export interface PinTriesProps {
  readonly question: PinQuestion;
  readonly language: PinLanguage;
  readonly onConfirm: (isConfirmed: boolean) => void;
}

export function PinTries({ question, language, onConfirm }: PinTriesProps) {
  const { triesState, triesLeft, action } = question;
  const words = pinWords[action === 'unblock' ? 'administratorTries' : 'tries'];
  const left = triesLeft === null || triesState === 'locked' ? null : String(triesLeft);
  return (
    <>
      <p className={`pin-tries pin-tries-${triesState}`} role={triesState === 'locked' ? 'alert' : undefined}>
        {left !== null && pinWords.triesLeft[language].replace('{count}', left)}
        {(left === null || triesState !== 'ok') && <span>{words[triesState][language]}</span>}
      </p>
      {triesState === 'final' && (
        <label className="pin-final">
          <input type="checkbox" onChange={(event) => onConfirm(event.currentTarget.checked)} />
          {pinWords.confirmFinal[language]}
        </label>
      )}
    </>
  );
}
