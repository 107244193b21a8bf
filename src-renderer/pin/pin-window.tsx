/** The PIN window while it is open: one question after another about the same signature, each with a box of its own. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import type { PinLanguage } from './pin-facts.tsx';
import { PinChangeForm } from './pin-change-form.tsx';
import { PinForm } from './pin-form.tsx';
import { PinSubject } from './pin-subject.tsx';
import { usePinLook } from './use-pin-look.ts';

export interface PinWindowProps {
  readonly question: PinQuestion;
  readonly language: PinLanguage;
}

export function PinWindow({ question, language }: PinWindowProps) {
  const look = usePinLook();
  const { triesState, triesLeft } = look ?? question;
  const round = look?.round ?? 1;
  const asked = {
    ...{ question: { ...question, triesState, triesLeft }, language },
    ...{ problem: look?.problem ?? null, isPresent: look?.isPresent ?? true },
  };
  return (
    <div className="pin" data-round={round}>
      <PinSubject question={question} language={language} />
      {question.change ? (
        <PinChangeForm key={round} {...asked} change={question.change} />
      ) : (
        <PinForm key={round} {...asked} />
      )}
    </div>
  );
}
