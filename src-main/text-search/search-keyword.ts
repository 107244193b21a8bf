/**
 * Starts a search process for one question and gives it a time and a memory limit: an untrusted PDF can hang or crash only itself.
 * Node's permission model lets it read files, and nothing else: no writing, no programs, no native modules.
 */
import { fileURLToPath } from 'node:url';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import type { KeywordSearch } from '../domain/placement-keyword.ts';
import { workerProcess } from '../platform/worker-process.ts';
import { searchAnswer, searchProgress } from './search-messages.ts';
import type { KeywordQuestion, SearchProgress, SearchQuestion } from './search-messages.ts';

export interface SearchLimits {
  /** Time for the whole search, seconds. */
  readonly seconds: number;
  /** Size of the JavaScript heap of the process, MiB. */
  readonly heapMiB: number;
  /** The script to run; tests put one here that hangs or dies. */
  readonly script: string;
  /** Hears how many pages are done; `false` ends the search with what was found so far. */
  readonly onProgress: (progress: SearchProgress) => boolean;
}

const defaults: SearchLimits = {
  seconds: 60,
  heapMiB: 512,
  script: fileURLToPath(new URL('./search-process.ts', import.meta.url)),
  onProgress: () => true,
};

/**
 * All hits of a keyword in a PDF file, in page order, and how much of it could be read.
 * Errors: `text-search-timeout`, `text-search-failed` (crash, out of memory, unreadable file, malformed answer).
 */
export async function searchKeyword(
  question: KeywordQuestion,
  limits: Partial<SearchLimits> = {},
): Promise<KeywordSearch> {
  try {
    return searchAnswer.parse(await askSearchProcess({ kind: 'keyword', ...question }, limits));
  } catch (cause) {
    if (cause instanceof BianyinError) throw cause;
    throw new BianyinError('text-search-failed', {}, { cause });
  }
}

/** What the search process answers, unchecked. Errors: `text-search-timeout`, `text-search-failed`. */
export async function askSearchProcess(
  question: SearchQuestion,
  limits: Partial<SearchLimits> = {},
): Promise<unknown> {
  const { seconds, heapMiB, script: entry, onProgress } = { ...defaults, ...limits };
  const worker = workerProcess({ name: '文字查找', entry, heapMiB, onlyReadsFiles: true, isSilent: true });
  try {
    return await worker.call(question, seconds * 1000, (told) =>
      Promise.resolve(onProgress(searchProgress.parse(told))),
    );
  } catch (cause) {
    const isLate = failedWith(cause, 'worker-timeout');
    throw isLate
      ? new BianyinError('text-search-timeout', { seconds }, { cause })
      : new BianyinError('text-search-failed', {}, { cause });
  } finally {
    worker.stop();
  }
}
