/** The first page of the file as the signer's side drew it, to be compared with what the main window shows; large when pressed. */
import { useState } from 'react';
import type { PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

interface FirstPageProps {
  /** PNG as base64; null when it could not be drawn. */
  readonly picture: string | null;
  readonly language: PinLanguage;
}

export function PinFirstPage({ picture, language }: FirstPageProps) {
  const [isLarge, setLarge] = useState(false);
  if (picture === null) return <p className="pin-no-page">{pinWords.noFirstPage[language]}</p>;
  const words = pinWords.firstPage[language];
  return (
    <button
      type="button"
      className={isLarge ? 'pin-page pin-page-large' : 'pin-page'}
      aria-expanded={isLarge}
      title={words}
      onClick={() => setLarge(!isLarge)}
    >
      <img src={`data:image/png;base64,${picture}`} alt={words} />
    </button>
  );
}
