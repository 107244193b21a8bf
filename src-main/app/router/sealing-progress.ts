/** Progress of sealing on the ordered stream, and stopping it: one file by its steps, several by their count. */
import { sealingSteps } from '../../domain/sealing-step.ts';
import type { SealingWatch } from '../../tokens/signer-client.ts';
import type { MainWindow } from './main-window.ts';

export interface SealingProgress {
  readonly watch: SealingWatch;
  /** The job is over: nobody can stop it any more. */
  end(): void;
}

/** Steps of one file. Without a job nobody listens. */
export function stepWatch(window: MainWindow, job: string | undefined): SealingProgress {
  const stop = stopping(window, job);
  return {
    end: stop.end,
    watch: {
      onStep(_requestId, step) {
        const done = sealingSteps.indexOf(step) + 1;
        if (job !== undefined)
          window.tell({ kind: 'job.progress', job, done, total: sealingSteps.length, step });
        return stop.answer();
      },
      onItem: () => undefined,
    },
  };
}

/** Several files; `failed` of them have failed before the first is sealed. */
export function countWatch(
  window: MainWindow,
  job: string,
  { total, failed }: { readonly total: number; readonly failed: number },
): SealingProgress {
  const stop = stopping(window, job);
  let [done, bad] = [failed, failed];
  const tell = (part: object): void =>
    window.tell({ kind: 'job.progress', job, done, total, failed: bad, ...part });
  tell({});
  return {
    end: stop.end,
    watch: {
      onStep(_requestId, step) {
        tell({ step });
        return stop.answer();
      },
      onItem(_requestId, code) {
        done += 1;
        if (code !== null) bad += 1;
        tell({});
        // Others are told while the work goes on: what is sealed is sealed.
        window.running.tell({ kind: 'requests.changed' });
      },
    },
  };
}

/** The use is about to be spent: the PIN was right, and nothing is to be asked again. */
export function acceptedBy(watch: SealingWatch, accepted: () => void): SealingWatch {
  return {
    onItem: (requestId, code) => watch.onItem(requestId, code),
    onStep(requestId, step) {
      if (step === 'spending') accepted();
      return watch.onStep(requestId, step);
    },
  };
}

/** Files of a list that are read one after the other; stopping it stops the reading. */
export function measureWatch(window: MainWindow, job: string) {
  const stop = stopping(window, job);
  const onMeasured = (done: number, total: number): void =>
    window.tell({ kind: 'job.progress', job, done, total });
  const onDone = (done: number, total: number): boolean => {
    onMeasured(done, total);
    return stop.answer() === 'go';
  };
  return { end: stop.end, onMeasured, onDone };
}

function stopping({ jobs }: MainWindow, job: string | undefined) {
  if (job !== undefined) jobs.set(job, false);
  return {
    answer: (): 'go' | 'stop' => (job !== undefined && jobs.get(job) !== false ? 'stop' : 'go'),
    end: (): void => {
      if (job !== undefined) jobs.delete(job);
    },
  };
}
