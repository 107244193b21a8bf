/** Why the PIN is asked for again, and that the UKey is gone: read out at once, in the place where people look for it. */
import type { PinLook } from '../../src-main/contract/pin.ts';
import type { PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

interface ProblemProps {
  readonly problem: PinLook['problem'];
  readonly isPresent: boolean;
  readonly language: PinLanguage;
}

export function PinProblem({ problem, isPresent, language }: ProblemProps) {
  const shown = isPresent ? problem : 'pulled';
  // The last is said where a new PIN is typed (pin-change-form.tsx).
  if (shown === null || shown === 'differs') return null;
  return (
    <p className="pin-problem" role="alert" data-problem={shown}>
      {pinWords.problems[shown][language]}
    </p>
  );
}
