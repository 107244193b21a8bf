/** Words in a file that forbid a seal, on any of its pages (domain/document-marking.ts). */
import { askSearchProcess } from './search-keyword.ts';
import { markingAnswer, type MarkingAnswer } from './search-messages.ts';

/** Reading ends after this, and says so; the process itself is given a little longer, seconds. */
const READING_SECONDS = 20;
const MORE_SECONDS = 10;

/** The first such words, and how much could be read. Errors: `text-search-timeout`, `text-search-failed`. */
export async function findMarking(file: string): Promise<MarkingAnswer> {
  const question = { kind: 'marking', file, seconds: READING_SECONDS } as const;
  return markingAnswer.parse(await askSearchProcess(question, { seconds: READING_SECONDS + MORE_SECONDS }));
}
