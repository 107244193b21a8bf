/** The viewer: all pages under each other at the zoom that is chosen, with page number, search and thumbnails. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { KeywordHitView } from '../../src-main/contract/request-views.ts';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { fileTypeNames, type FileType } from '../../src-main/contract/words.ts';
import { usePreferences } from '../i18n/preferences.tsx';
import { viewerWords } from '../i18n/viewer-words.ts';
import { useWords } from '../i18n/words.ts';
import { ErrorNotice } from './error-notice.tsx';
import { FoundMarks } from './found-marks.tsx';
import { PageThumbnails } from './page-thumbnails.tsx';
import { PageView } from './page-view.tsx';
import type { PlaceOnPage } from './place-links.tsx';
import { scrollToPage, usePageAtHand } from './page-scroll.ts';
import { useDocument, type PageSize, type ShownPart } from './use-document.ts';
import { useSearch } from './use-search.ts';
import { useZoom } from './use-zoom.ts';
import { ViewerBar } from './viewer-bar.tsx';

export interface DocumentPagesProps {
  /** A part of it cannot be searched: the application reads whole files. */
  readonly document: Pick<DocumentView, 'name' | 'problem'> & ShownPart;
  readonly over: (page: number, size: PageSize) => ReactNode;
  /** What is brought into sight, once the pages are there and whenever it is another object. */
  readonly at?: PlaceOnPage | null | undefined;
}

/** Room beside and above a page: scroll bar, padding, its number. CSS pixels. */
const margin = { width: 48, height: 64 };

export function DocumentPages({ document, over, at }: DocumentPagesProps) {
  const say = useWords(viewerWords);
  const other = useOtherType(document.problem);
  const { shown, error } = useDocument(other === null ? document : null);
  const frame = useRef<HTMLDivElement>(null);
  const zoom = useZoom(frame, shown?.firstPage, margin);
  const page = usePageAtHand(frame, shown?.pageCount ?? 0);
  const [hasThumbnails, setThumbnails] = useState(false);
  const goTo = useCallback(
    (number: number, hit?: Pick<KeywordHitView, 'rect'>) => scrollToPage(frame.current, number, hit),
    [],
  );
  const search = useSearch(
    document.id,
    useCallback((hit: KeywordHitView) => goTo(hit.page, hit), [goTo]),
  );
  const isReady = shown !== null && zoom.isMeasured;
  useEffect(() => {
    if (isReady && at) goTo(at.page, at);
  }, [isReady, at, goTo]);
  const pageCount = shown?.pageCount ?? 0;
  const numbers = useMemo(() => Array.from({ length: pageCount }, (_, index) => index + 1), [pageCount]);
  return (
    <div className="viewer">
      {shown && (
        <ViewerBar
          {...{ zoom, page, pageCount }}
          search={document.isPart === true ? null : search}
          onPage={goTo}
          thumbnails={{ isOpen: hasThumbnails, toggle: () => setThumbnails(!hasThumbnails) }}
        />
      )}
      <div className="viewer-body">
        {shown && hasThumbnails && (
          <PageThumbnails shown={shown} page={page} onPage={goTo} label={say('thumbnails')} />
        )}
        <div ref={frame} className="sheets" tabIndex={0} role="region" aria-label={document.name}>
          {error !== null && <ErrorNotice error={error} />}
          {other !== null && <p className="notice notice-quiet">{other}</p>}
          {other === null && !shown && error === null && <p className="secondary">{say('opening')}</p>}
          {shown &&
            zoom.isMeasured &&
            numbers.map((number) => (
              <div key={number} className="sheet-row" data-row={number}>
                <PageView
                  document={shown}
                  page={number}
                  pxPerMm={zoom.pxPerMm}
                  label={say('page', { page: number, pages: pageCount })}
                  over={(size) => (
                    <>
                      {over(number, size)}
                      <FoundMarks search={search} page={number} size={size} />
                    </>
                  )}
                />
                <span className="secondary">{say('page', { page: number, pages: pageCount })}</span>
              </div>
            ))}
        </div>
      </div>
    </div>
  );
}

/** What stands in the place of pages where the file has none; null for a PDF, damaged or not. */
function useOtherType(problem: DocumentView['problem']): string | null {
  const say = useWords(viewerWords);
  const { language } = usePreferences();
  if (problem?.code === 'file-empty') return say('emptyFile');
  if (problem?.code !== 'pdf-not-a-pdf') return null;
  const { type } = problem.detail;
  const known = typeof type === 'string' && isFileType(type) ? type : 'other';
  return say('onlyPdf', { type: fileTypeNames[known][language] });
}

function isFileType(name: string): name is FileType {
  return Object.hasOwn(fileTypeNames, name);
}
