/**
 * One search process for the files of a list, one after the other: starting one for each of thousands would take longer than reading
 * them. It is started anew after some, so that what one file leaves behind does not grow, and after each that was too much for it.
 */
import { fileURLToPath } from 'node:url';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { workerProcess } from '../platform/worker-process.ts';
import { listedAnswer, type ListedAnswer, type ListedQuestion } from './search-messages.ts';

export interface ListedSearch {
  /** Errors: `text-search-timeout`, `text-search-failed`. */
  ask(question: ListedQuestion): Promise<ListedAnswer>;
  stop(): void;
}

/** Reading one file ends after this, and says so; the process is given a little longer, seconds. */
const READING_SECONDS = 20;
const MORE_SECONDS = 10;
const HEAP_MIB = 512;
/** Files after which the process is started anew. */
const FILES = 200;

export function listedSearch(): ListedSearch {
  const entry = fileURLToPath(new URL('./search-process.ts', import.meta.url));
  const worker = workerProcess({
    ...{ name: '文字查找', entry, heapMiB: HEAP_MIB },
    ...{ onlyReadsFiles: true, isSilent: true },
  });
  let asked = 0;
  return {
    async ask(question) {
      asked += 1;
      if (asked % FILES === 0) worker.stop();
      const seconds = READING_SECONDS + MORE_SECONDS;
      try {
        const message = { kind: 'listed', ...question, seconds: READING_SECONDS };
        return listedAnswer.parse(await worker.call(message, seconds * 1000));
      } catch (cause) {
        worker.stop();
        if (failedWith(cause, 'worker-timeout'))
          throw new BianyinError('text-search-timeout', { seconds }, { cause });
        throw new BianyinError('text-search-failed', {}, { cause });
      }
    },
    stop: () => worker.stop(),
  };
}
