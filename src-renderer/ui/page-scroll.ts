/** Which page of a scrolled list is at hand, and going to one. */
import { useEffect, useState, type RefObject } from 'react';
import type { KeywordHitView } from '../../src-main/contract/request-views.ts';

/** The page that lies at a third of the window's height, 1-based. */
export function usePageAtHand(frame: RefObject<HTMLElement | null>, pageCount: number): number {
  const [page, setPage] = useState(1);
  useEffect(() => {
    const element = frame.current;
    if (!element || pageCount === 0) return undefined;
    const look = (): void => setPage(pageAt(element));
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [frame, pageCount]);
  return Math.min(page, Math.max(1, pageCount));
}

/** Rows follow each other, so half of them can be left out with each look. */
function pageAt(frame: HTMLElement): number {
  const rows = frame.querySelectorAll<HTMLElement>('[data-row]');
  const line = frame.getBoundingClientRect().top + frame.clientHeight / 3;
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.getBoundingClientRect().top ?? Infinity) <= line) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** To the top of a page, or to a place on it, which comes to a third of the window's height. */
export function scrollToPage(
  frame: HTMLElement | null,
  page: number,
  hit?: Pick<KeywordHitView, 'rect'>,
): void {
  const row = frame?.querySelector<HTMLElement>(`[data-row="${page}"]`);
  if (!frame || !row) return;
  const sheet = row.querySelector<HTMLElement>('.sheet');
  const top = row.getBoundingClientRect().top - frame.getBoundingClientRect().top + frame.scrollTop;
  const perMm = Number(sheet?.dataset['pxPerMm'] ?? 1);
  const inside = hit ? hit.rect.yMm * perMm - frame.clientHeight / 3 : -8;
  frame.scrollTo({ top: top + inside });
}
