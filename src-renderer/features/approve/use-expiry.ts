/** Whether a request has run out while somebody looks at it: nobody reloads a window to find out. */
import { useEffect, useState } from 'react';
import type { RequestView } from '../../../src-main/contract/request-views.ts';

/** Longest that a timer can wait, ms. */
const LONGEST = 2 ** 31 - 1;

/** True from the moment of `validUntil`; `onExpired` is told once, then. */
export function useExpiry({ validUntil, state }: RequestView, onExpired: () => void): boolean {
  const left = (): number => Date.parse(validUntil) - Date.now();
  const [isOver, setOver] = useState(() => left() <= 0);
  const isRunning = state === 'in-approval' || state === 'ready' || state === 'partly-used';
  useEffect(() => {
    if (!isRunning || isOver) return undefined;
    const timer = setTimeout(
      () => {
        if (left() > 0) return;
        setOver(true);
        onExpired();
      },
      Math.min(LONGEST, Math.max(0, left()) + 50),
    );
    return () => clearTimeout(timer);
    // `left` reads the clock and depends on nothing else.
  }, [validUntil, isRunning, isOver]);
  return isRunning && isOver;
}
