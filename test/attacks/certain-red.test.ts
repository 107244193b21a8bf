/**
 * What is certainly forged stays red whatever else cannot be told, and two doubts make no trust: every attack of the table under every
 * circumstance that makes a verdict amber. Few are tried before a commit, more by `npm run check`, every pair at night.
 */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import type { VerdictCode } from '../../src-main/domain/verdict-codes.ts';
import { verdictCodes } from '../../src-main/domain/verdict-codes.ts';
import { openLook, plannedLooks, withLooks } from '../../src-main/verification/looks.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { sample } from '../support/every-case.ts';
import { attackCases, type AttackCase } from './attack-cases.ts';
import { additions, contexts, type Circumstance } from './circumstances.ts';
import { testContext } from './test-context.ts';
import { pdfBytes, type TestPdf } from './test-pdf.ts';

/** Red that rests on what this machine knows and when: without it nothing is certain. */
const restsOnTrust: ReadonlySet<VerdictCode> = new Set<VerdictCode>([
  'CHAIN_INVALID',
  'MAKER_CHAIN_INVALID',
  'CERT_REVOKED',
  'MAKER_CERT_REVOKED',
  'CERT_USAGE_FORBIDDEN',
  'MAKER_CERT_USAGE_FORBIDDEN',
  'SEAL_STATUS_CANCELLED',
  'SEAL_STATUS_FROZEN',
  'SEAL_STATUS_EXPIRED',
  'SEAL_TIMESTAMP_INVALID',
  'TIMESTAMP_INVALID',
]);

function judge(
  pdf: TestPdf | string,
  { context }: AttackCase,
  more: Circumstance['context'],
): VerificationReport {
  return verifyDocument(bytesSource(pdfBytes(pdf)), testContext({ ...context, ...more }));
}

/** Some of them each time, the cheap ones mostly; all at night. */
const tried = sample(additions, { few: 5, more: 12 });

/** Red for the time of an authority, whose certificate lies with what is trusted and not in the file. */
const restsOnAuthority: ReadonlySet<string> = new Set(['P23-authority-expired']);

const isRed = (code: VerdictCode): boolean => verdictCodes[code].level === 'FAIL';
const isCertain = ({ id }: AttackCase, { codes }: VerificationReport): boolean =>
  !restsOnAuthority.has(id) && codes.some((code) => isRed(code) && !restsOnTrust.has(code));

const red = attackCases.filter(({ level }) => level === 'FAIL');
const amber = attackCases.filter(({ level, isDrawn }) => level === 'UNSURE' && isDrawn !== true);

describe('certain red', () => {
  it('is there', () => expect(red.length).toBeGreaterThan(400));

  it.each(sample(red, { few: 12, more: 40 }))('$id', (attack) => {
    const pdf = attack.make();
    const plain = judge(pdf, attack, {});
    expect(plain.level).toBe('FAIL');
    for (const { id, context } of isCertain(attack, plain) ? contexts : [])
      expect(judge(pdf, attack, context).level, id).toBe('FAIL');
    expect(withLooks(plain, plannedLooks(plain).map(openLook)).level).toBe('FAIL');
    if (typeof pdf === 'string') return;
    for (const { id, add } of tried) {
      const more = add?.(pdf);
      if (more) expect(judge(more, attack, {}).level, id).toBe('FAIL');
    }
  });

  it.each(sample(red, { few: 2, more: 4 }))('$id, twice in doubt', (attack) => {
    const pdf = attack.make();
    if (typeof pdf === 'string') return;
    const plain = judge(pdf, attack, {});
    if (!isCertain(attack, plain)) return;
    for (const { id, context } of contexts)
      for (const addition of tried) {
        const more = addition.add?.(pdf);
        if (more) expect(judge(more, attack, context).level, `${id}, ${addition.id}`).toBe('FAIL');
      }
  });
});

describe('amber', () => {
  it.each(sample(amber, { few: 8, more: 24 }))('$id is not green by a second doubt', (attack) => {
    const pdf = attack.make();
    const greens = ['PASS', 'NONE'];
    for (const { id, context } of contexts)
      expect(greens, id).not.toContain(judge(pdf, attack, context).level);
    if (typeof pdf === 'string') return;
    for (const { id, add } of tried) {
      const more = add?.(pdf);
      if (more) expect(greens, id).not.toContain(judge(more, attack, {}).level);
    }
  });
});
