/** What is about to be signed, with which token, how near its PIN is to the end, and the box, or the token's own keypad. */
import { useRef, useState, type SubmitEvent } from 'react';
import type { PinLook, PinQuestion } from '../../src-main/contract/pin.ts';
import { takePin, useOneAnswer } from './one-answer.ts';
import { PinFoot } from './pin-foot.tsx';
import { pinWords } from './pin-words.ts';
import type { PinLanguage } from './pin-facts.tsx';
import { PinProblem } from './pin-problem.tsx';
import { PinTries } from './pin-tries.tsx';

export interface PinFormProps {
  readonly question: PinQuestion;
  readonly language: PinLanguage;
  /** Why the question is asked again; null the first time. */
  readonly problem: PinLook['problem'];
  /** Nothing can be confirmed while the token is pulled. */
  readonly isPresent: boolean;
}

export function PinForm({ question, language, problem, isPresent }: PinFormProps) {
  const { triesState, hasKeypad, offersSandboxPin, action } = question;
  const [isFinalConfirmed, setFinalConfirmed] = useState(false);
  const [hasPin, setHasPin] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const { answer, isSent, hasFailed } = useOneAnswer();
  const isLocked = triesState === 'locked';
  const mayGo = isPresent && !isSent && !isLocked && (triesState !== 'final' || isFinalConfirmed);
  const confirm = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!mayGo) return;
    if (hasKeypad) answer({ kind: 'keypad', confirmedFinal: isFinalConfirmed });
    else {
      const pin = takePin(box);
      if (pin !== null) answer({ kind: 'typed', pin, confirmedFinal: isFinalConfirmed });
    }
  };
  return (
    <form className="pin-form" autoComplete="off" onSubmit={confirm}>
      <PinProblem problem={problem} isPresent={isPresent} language={language} />
      <PinTries question={question} language={language} onConfirm={setFinalConfirmed} />
      {hasKeypad && !isLocked && (
        <p className="pin-keypad" role="status">
          {pinWords[isSent ? 'keypadNow' : 'keypad'][language]}
        </p>
      )}
      {!hasKeypad && !isLocked && (
        <label className="pin-box">
          {pinWords.pin[language]}
          <input
            ref={box}
            type="password"
            maxLength={32}
            autoFocus
            autoComplete="off"
            onInput={(event) => setHasPin(event.currentTarget.value !== '')}
          />
        </label>
      )}
      <PinFoot seconds={question.seconds} language={language} isSent={isSent} hasFailed={hasFailed} />
      <div className="pin-actions">
        {offersSandboxPin && !isLocked && (
          <button
            type="button"
            disabled={!mayGo}
            onClick={() => answer({ kind: 'sandbox', confirmedFinal: isFinalConfirmed })}
          >
            {pinWords.sandboxPin[language]}
          </button>
        )}
        <span />
        <button
          type="button"
          disabled={isSent}
          autoFocus={hasKeypad}
          onClick={() => answer({ kind: 'refused' })}
        >
          {pinWords.refuse[language]}
        </button>
        {!isLocked && (
          <button type="submit" className="pin-primary" disabled={!mayGo || (!hasKeypad && !hasPin)}>
            {pinWords.confirm[action][language]}
          </button>
        )}
      </div>
    </form>
  );
}
