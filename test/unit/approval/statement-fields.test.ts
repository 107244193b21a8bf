/** Text that people sign: nothing in it may read differently from what it is, and names of any script must fit. */
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { policyKind } from '../../../src-main/approval/policy.ts';
import { readStatement, statementText } from '../../../src-main/approval/statement.ts';
import { placementSchema, plainText } from '../../../src-main/approval/statement-fields.ts';
import { draftPolicy } from './test-enterprise.ts';

const isText = (text: string): boolean => plainText(20).safeParse(text).success;

test.each([
  ['a rare character beyond the basic plane', '𬭎工'],
  ['a variation sequence', '葛\u{e0100}城'],
  ['full-width punctuation', '甲方（盖章）：某某公司'],
  ['an ideographic space inside', '张　三'],
])('takes %s', (_, text) => {
  expect(isText(text)).toBe(true);
});

test.each([
  ['right-to-left override', 'a\u202eb'],
  ['isolate', 'a\u2066b'],
  ['Arabic letter mark', 'a\u061cb'],
  ['zero-width joiner', 'a\u200db'],
  ['soft hyphen', '50\u00ad000'],
  ['tag characters', 'a\u{e0041}b'],
  ['Hangul filler', 'a\u3164b'],
  ['blank Braille pattern', 'a\u2800b'],
  ['line separator', 'a\u2028b'],
  ['a line feed', 'a\nb'],
  ['an escape sequence', 'a\u001b[2Jb'],
  ['a lone surrogate', 'a\ud800b'],
  ['a decomposed letter', 'e\u0301'],
  ['a space at its end', 'a '],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(isText(text)).toBe(false);
});

test.each([
  ['three decimals', { kind: 'at', pages: [1], xMm: 1.001, yMm: 0 }],
  ['a page twice', { kind: 'at', pages: [2, 2], xMm: 1, yMm: 0 }],
  ['pages out of order', { kind: 'seam', edge: 'right', pages: [2, 1], yMm: null }],
  ['an unknown field', { kind: 'at', pages: [1], xMm: 1, yMm: 1, rotate: 90 }],
])('a place with %s is refused', (_, placement) => {
  expect(placementSchema.safeParse(placement).success).toBe(false);
});

test('a statement of a version that is to come is refused as such, not as damaged', () => {
  const policyStatement = statementText(policyKind, draftPolicy());
  const policy = JSON.parse(policyStatement) as object;
  const later = (v: unknown): string => canonicalJson({ ...policy, v });
  expect(() => readStatement(policyKind, policyStatement)).not.toThrow();
  for (const v of [0, 2, 99])
    expect(() => readStatement(policyKind, later(v))).toThrow(
      expect.objectContaining({ code: 'statement-version-unknown' }),
    );
});
