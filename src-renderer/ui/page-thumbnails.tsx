/** All pages, small; drawn when they come near, released when they are far. */
import { useEffect, useRef, type ReactNode } from 'react';
import { viewerWords } from '../i18n/viewer-words.ts';
import { useWords } from '../i18n/words.ts';
import { PageView } from './page-view.tsx';
import type { PageSize, ShownDocument } from './use-document.ts';

/** Width of a thumbnail, CSS pixels. */
const WIDTH = 96;
/** What only passes by is not read, and the page itself comes first. Milliseconds. */
const PATIENCE = 200;

export interface PageThumbnailsProps {
  readonly shown: ShownDocument;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly label: string;
  readonly over?: (page: number, size: PageSize) => ReactNode;
}

export function PageThumbnails({ shown, page, onPage, label, over }: PageThumbnailsProps) {
  const say = useWords(viewerWords);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [page]);
  return (
    <nav ref={list} className="thumbnails" aria-label={label}>
      {Array.from({ length: shown.pageCount }, (_, index) => index + 1).map((number) => (
        <button
          key={number}
          type="button"
          aria-current={number === page ? 'page' : undefined}
          onClick={() => onPage(number)}
        >
          <PageView
            document={shown}
            page={number}
            pxPerMm={WIDTH / shown.firstPage.widthMm}
            mostWidth={WIDTH}
            label={say('page', { page: number, pages: shown.pageCount })}
            patience={PATIENCE}
            {...(over ? { over: (size: PageSize) => over(number, size) } : {})}
          />
          {number}
        </button>
      ))}
    </nav>
  );
}
