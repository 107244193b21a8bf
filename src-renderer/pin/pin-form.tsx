/** What is about to be signed, with which token, how near its PIN is to the end, and the box. */
import { useEffect, useState, type SubmitEvent } from 'react';
import type { PinAnswer, PinQuestion } from '../../src-main/contract/pin.ts';
import { call } from '../bridge/bridge.ts';
import { pinWords } from './pin-words.ts';
import { PinSubject, type PinLanguage } from './pin-subject.tsx';

export interface PinFormProps {
  readonly question: PinQuestion;
  readonly language: PinLanguage;
}

export function PinForm({ question, language }: PinFormProps) {
  const [isFinalConfirmed, setFinalConfirmed] = useState(false);
  const [isSent, setSent] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [hasPin, setHasPin] = useState(false);
  const secondsLeft = useCountdown(question.seconds);
  const isFinal = question.triesState === 'final';
  const mayGo = !isSent && (!isFinal || isFinalConfirmed);
  const answer = (given: PinAnswer): void => {
    setSent(true);
    call('pin.answer', given).catch(() => setFailed(true));
  };
  const type = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const box = event.currentTarget.elements.namedItem('pin');
    if (!(box instanceof HTMLInputElement) || box.value === '' || !mayGo) return;
    const pin = pinOctets(box.value);
    box.value = '';
    answer({ kind: 'typed', pin, confirmedFinal: isFinalConfirmed });
  };
  return (
    <form className="pin" autoComplete="off" onSubmit={type}>
      <PinSubject question={question} language={language} />
      <p className={`pin-tries pin-tries-${question.triesState}`}>
        {pinWords.tries[question.triesState][language]}
      </p>
      {isFinal && (
        <label className="pin-final">
          <input type="checkbox" onChange={(event) => setFinalConfirmed(event.currentTarget.checked)} />
          {pinWords.confirmFinal[language]}
        </label>
      )}
      <label className="pin-box">
        {pinWords.pin[language]}
        <input
          name="pin"
          type="password"
          maxLength={32}
          autoFocus
          autoComplete="off"
          onInput={(event) => setHasPin(event.currentTarget.value !== '')}
        />
      </label>
      <p className="pin-left" role={hasFailed ? 'alert' : undefined}>
        {hasFailed
          ? pinWords.failed[language]
          : pinWords.left[language].replace('{seconds}', String(secondsLeft))}
      </p>
      <div className="pin-actions">
        {question.offersSandboxPin && (
          <button
            type="button"
            disabled={!mayGo}
            onClick={() => answer({ kind: 'sandbox', confirmedFinal: isFinalConfirmed })}
          >
            {pinWords.sandboxPin[language]}
          </button>
        )}
        <span />
        <button type="button" disabled={isSent} onClick={() => answer({ kind: 'refused' })}>
          {pinWords.refuse[language]}
        </button>
        <button type="submit" className="pin-primary" disabled={!mayGo || !hasPin}>
          {pinWords.confirm[question.action][language]}
        </button>
      </div>
    </form>
  );
}

/** UTF-8 octets as base64. */
function pinOctets(pin: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(pin)));
}

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return left;
}
