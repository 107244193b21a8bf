/** Error codes as sentences for people. */
import type { BianyinError } from './bianyin-error.ts';
import { errorSentences, type ErrorSentence } from './codes.ts';
import { filledSentence } from './detail-words.ts';
import { withReason } from './reasons.ts';

export type Language = 'zh' | 'en';

/** The sentence of an error with its placeholders filled; a missing value shows as “?”. */
export function sentenceFor(error: BianyinError, language: Language): string {
  const sentence: ErrorSentence = errorSentences[error.code];
  return filledSentence(withReason(sentence[language], error.detail, language), error.detail, language);
}
