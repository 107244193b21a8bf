/** Which elements are near the window: all of them are watched by one observer, for a document may have thousands of pages. */
import { useEffect, useState, type RefObject } from 'react';

type OnNear = (isNear: boolean) => void;

const watched = new Map<Element, OnNear>();
let observer: IntersectionObserver | undefined;

function watch(element: Element, onNear: OnNear): () => void {
  // What scrolls is not the window but a part of it, which has a margin of its own.
  observer ??= new IntersectionObserver(tell, { rootMargin: '100% 0px', scrollMargin: '100% 0px' });
  watched.set(element, onNear);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}

/** In the order in which it happened: of two entries for one element the last one holds. */
function tell(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
}

/** True while the element is within one window height of being seen, and has been so for some milliseconds. */
export function useNear(frame: RefObject<HTMLElement | null>, patience: number): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = watch(element, (isNow) => {
      clearTimeout(timer);
      if (isNow && patience > 0) timer = setTimeout(() => setIsNear(true), patience);
      else setIsNear(isNow);
    });
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [frame, patience]);
  return isNear;
}
