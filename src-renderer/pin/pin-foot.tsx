/** How long the question of the PIN window still stands, and what is going on with the answer. */
import type { PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';
import { useCountdown } from './use-countdown.ts';

interface FootProps {
  readonly seconds: number;
  readonly language: PinLanguage;
  readonly isSent: boolean;
  readonly hasFailed: boolean;
}

export function PinFoot({ seconds, language, isSent, hasFailed }: FootProps) {
  const left = useCountdown(seconds);
  if (hasFailed) {
    return (
      <p className="pin-left" role="alert">
        {pinWords.failed[language]}
      </p>
    );
  }
  return (
    <p className="pin-left">
      {isSent ? pinWords.checking[language] : pinWords.left[language].replace('{seconds}', String(left))}
    </p>
  );
}
