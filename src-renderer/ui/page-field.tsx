/** The number of the page at hand, which can be typed over. */
import { useEffect, useState, type KeyboardEvent } from 'react';
import { viewerWords } from '../i18n/viewer-words.ts';
import { useWords } from '../i18n/words.ts';

export interface PageFieldProps {
  readonly page: number;
  readonly pageCount: number;
  readonly onPage: (page: number) => void;
}

export function PageField({ page, pageCount, onPage }: PageFieldProps) {
  const say = useWords(viewerWords);
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const take = (): void => {
    const wanted = pageOf(text, pageCount);
    if (wanted === null) setText(String(page));
    else if (wanted !== page) onPage(wanted);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) take();
  };
  return (
    <label className="viewer-group viewer-page">
      <input
        inputMode="numeric"
        value={text}
        size={String(pageCount).length + 1}
        aria-label={say('pageNumber')}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={take}
        onKeyDown={key}
      />
      <span className="secondary">/ {pageCount}</span>
    </label>
  );
}

/** Full-width digits are digits; null when there is no such page. */
export function pageOf(text: string, pageCount: number): number | null {
  const plain = text.normalize('NFKC').trim();
  if (!/^\d{1,6}$/.test(plain)) return null;
  const page = Number(plain);
  return page >= 1 && page <= pageCount ? page : null;
}
