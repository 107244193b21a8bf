/**
 * The net of drawn pages under the rules for changes (page-drawing): it is silent about everything that the rules call green here, and
 * it finds what is seen when the rules are made blind, that is, when every change counts as allowed.
 */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { openLook, plannedLooks, withLooks } from '../../src-main/verification/looks.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { variations } from '../support/every-case.ts';
import { attackCases, type AttackCase } from './attack-cases.ts';
import { drawnLooks } from './drawn-looks.ts';
import { testContext } from './test-context.ts';
import { pdfBytes } from './test-pdf.ts';

function judged(attack: AttackCase) {
  const bytes = pdfBytes(attack.make());
  return { bytes, report: verifyDocument(bytesSource(bytes), testContext(attack.context)) };
}

function named(id: string): AttackCase {
  const found = attackCases.find((each) => each.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
}

/** The report as rules would write it that let everything pass and announce nothing. */
function blind(report: VerificationReport): VerificationReport {
  const signatures = report.signatures.map((signature) => ({
    ...signature,
    integrity: { level: 'PASS' as const, codes: [] },
    coverage: { ...signature.coverage, laterChanges: [] },
  }));
  return { ...report, signatures };
}

describe('what the rules let pass', () => {
  const green = attackCases
    .filter(({ level }) => level === 'PASS')
    .map((attack) => ({ id: attack.id, ...judged(attack) }))
    .filter(({ report }) => report.level === 'PASS' && plannedLooks(report).length > 0);

  it('is a good part of the table', () => expect(green.length).toBeGreaterThan(10));

  it.each(variations(green, 60))('$id looks as it was announced', async ({ bytes, report }) => {
    const looks = await drawnLooks(bytes, report);
    expect(looks.map((each) => each.look)).toEqual(looks.map(() => 'same'));
    expect(withLooks(report, looks).level).toBe('PASS');
  });
});

/** Cases that change what is drawn, by the kinds of docs/attacks.md. */
const seen: Readonly<Record<string, string>> = {
  P02: 'content page copied removed',
  P08: 'font replace-4 unlisted-4 page-4 reveal-4 hide-4 hide-empty-4 hide-free-4 hide-replace-4 unused-then-used',
  P15: 'pages box rotate removed order inherited-rotate crop unit contents-array',
  P09: 'approval certified stamp p3-stamp p3-redact p3-square p3-ink p3-text p3-watermark p3-fileattachment sealed-stamp sealed-redact sealed-square sealed-ink mark-look mark-place',
  P10: 'stranger broken expired alongside overlay p2-stranger p2-page no-type empty-cover empty-signed text-field',
  P11: 'p2-annotation p1-seal late second-strict',
  P12: 'appearance',
  P13: 'mismatch look-only shared shared-catalog outside',
  P14: 'unicode resource glyph',
  P18: 'stream-copy',
  P28: 'one-bad same-hole three-one-bad one-unknown lost',
};

describe('what is seen although the rules are blind', () => {
  const ids = Object.entries(seen).flatMap(([kind, names]) =>
    names.split(' ').map((name) => `${kind}-${name}`),
  );
  it.each(ids)('%s', async (id) => {
    const found = judged(named(id));
    const looks = await drawnLooks(found.bytes, blind(found.report));
    expect(looks.map((each) => each.look)).toContain('differs');
    const report = withLooks(blind(found.report), looks);
    expect(report.codes).toContain('PAGE_LOOK_CHANGED');
    expect(report.level).not.toBe('PASS');
  });
});

describe('what could not be drawn', () => {
  it('is never green, for every signature that was there before', () => {
    const two = judged(named('P00-two')).report;
    const report = withLooks(two, plannedLooks(two).map(openLook));
    expect(report.level).toBe('UNSURE');
    const open = report.signatures.map(({ integrity }) => integrity.codes.includes('PAGE_LOOK_OPEN'));
    expect(open).toEqual([true, false]);
    expect(report.sentence.zh).toContain('没能把前后的页面画出来比较');
  });
});
