/** Two versions of a file page beside page: as it was sealed, and as it is now; what looks otherwise is framed. For people; it judges nothing. */
import { Button } from 'antd';
import { useCallback, useRef } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { scrollToPage } from '../../ui/page-scroll.ts';
import { PageView } from '../../ui/page-view.tsx';
import { useDocument, type ShownDocument } from '../../ui/use-document.ts';
import { useNear } from '../../ui/use-near.ts';
import { useZoom } from '../../ui/use-zoom.ts';
import type { DifferentArea } from './different-areas.ts';
import { useDifference, type Difference } from './use-difference.ts';

interface ComparePagesProps {
  readonly document: Pick<DocumentView, 'id' | 'size' | 'name'>;
  /** Octets of the version that was sealed. */
  readonly signedSize: number;
  /** Pages that the report names, from 1. */
  readonly changedPages: readonly number[];
}

/** Room beside a pair of pages: scroll bar, padding and the gap between them. CSS pixels. */
const margin = { width: 72, height: 96 };

export function ComparePages({ document, signedSize, changedPages }: ComparePagesProps) {
  const say = useWords(verifyWords);
  const before = useDocument({ id: document.id, size: signedSize, isPart: true });
  const after = useDocument(document);
  const frame = useRef<HTMLDivElement>(null);
  const first = after.shown?.firstPage;
  const { pxPerMm, isMeasured } = useZoom(frame, first && { ...first, widthMm: first.widthMm * 2 }, margin);
  const goTo = useCallback((page: number) => scrollToPage(frame.current, page), []);
  const error = before.error ?? after.error;
  const both = before.shown && after.shown ? { before: before.shown, after: after.shown } : null;
  const count = both ? Math.max(both.before.pageCount, both.after.pageCount) : 0;
  return (
    <div className="viewer compare">
      {changedPages.length > 0 && (
        <div className="viewer-bar compare-bar">
          <span>{say('changedPages')}</span>
          {changedPages.slice(0, MOST_LINKS).map((page) => (
            <Button key={page} type="link" size="small" onClick={() => goTo(page)}>
              {say('changedPage', { page })}
            </Button>
          ))}
        </div>
      )}
      <div ref={frame} className="sheets" tabIndex={0} role="region" aria-label={say('compareVersions')}>
        {error !== null && <ErrorNotice error={error} />}
        {error === null && !both && <p className="secondary">{say('comparingBusy')}</p>}
        {both &&
          isMeasured &&
          Array.from({ length: count }, (_, index) => (
            <ComparedRow key={index + 1} page={index + 1} {...both} pxPerMm={pxPerMm} />
          ))}
      </div>
    </div>
  );
}

/** A file that was changed everywhere is turned page by page. */
const MOST_LINKS = 20;

interface RowProps {
  readonly page: number;
  readonly before: ShownDocument;
  readonly after: ShownDocument;
  readonly pxPerMm: number;
}

function ComparedRow({ page, before, after, pxPerMm }: RowProps) {
  const say = useWords(verifyWords);
  const row = useRef<HTMLDivElement>(null);
  const isNear = useNear(row, 0);
  const isInBoth = page <= before.pageCount && page <= after.pageCount;
  const difference = useDifference(
    isNear && isInBoth ? { before: before.pdf, after: after.pdf } : null,
    page,
  );
  const side = (document: ShownDocument, when: string) => (
    <figure>
      <figcaption className="secondary">{when}</figcaption>
      {page <= document.pageCount && (
        <PageView
          {...{ document, page, pxPerMm }}
          label={`${when} ${page}`}
          over={() => <DifferentAreas difference={difference} />}
        />
      )}
    </figure>
  );
  return (
    <div ref={row} className="sheet-row" data-row={page} data-difference={nameOf(difference)}>
      <div className="compare-pair">
        {side(before, say('whenSealed'))}
        {side(after, say('now'))}
      </div>
      <RowLine {...{ page, before, after, difference }} />
    </div>
  );
}

function nameOf(difference: Difference): string {
  if (difference === null || difference === 'unknown') return difference ?? 'waiting';
  return difference.length === 0 ? 'same' : 'differs';
}

function RowLine({
  page,
  before,
  after,
  difference,
}: Omit<RowProps, 'pxPerMm'> & { difference: Difference }) {
  const say = useWords(verifyWords);
  if (page > before.pageCount) return <p>{say('pageIsNew', { page })}</p>;
  if (page > after.pageCount) return <p>{say('pageIsGone', { page })}</p>;
  if (difference === null) return <p className="secondary">{say('pageWaits', { page })}</p>;
  if (difference === 'unknown') return <p>{say('pageUnknown', { page })}</p>;
  if (difference.length === 0) return <p className="secondary">{say('pageSame', { page })}</p>;
  return <p>{say('pageDiffers', { page, count: difference.length })}</p>;
}

function DifferentAreas({ difference }: { readonly difference: Difference }) {
  if (difference === null || difference === 'unknown') return null;
  return difference.map((area, index) => <span key={index} className="different" style={shareOf(area)} />);
}

function shareOf({ left, top, width, height }: DifferentArea) {
  const share = (part: number): string => `${part * 100}%`;
  return { left: share(left), top: share(top), width: share(width), height: share(height) };
}
