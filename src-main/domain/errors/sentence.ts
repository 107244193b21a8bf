/** Error codes as sentences for people. */
import type { BianyinError } from './bianyin-error.ts';
import { errorSentences, type ErrorSentence } from './codes.ts';
import { withReason } from './reasons.ts';

export type Language = 'zh' | 'en';

/** Control, format and line characters: a name from a certificate or file could forge the line that it stands in. */
const deceptive = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The sentence of an error with its placeholders filled; a missing value shows as “?”. */
export function sentenceFor(error: BianyinError, language: Language): string {
  const sentence: ErrorSentence = errorSentences[error.code];
  return withReason(sentence[language], error.detail, language).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(error.detail[name] ?? '?').replace(deceptive, '·'),
  );
}
