/** Time of the product alone, step by step: what the processor worked for it, with an end to each step that hangs. */
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { processorMs } from './processor-time.ts';

export interface Stopwatch {
  /** Runs a step and counts its time. Errors: those of the step, `worker-timeout` when it is late. */
  time<T>(step: () => Promise<T>): Promise<T>;
  /** Of the processor, in all processes of this run. */
  seconds(): number;
}

/** `onLate` is called when a step takes longer than `hangMs` by the wall clock; it should end whatever the step waits for. */
export function stopwatch(hangMs: number, onLate: () => void, clock: () => number = processorMs): Stopwatch {
  let total = 0;
  return {
    async time(step) {
      const start = clock();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          onLate();
          reject(new BianyinError('worker-timeout', { worker: 'corpus', seconds: hangMs / 1000 }));
        }, hangMs);
      });
      try {
        return await Promise.race([step(), late]);
      } finally {
        clearTimeout(timer);
        total += clock() - start;
      }
    },
    seconds: () => total / 1000,
  };
}
