/** Brings the first mark of a document into sight once its pages are there: the counter looks at seals, not at title pages. */
import { useEffect, type RefObject } from 'react';

/** After this time nobody expects the page to move any more, ms. */
const PATIENCE = 4000;

/** `document` is what a new one is told by. */
export function useFirstMark(frame: RefObject<HTMLElement | null>, document: string): void {
  useEffect(() => {
    const began = performance.now();
    let request = 0;
    const look = (): void => {
      const mark = frame.current?.querySelector('.mark-whole') ?? frame.current?.querySelector('.mark');
      if (mark) mark.scrollIntoView({ block: 'center' });
      else if (performance.now() - began < PATIENCE) request = requestAnimationFrame(look);
    };
    request = requestAnimationFrame(look);
    return () => cancelAnimationFrame(request);
  }, [frame, document]);
}
