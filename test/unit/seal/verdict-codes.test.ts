/** The table of verdict codes keeps its own rules. */
import { expect, it } from 'vitest';
import { verdictAxes } from '../../../src-main/domain/verdict.ts';
import { verdictCodes, type VerdictCodeEntry } from '../../../src-main/domain/verdict-codes.ts';

const rows: readonly (readonly [string, VerdictCodeEntry])[] = Object.entries(verdictCodes);
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
const indications = {
  FAIL: /^TOTAL-FAILED(\/[A-Z_]+)?$/,
  UNSURE: /^INDETERMINATE(\/[A-Z_]+)?$/,
  NOTE: /^TOTAL-PASSED$/,
};

it.each(rows)('%s says the same in both languages and weighs what ETSI says', (code, entry) => {
  expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
  expect(verdictAxes).toContain(entry.axis);
  expect(entry.etsi).toMatch(indications[entry.level]);
  expect(placeholders(entry.zh)).toEqual(placeholders(entry.en));
  for (const sentence of [entry.zh, entry.nextStep.zh]) expect(sentence).toMatch(/[\u4e00-\u9fff]/);
  for (const sentence of [entry.en, entry.nextStep.en]) expect(sentence).toMatch(/^[\u0020-\u007e]{8,}$/);
});

it.each(rows)('%s judges the seal, never the truth of a document', (_code, { zh, nextStep }) => {
  expect(zh + nextStep.zh).not.toMatch(/真实|合法/);
});
