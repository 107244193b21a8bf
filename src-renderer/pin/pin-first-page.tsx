/** A page of the file as the signer's side drew it, with the seal where it will be, to be compared with what the main window shows; large when pressed. */
import { useState } from 'react';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import type { PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

interface FirstPageProps {
  readonly subject: Pick<PinQuestion['subject'], 'firstPage' | 'sealedPage' | 'picture'>;
  readonly language: PinLanguage;
}

interface Size {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A page is drawn at one point a pixel; the longest ones smaller, by how much nobody says. */
const MM_PER_PIXEL = 25.4 / 72;
const LONGEST_PIXELS = 2000;

export function PinFirstPage({ subject: { firstPage, sealedPage, picture }, language }: FirstPageProps) {
  const [isLarge, setLarge] = useState(false);
  const [size, setSize] = useState<Size | null>(null);
  if (firstPage === null) return <p className="pin-no-page">{pinWords.noFirstPage[language]}</p>;
  const words = sealedPage
    ? pinWords.pageAsSealed[language].replace('{page}', String(sealedPage.page))
    : pinWords.firstPage[language];
  return (
    <button
      type="button"
      className={isLarge ? 'pin-page pin-page-large' : 'pin-page'}
      aria-expanded={isLarge}
      title={words}
      onClick={() => setLarge(!isLarge)}
    >
      <img
        className="pin-page-drawn"
        src={`data:image/png;base64,${firstPage}`}
        alt={words}
        onLoad={({ currentTarget }) => setSize(sizeOf(currentTarget))}
      />
      {size &&
        picture !== null &&
        sealedPage?.marks.map((mark, i) => (
          <img
            key={i}
            className="pin-page-seal"
            src={`data:image/png;base64,${picture}`}
            alt=""
            style={{
              left: percent(mark.xMm, size.widthMm),
              top: percent(mark.yMm, size.heightMm),
              width: percent(mark.widthMm, size.widthMm),
              height: percent(mark.heightMm, size.heightMm),
            }}
          />
        ))}
    </button>
  );
}

/** Null where the drawing does not tell the size of the page. */
function sizeOf({ naturalWidth, naturalHeight }: HTMLImageElement): Size | null {
  if (Math.max(naturalWidth, naturalHeight) >= LONGEST_PIXELS) return null;
  return { widthMm: naturalWidth * MM_PER_PIXEL, heightMm: naturalHeight * MM_PER_PIXEL };
}

function percent(part: number, whole: number): string {
  return `${(part / whole) * 100}%`;
}
