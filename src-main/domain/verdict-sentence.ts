/**
 * What a verdict code says of one file, in both languages: the sentence of the table or of what most likely happened, filled
 * with what the check found. One place, so that terminal, windows and paper say the same (docs/verdicts.md).
 */
import { causeWords } from './likely-cause.ts';
import { verdictCodeEntry, type VerdictCode, type VerdictSentence } from './verdict-codes.ts';

/** A check as a report has it: the code that it found, if any, and what it looked at. */
export interface FoundCode {
  readonly code?: VerdictCode | undefined;
  readonly inputs?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** The sentence of a code, filled from the first record that carries it; a missing value becomes “?”. */
export function codeSentence(code: VerdictCode, records: readonly FoundCode[]): VerdictSentence {
  const inputs = inputsOf(code, records);
  const { zh, en } = causeWords(inputs)?.sentence ?? verdictCodeEntry(code);
  return { zh: fill(zh, inputs), en: fill(en, inputs) };
}

/** What to do about a code, or about what most likely caused it. */
export function codeNextStep(code: VerdictCode, records: readonly FoundCode[]): VerdictSentence {
  return (causeWords(inputsOf(code, records)) ?? verdictCodeEntry(code)).nextStep;
}

/** The codes of some checks, each once, in the order in which they were found. */
export function foundCodes(records: readonly FoundCode[]): readonly VerdictCode[] {
  return [...new Set(records.flatMap(({ code }) => (code ? [code] : [])))];
}

interface FileWords {
  readonly sentence: VerdictSentence;
  readonly checks: readonly FoundCode[];
}

/**
 * What was found about the file itself and is not in the sentence above the report already: where room is dear (counter,
 * slip) nothing is said twice.
 */
export function furtherFindings({ sentence, checks }: FileWords): readonly VerdictCode[] {
  return foundCodes(checks).filter((code) => !sentence.zh.includes(codeSentence(code, checks).zh));
}

function inputsOf(code: VerdictCode, records: readonly FoundCode[]): FoundCode['inputs'] {
  return records.find((record) => record.code === code)?.inputs;
}

function fill(text: string, inputs: FoundCode['inputs'] = {}): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name] ?? '?'));
}
