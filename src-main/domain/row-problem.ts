/** What stands against sealing one file of a list, from wherever it is known: its row, its octets, its words, its places. */
import type { BianyinError } from './errors/bianyin-error.ts';
import { errorSentences, type ErrorCode } from './errors/codes.ts';
import { filledSentence } from './errors/detail-words.ts';
import { withReason } from './errors/reasons.ts';
import { listFindings, type ListFinding, type ListFindingCode } from './list-findings.ts';
import { sealingWarnings, type SealingWarning } from './sealing-warnings.ts';

type RowProblemCode = ListFindingCode | ErrorCode | SealingWarning;

export interface RowProblem {
  /** Refused: the file is not sealed with this list. */
  readonly level: 'warning' | 'refused';
  readonly code: RowProblemCode;
  readonly detail: Readonly<Record<string, string | number>>;
}

export const rowStates = ['ok', 'warning', 'refused'] as const;
export type RowState = (typeof rowStates)[number];

export function problemOfFinding({ code, detail }: ListFinding): RowProblem {
  return { level: listFindings[code].level, code, detail };
}

export function problemOfError({ code, detail }: BianyinError): RowProblem {
  return { level: 'refused', code, detail };
}

export function problemOfWarning(code: SealingWarning): RowProblem {
  return { level: 'warning', code, detail: {} };
}

/** The worst of them. */
export function stateOfRow(problems: readonly RowProblem[]): RowState {
  if (problems.some(({ level }) => level === 'refused')) return 'refused';
  return problems.length === 0 ? 'ok' : 'warning';
}

/** The sentence of a problem, whichever table knows it. */
export function problemText(
  { code, detail }: Omit<RowProblem, 'code'> & { readonly code: string },
  language: 'zh' | 'en',
): string {
  const sentences: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
    ...sealingWarnings,
    ...errorSentences,
    ...listFindings,
  };
  const sentence = sentences[code]?.[language] ?? code;
  return filledSentence(withReason(sentence, detail, language), detail, language);
}
