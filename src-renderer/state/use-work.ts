/** One piece of work that a button starts: busy while it runs, its error when it failed, nothing twice at a time. */
import { useCallback, useRef, useState } from 'react';

export interface Work {
  readonly busy: boolean;
  readonly error: unknown;
  /** Runs the work, or nothing while another one runs. The result goes to `then`. */
  readonly run: <T>(work: () => Promise<T>, then?: (result: T) => void) => void;
}

export function useWork(): Work {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isBusy = useRef(false);
  const run = useCallback(<T>(work: () => Promise<T>, then?: (result: T) => void) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(true);
    setError(null);
    work()
      .then(then, setError)
      .finally(() => {
        isBusy.current = false;
        setBusy(false);
      });
  }, []);
  return { busy, error, run };
}
