/** Levels, order of codes, the first sentence and the cleaning of texts from documents. */
import { describe, expect, it } from 'vitest';
import { verdictAxes } from '../../../src-main/domain/verdict.ts';
import { axisBasis } from '../../../src-main/verification/axis-basis.ts';
import {
  axisReport,
  createCheckLog,
  levelOf,
  orderedCodes,
  requireChecks,
} from '../../../src-main/verification/check-log.ts';
import { cleanText } from '../../../src-main/verification/clean-text.ts';
import { documentSentence } from '../../../src-main/verification/sentence.ts';

describe('levels', () => {
  it('lets the worst code win and keeps notes green', () => {
    expect(levelOf([])).toBe('PASS');
    expect(levelOf(['LATER_SIGNATURE', 'LTA_UPDATE'])).toBe('PASS');
    expect(levelOf(['LATER_SIGNATURE', 'TIME_CLAIMED_ONLY'])).toBe('UNSURE');
    expect(levelOf(['TIME_CLAIMED_ONLY', 'SIG_VALUE_BAD', 'LTA_UPDATE'])).toBe('FAIL');
  });

  it('orders codes worst first without repeats', () => {
    expect(orderedCodes(['LTA_UPDATE', 'ALG_WEAK', 'BR_INVALID', 'ALG_WEAK'])).toEqual([
      'BR_INVALID',
      'ALG_WEAK',
      'LTA_UPDATE',
    ]);
  });

  it.each(Object.entries(axisBasis))(
    '%s: never calls an axis green on which not everything was checked',
    (_, basis) => {
      for (const axis of verdictAxes) {
        expect(axisReport(createCheckLog(), axis, basis).level).toBe('UNSURE');
        const whole = createCheckLog();
        for (const [check] of basis[axis]) if (check) whole.ok(axis, check);
        const isKnown = basis[axis].every((group) => group.length > 0);
        expect(axisReport(whole, axis, basis).level).toBe(isKnown ? 'PASS' : 'UNSURE');
        for (const group of basis[axis]) {
          const log = createCheckLog();
          log.ok(axis, 'something else');
          for (const { check } of whole.records) if (!group.includes(check)) log.ok(axis, check);
          expect(axisReport(log, axis, basis).level, group.join()).toBe('UNSURE');
        }
      }
    },
  );

  it('reports a forgotten check as ENGINE_ERROR', () => {
    const log = createCheckLog();
    log.ok('integrity', 'digest');
    requireChecks(log, ['digest', 'signature-value']);
    expect(axisReport(log, 'integrity', axisBasis.cms)).toEqual({ level: 'UNSURE', codes: ['ENGINE_ERROR'] });
  });
});

describe('documentSentence', () => {
  it('says what happened in one sentence and what to do', () => {
    expect(documentSentence('NONE', [], []).sentence.zh).toBe('未发现电子签章：页面上的红章可能只是图片。');
    expect(documentSentence('PASS', [], []).sentence.zh).toBe('验证通过：文件自签章后未改动，签章证书可信。');
    expect(documentSentence('PASS', ['LATER_SIGNATURE'], []).sentence.zh).toContain(
      '允许的后续操作：后来又加盖了签章',
    );
    const failed = documentSentence('FAIL', ['INTEGRITY_HASH_MISMATCH'], []);
    expect(failed.sentence.zh).toBe('验证不通过：文件内容被改动过。');
    expect(failed.nextStep.zh).toContain('不予受理');
  });

  it('fills the date of a stale list from the check', () => {
    const log = createCheckLog();
    log.finding('revocation', 'REVOCATION_STALE', { date: '2026-11-01' });
    expect(documentSentence('UNSURE', ['REVOCATION_STALE'], log.records).sentence.zh).toBe(
      '无法确认：证书吊销名单截至 2026-11-01，已过期。',
    );
  });
});

describe('cleanText', () => {
  it('removes bidi, zero-width and control characters and keeps one line', () => {
    expect(cleanText('汴京\u202E公司\u200B\n有限 \u0000<img onerror>')).toBe('汴京公司 有限 <img onerror>');
    expect([...cleanText('汴'.repeat(500))].length).toBe(200);
  });
});
