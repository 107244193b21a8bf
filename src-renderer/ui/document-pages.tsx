/** All pages under each other, fitted to the width there is. */
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { viewerWords } from '../i18n/viewer-words.ts';
import { useWords } from '../i18n/words.ts';
import { ErrorNotice } from './error-notice.tsx';
import { PageView } from './page-view.tsx';
import { useDocument, type PageSize } from './use-document.ts';

export interface DocumentPagesProps {
  readonly document: Pick<DocumentView, 'id' | 'size' | 'name'>;
  readonly over: (page: number, size: PageSize) => ReactNode;
}

/** Room for the scroll bar and a margin, CSS pixels. */
const MARGIN = 48;
/** Larger than this reads no better, pixels per mm. */
const LARGEST = 4;

export function DocumentPages({ document, over }: DocumentPagesProps) {
  const say = useWords(viewerWords);
  const { shown, error } = useDocument(document);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const pxPerMm = shown ? Math.min(LARGEST, Math.max(1, (width - MARGIN) / shown.firstPage.widthMm)) : 1;
  const numbers = Array.from({ length: shown?.pageCount ?? 0 }, (_, index) => index + 1);
  return (
    <div ref={frame} className="sheets" tabIndex={0} aria-label={document.name}>
      {error !== null && <ErrorNotice error={error} />}
      {!shown && error === null && <p className="secondary">{say('opening')}</p>}
      {shown &&
        width > 0 &&
        numbers.map((page) => (
          <div key={page} className="sheet-row">
            <PageView
              document={shown}
              page={page}
              pxPerMm={pxPerMm}
              label={say('page', { page, pages: shown.pageCount })}
              over={(size) => over(page, size)}
            />
            <span className="secondary">{say('page', { page, pages: shown.pageCount })}</span>
          </div>
        ))}
    </div>
  );
}

function useWidth(frame: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [frame]);
  return width;
}
