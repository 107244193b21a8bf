/**
 * Brings into sight what a button elsewhere on the page has changed. Beside each other nothing moves; on a small window, or at 200 %, the
 * pages lie far above the button, and without this it would seem to do nothing.
 */
import { useEffect, useRef, type RefObject } from 'react';

/** The element to bring. `asked`: another value each time that somebody asks; null where nobody has. */
export function useBrought<T extends HTMLElement>(asked: unknown): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    if (asked !== null) element.current?.scrollIntoView({ block: 'start' });
  }, [asked]);
  return element;
}
