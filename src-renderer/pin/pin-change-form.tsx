/**
 * A new PIN: the one before it, or the administrator's, and the new one twice. What is typed stands in the boxes alone and leaves them in one
 * answer; whether both are alike and long enough is said before anything is sent, so that nobody types the first box again for that.
 */
import { useRef, useState, type RefObject, type SubmitEvent } from 'react';
import type { PinLook, PinQuestion } from '../../src-main/contract/pin.ts';
import { takePin, useOneAnswer } from './one-answer.ts';
import type { PinLanguage } from './pin-facts.tsx';
import { PinFoot } from './pin-foot.tsx';
import { PinTries } from './pin-tries.tsx';
import { pinWords } from './pin-words.ts';

interface ChangeProps {
  readonly question: PinQuestion;
  readonly change: NonNullable<PinQuestion['change']>;
  readonly language: PinLanguage;
  readonly problem: PinLook['problem'];
  readonly isPresent: boolean;
}

type Problem = keyof typeof pinWords.changeProblems;

/** An answer takes no more octets (contract/pin.ts). */
const MOST = 64;

export function PinChangeForm({ question, change, language, problem, isPresent }: ChangeProps) {
  const { triesState, action } = question;
  const [before, fresh, again] = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ];
  const [isFinalConfirmed, setFinalConfirmed] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const [found, setFound] = useState<Problem | null>(null);
  const { answer, isSent, hasFailed } = useOneAnswer();
  const most = Math.min(change.most, MOST);
  const boxes = [before, fresh, again];
  const mayGo = isPresent && !isSent && isWhole && (triesState !== 'final' || isFinalConfirmed);
  const confirm = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!mayGo) return;
    const wrong = problemOf(fresh, again, { least: change.least, most });
    setFound(wrong);
    if (wrong !== null) {
      for (const box of [fresh, again]) if (box.current) box.current.value = '';
      setWhole(false);
      fresh.current?.focus();
      return;
    }
    const [pin, newPin, repeated] = [takePin(before), takePin(fresh), takePin(again)];
    if (pin === null || newPin === null || repeated === null) return;
    answer({ kind: 'change', pin, newPin, repeated, confirmedFinal: isFinalConfirmed });
  };
  const shown: Problem | null = isPresent ? (found ?? askedAgain(problem, action)) : 'pulled';
  const limits = pinWords.changeLimits[language]
    .replace('{least}', String(Math.max(change.least, 1)))
    .replace('{most}', String(most));
  return (
    <form
      className="pin-form"
      autoComplete="off"
      onSubmit={confirm}
      onInput={() => setWhole(boxes.every((box) => (box.current?.value ?? '') !== ''))}
    >
      {shown !== null && (
        <p className="pin-problem" role="alert" data-problem={shown}>
          {pinWords.changeProblems[shown][language]}
        </p>
      )}
      <PinTries question={question} language={language} onConfirm={setFinalConfirmed} />
      <p className="pin-small" id="pin-limits">
        {limits}
      </p>
      <PinBox
        box={before}
        isFirst
        name={pinWords[action === 'unblock' ? 'administratorPin' : 'oldPin'][language]}
      />
      <PinBox box={fresh} name={pinWords.newPin[language]} />
      <PinBox box={again} name={pinWords.repeated[language]} />
      <PinFoot seconds={question.seconds} language={language} isSent={isSent} hasFailed={hasFailed} />
      <div className="pin-actions">
        <span />
        <button type="button" disabled={isSent} onClick={() => answer({ kind: 'refused' })}>
          {pinWords.refuse[language]}
        </button>
        <button type="submit" className="pin-primary" disabled={!mayGo}>
          {pinWords.confirm[action][language]}
        </button>
      </div>
    </form>
  );
}

interface BoxProps {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly name: string;
  readonly isFirst?: boolean;
}

function PinBox({ box, name, isFirst = false }: BoxProps) {
  return (
    <label className="pin-box pin-box-change">
      {name}
      <input
        ref={box}
        type="password"
        maxLength={MOST}
        autoFocus={isFirst}
        autoComplete="off"
        aria-describedby="pin-limits"
      />
    </label>
  );
}

/** A wrong PIN by the name of the box that it was typed in. */
function askedAgain(problem: PinLook['problem'], action: PinQuestion['action']): Problem | null {
  return problem === 'wrong' && action === 'unblock' ? 'wrongAdministrator' : problem;
}

type Box = RefObject<HTMLInputElement | null>;

/** What can be said without asking anybody; null where nothing is wrong. */
function problemOf(
  fresh: Box,
  again: Box,
  { least, most }: NonNullable<PinQuestion['change']>,
): 'differs' | 'length' | null {
  const typed = fresh.current?.value ?? '';
  const { length } = new TextEncoder().encode(typed);
  if (length < least || length > most) return 'length';
  return typed === again.current?.value ? null : 'differs';
}
