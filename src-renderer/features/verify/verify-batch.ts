/** A folder that is verified as a whole: how far it is, and what it came to. */
import type { BatchView } from '../../../src-main/contract/report-calls.ts';
import { call, listen } from '../../bridge/bridge.ts';

export interface BatchWork {
  readonly job: string;
  readonly done: number;
  /** 0 while the folder is being listed. */
  readonly total: number;
  readonly failed: number;
  readonly perSecond: number;
}

/** Null: no folder was chosen. */
export async function verifyFolder(onWork: (work: BatchWork) => void): Promise<BatchView | null> {
  const job = crypto.randomUUID();
  onWork({ job, done: 0, total: 0, failed: 0, perSecond: 0 });
  const stop = listen('job.progress', ({ job: of, done, total, failed = 0, perSecond = 0 }) => {
    if (of === job) onWork({ job, done, total, failed, perSecond });
  });
  try {
    return await call('batch.begin', { job, afresh: false });
  } finally {
    stop();
  }
}
