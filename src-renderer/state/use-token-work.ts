/** One piece of work at a time with the token in use: while it runs nothing else is begun, and afterwards the lists are asked anew. */
import { useState } from 'react';
import { useOffice } from './office.tsx';

export interface TokenWork {
  /** From the press of a button until the lists are asked anew. */
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Nothing is done without a token. */
  readonly run: (work: (label: string) => Promise<unknown>) => void;
  /** Something that needs no token; what goes wrong is said as for everything else. */
  readonly look: (work: () => Promise<void>) => void;
}

export function useTokenWork(): TokenWork {
  const { token, refresh } = useOffice();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (work: (label: string) => Promise<unknown>): Promise<void> => {
    if (!token || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await work(token.label);
    } catch (cause) {
      setError(cause);
    } finally {
      // Also after a refusal: it may have told that the request has ended.
      await refresh();
      setBusy(false);
    }
  };
  return {
    isBusy,
    error,
    run: (work) => void run(work),
    look: (work) => {
      setError(null);
      work().catch((cause: unknown) => setError(cause));
    },
  };
}
