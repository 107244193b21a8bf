/** One piece of work whose progress the application tells. */
import { useCallback, useState } from 'react';
import type { SealingStep } from '../../src-main/contract/words.ts';
import { listen } from '../bridge/bridge.ts';

export interface JobState {
  readonly id: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly step: SealingStep | undefined;
  /** False until the application tells anything: then the PIN is still waited for. */
  readonly hasBegun: boolean;
}

export interface Job {
  /** Null while nothing runs. */
  readonly state: JobState | null;
  /** Runs the work under a new identifier. */
  readonly run: <T>(work: (id: string) => Promise<T>) => Promise<T>;
}

export function useJob(): Job {
  const [state, setState] = useState<JobState | null>(null);
  const run = useCallback(async <T>(work: (id: string) => Promise<T>): Promise<T> => {
    const id = crypto.randomUUID();
    setState({ id, done: 0, total: 0, failed: 0, step: undefined, hasBegun: false });
    const stop = listen('job.progress', ({ job, done, total, failed = 0, step }) => {
      if (job === id) setState({ id, done, total, failed, step, hasBegun: true });
    });
    try {
      return await work(id);
    } finally {
      stop();
      setState(null);
    }
  }, []);
  return { state, run };
}
