/** What a person does with a request, one piece of work at a time, and what came of it. */
import { useState } from 'react';
import type { RequestView, SealOutcomeView } from '../../../src-main/contract/request-views.ts';
import { call } from '../../bridge/bridge.ts';
import { useOffice } from '../../state/office.tsx';
import { useJob, type JobState } from '../../ui/use-job.ts';

export type Refusal = 'reject' | 'cancel';

export interface RequestWork {
  /** From the press of a button until the lists are asked anew. */
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Set when this window has sealed. */
  readonly outcome: SealOutcomeView | null;
  /** Steps of a sealing; null while nothing is sealed. */
  readonly steps: JobState | null;
  /** Something that needs no token; what goes wrong is said as for everything else. */
  readonly look: (work: () => Promise<void>) => void;
  readonly approve: () => void;
  readonly refuse: (kind: Refusal, reason: string) => void;
  readonly seal: (timestamp: boolean) => void;
}

/** Nothing is done without a token, nor while something else is done. */
export function useRequestWork({ id }: RequestView): RequestWork {
  const { token, refresh } = useOffice();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [outcome, setOutcome] = useState<SealOutcomeView | null>(null);
  const job = useJob();
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
  const seal = async (label: string, timestamp: boolean): Promise<void> =>
    setOutcome(await job.run((each) => call('seal.apply', { token: label, id, timestamp, job: each })));
  return {
    ...{ isBusy, error, outcome, steps: job.state },
    look: (look) => {
      setError(null);
      look().catch((cause: unknown) => setError(cause));
    },
    approve: () => void run((label) => call('request.approve', { token: label, id })),
    refuse: (kind, reason) => void run((label) => call(`request.${kind}`, { token: label, id, reason })),
    seal: (timestamp) => void run((label) => seal(label, timestamp)),
  };
}
