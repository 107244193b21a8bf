/** What a person does with a request, one piece of work at a time, and what came of it. */
import { useState } from 'react';
import type { RequestView, SealOutcomeView } from '../../../src-main/contract/request-views.ts';
import { call } from '../../bridge/bridge.ts';
import { useSaid } from '../../state/said.tsx';
import { useTokenWork, type TokenWork } from '../../state/use-token-work.ts';
import { useJob, type JobState } from '../../ui/use-job.ts';

export type Refusal = 'reject' | 'cancel';

export interface RequestWork extends Pick<TokenWork, 'isBusy' | 'error' | 'look'> {
  /** Set when this window has sealed. */
  readonly outcome: SealOutcomeView | null;
  /** Steps of a sealing; null while nothing is sealed. */
  readonly steps: JobState | null;
  readonly approve: (comment?: string) => void;
  readonly refuse: (kind: Refusal, reason: string) => void;
  readonly seal: (timestamp: boolean) => void;
}

export function useRequestWork({ id }: RequestView): RequestWork {
  const { isBusy, error, look, run } = useTokenWork();
  const [outcome, setOutcome] = useState<SealOutcomeView | null>(null);
  const said = useSaid();
  const job = useJob();
  const seal = async (label: string, timestamp: boolean): Promise<void> =>
    setOutcome(await job.run((each) => call('seal.apply', { token: label, id, timestamp, job: each })));
  return {
    ...{ isBusy, error, look, outcome, steps: job.state },
    approve: (comment) =>
      run(async (label) => {
        await call('request.approve', { token: label, id, comment });
        said.forget([id]);
      }),
    refuse: (kind, reason) => run((label) => call(`request.${kind}`, { token: label, id, reason })),
    seal: (timestamp) => run((label) => seal(label, timestamp)),
  };
}
