/** One answer for each axis: the worst over all signatures, with the sentences of its codes. */
import type { Language } from '../domain/errors/sentence.ts';
import { verdictAxes, worst, type SignatureLevel, type VerdictAxis } from '../domain/verdict.ts';
import { codeSentence } from '../domain/verdict-sentence.ts';
import type { VerificationReport } from '../verification/report.ts';
import { reportWords } from './report-words.ts';

export interface AxisLine {
  readonly axis: VerdictAxis;
  readonly level: SignatureLevel;
  readonly sentences: readonly string[];
}

/** Empty when nothing is signed. */
export function axisLines(report: VerificationReport, language: Language): AxisLine[] {
  if (report.signatures.length === 0) return [];
  const say = reportWords(language);
  const records = report.signatures.flatMap(({ checks }) => checks);
  return verdictAxes.map((axis) => {
    const each = report.signatures.map((signature) => signature[axis]);
    const level = each.reduce<SignatureLevel>((known, next) => worst(known, next.level), 'PASS');
    const codes = new Set(each.filter((next) => next.level === level).flatMap(({ codes }) => codes));
    const sentences = [...codes].map((code) => codeSentence(code, records)[language]);
    return { axis, level, sentences: level === 'PASS' ? [say(`${axis}PASS`), ...sentences] : sentences };
  });
}
