/** The signer's own verification of its output: whatever the engine finds wrong with any signature in it, it has no name. */
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HomeMoment } from '../../../src-main/home/home-moment.ts';
import { checkOutput } from '../../../src-main/signer/self-check.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import type { SignatureReport, VerificationReport } from '../../../src-main/verification/report.ts';

vi.mock('../../../src-main/verification/verify-document.ts', () => ({ verifyDocument: vi.fn() }));
afterAll(() => vi.restoreAllMocks());

const pass = { level: 'PASS', codes: [] };
const approval = { ok: true };
/** What the self-check reads of a signature. */
const good = {
  ...{ coverage: { coversWholeFile: true }, integrity: pass, identity: pass, time: pass },
  approvals: [approval, approval],
};
const earlier = { ...good, coverage: { coversWholeFile: false }, approvals: [] };
const moment = { trust: {}, status: { read: () => null }, now: new Date(0) } as unknown as HomeMoment;
const written = { source: { size: 0, read: () => new Uint8Array() }, prefixes: [] };

let signatures: object[] = [];
beforeEach(() => {
  vi.mocked(verifyDocument).mockImplementation(
    () => ({ sm3: 'aa', signatures: signatures as SignatureReport[] }) as unknown as VerificationReport,
  );
});

/** The codes that a file with these signatures is refused with; null when it is good. */
function complaints(found: object[], isTimestamped = true): string | null {
  signatures = found;
  try {
    expect(checkOutput(moment, written, { isTimestamped, isHalf: false })).toBe('aa');
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'output-not-verified' });
    return String((error as { detail: { codes: string } }).detail.codes);
  }
}

describe('a sealed file', () => {
  test('is good, alone and over earlier signatures', () => {
    expect(complaints([good])).toBeNull();
    expect(complaints([earlier, good])).toBeNull();
  });

  test('is refused when an earlier signature does not hold any more', () => {
    const broken = { ...earlier, integrity: { level: 'FAIL', codes: ['SIG_OVER_CONTENT'] } };
    expect(complaints([broken, good])).toBe('SIG_OVER_CONTENT');
  });

  test.each([
    ['none of its approvals', []],
    ['one approval that does not verify', [approval, { ok: false }]],
    ['the first one that does not verify', [{ ok: false }, approval]],
  ])('is refused with %s', (_, approvals) => {
    expect(complaints([{ ...good, approvals }])).toBe('APPROVALS');
  });

  test('is refused when its new signature is not there, or not the only one over all of it', () => {
    expect(complaints([])).toBe('SIGNATURE_MISSING');
    expect(complaints([earlier])).toBe('SIGNATURE_MISSING');
    expect(complaints([good, good])).toBe('SIGNATURE_MISSING');
  });

  test.each(['integrity', 'identity', 'time'])('is refused when its %s is not good', (axis) => {
    for (const level of ['FAIL', 'UNSURE'])
      expect(complaints([{ ...good, [axis]: { level, codes: ['SEAL_STATUS_STALE'] } }])).toContain(
        'SEAL_STATUS_STALE',
      );
  });

  test('may have a time that is only claimed where no stamp was wanted, and only that', () => {
    const claimed = { ...good, time: { level: 'UNSURE', codes: ['TIME_CLAIMED_ONLY'] } };
    expect(complaints([claimed], false)).toBeNull();
    expect(complaints([claimed], true)).toBe('TIME_CLAIMED_ONLY');
  });
});
