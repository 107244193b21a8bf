/** Words in a file that forbid a seal, on any of its pages (domain/document-marking.ts). */
import { stat } from 'node:fs/promises';
import { askSearchProcess } from './search-keyword.ts';
import { markingAnswer, type MarkingAnswer, type MarkingQuestion } from './search-messages.ts';

/** Reading ends after this, and says so; the process itself is given a little longer, seconds. */
const READING_SECONDS = 20;
const MORE_SECONDS = 10;

/** Whole answers of this process, the newest last. A request asks several times about the file that it is for. */
const known = new Map<string, MarkingAnswer>();
const MOST_KNOWN = 64;

/**
 * The first such words, which of the marks lie over words, and how much could be read. `marks`: where whole seals are to go.
 * Errors: `text-search-timeout`, `text-search-failed`.
 */
export async function findMarking(
  file: string,
  marks: MarkingQuestion['marks'] = [],
): Promise<MarkingAnswer> {
  const state = await stateOf(file);
  const key = `${state} ${JSON.stringify(marks)}`;
  const before = state === null ? undefined : known.get(key);
  if (before) return before;
  const question = { kind: 'marking', file, seconds: READING_SECONDS, marks } as const;
  const answer = markingAnswer.parse(
    await askSearchProcess(question, { seconds: READING_SECONDS + MORE_SECONDS }),
  );
  // What was written meanwhile may be what was read, and what was late may be read in time once more.
  if (state !== null && answer.isWhole && (await stateOf(file)) === state) keep(key, answer);
  return answer;
}

/** Clocks of file systems tick; within a tick a file can change and look as it did, ms. */
const TICK_MS = 100n;

/** Changes with whatever is written to the file, or put in its place. Null: it cannot be told, so nothing is taken over. */
async function stateOf(file: string): Promise<string | null> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(file, { bigint: true });
    if (BigInt(Date.now()) - ctimeMs < TICK_MS) return null;
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return null;
  }
}

function keep(key: string, answer: MarkingAnswer): void {
  known.set(key, answer);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}
