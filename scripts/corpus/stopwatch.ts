/** Time of the product alone, step by step, with an end to each step. */
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';

export interface Stopwatch {
  /** Runs a step and counts its time. Errors: those of the step, `worker-timeout` when it is late. */
  time<T>(step: () => Promise<T>): Promise<T>;
  seconds(): number;
}

/** `onLate` is called when a step passes `limitMs`; it should end whatever the step waits for. */
export function stopwatch(limitMs: number, onLate: () => void): Stopwatch {
  let total = 0;
  return {
    async time(step) {
      const start = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          onLate();
          reject(new BianyinError('worker-timeout', { worker: 'corpus', seconds: limitMs / 1000 }));
        }, limitMs);
      });
      try {
        return await Promise.race([step(), late]);
      } finally {
        clearTimeout(timer);
        total += performance.now() - start;
      }
    },
    seconds: () => total / 1000,
  };
}
