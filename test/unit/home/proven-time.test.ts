/** What a home has seen: proven times are kept, and a clock behind them is doubted; responses that lie in the trust folder count. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAppSession, type AppSession } from '../../../src-main/app/session.ts';
import { verifyFiles } from '../../../src-main/app/verify/verify-files.ts';
import { rememberedBy, rememberTrustOf } from '../../../src-main/home/believed-trust.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { firstHolder, revocationLists, root, subAuthority } from '../../attacks/test-city.ts';
import { sm2Sign, testKey } from '../../attacks/test-key.ts';
import { basePdf, pdfBytes, sealPdf } from '../../attacks/test-pdf.ts';
import { makeOcspResponse, type TestAnswer } from '../../pki/support/ocsp-response.ts';

let folder: string;
let session: AppSession | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-clock-'));
  const lists = revocationLists([], {
    thisUpdate: '2026-11-01T00:00:00Z',
    nextUpdate: '2026-12-30T00:00:00Z',
  });
  put('anchors/root.cer', root);
  put('intermediates/sub.cer', subAuthority);
  for (const [i, list] of lists.entries()) put(`crls/${i}.crl`, list);
  writeFileSync(join(folder, 'stamped.pdf'), pdfBytes(sealPdf(basePdf())));
  writeFileSync(join(folder, 'claimed.pdf'), pdfBytes(sealPdf(basePdf(), { stampTime: null })));
});
afterEach(() => {
  session?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, bytes: Uint8Array): void {
  const path = join(folder, 'home', 'trust', name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
}

async function codes(file: string, now: string, trust: readonly string[] = []): Promise<readonly string[]> {
  session?.stop();
  session = openAppSession(homeDirectory(join(folder, 'home')), () => new Date(now));
  const [found] = await verifyFiles(session, { files: [join(folder, file)], trust });
  if (!found || !('report' in found)) throw new Error('no report');
  return found.report.codes;
}

const seenFile = () => join(folder, 'home', 'last-seen.json');

test('a time that a trusted stamp proved is kept; a clock behind it is doubted in the next run', async () => {
  expect(await codes('claimed.pdf', '2026-11-18T00:00:00Z')).not.toContain('CLOCK_SUSPECT');
  expect(existsSync(seenFile())).toBe(false);
  expect(await codes('stamped.pdf', '2026-11-23T08:00:00Z')).not.toContain('CLOCK_SUSPECT');
  expect(JSON.parse(readFileSync(seenFile(), 'utf8'))).toEqual({ v: 1, latest: '2026-11-20T02:00:00.000Z' });
  expect(await codes('claimed.pdf', '2026-11-18T00:00:00Z')).toContain('CLOCK_SUSPECT');
  expect(await codes('claimed.pdf', '2026-11-21T00:00:00Z')).not.toContain('CLOCK_SUSPECT');
});

test('a stamp later than the clock doubts the clock at once, and for later files', async () => {
  expect(await codes('stamped.pdf', '2026-11-18T00:00:00Z')).toContain('CLOCK_SUSPECT');
  expect(await codes('claimed.pdf', '2026-11-18T00:00:00Z')).toContain('CLOCK_SUSPECT');
});

test('one stamp from ahead of the clock does not doubt it for ever; another one says so again', async () => {
  await codes('stamped.pdf', '2026-11-17T12:00:00Z');
  expect(await codes('claimed.pdf', '2026-11-18T11:00:00Z')).toContain('CLOCK_SUSPECT');
  expect(await codes('claimed.pdf', '2026-11-18T13:00:00Z')).not.toContain('CLOCK_SUSPECT');
  await codes('stamped.pdf', '2026-11-18T13:00:00Z');
  expect(await codes('claimed.pdf', '2026-11-18T13:00:00Z')).toContain('CLOCK_SUSPECT');
  // Once the clock has reached it, it counts for good.
  await codes('stamped.pdf', '2026-11-23T08:00:00Z');
  expect(await codes('claimed.pdf', '2026-11-18T13:00:00Z')).toContain('CLOCK_SUSPECT');
});

test('a list from after the clock doubts it', async () => {
  expect(await codes('claimed.pdf', '2026-10-31T00:00:00Z')).toContain('CLOCK_SUSPECT');
});

test('what somebody trusts for once is not kept; a damaged note is none', async () => {
  const extra = join(folder, 'extra.cer');
  writeFileSync(extra, subAuthority);
  await codes('stamped.pdf', '2026-11-23T08:00:00Z', [extra]);
  expect(existsSync(seenFile())).toBe(false);
  writeFileSync(seenFile(), '{"v":1,"latest":"soon"}');
  expect(await codes('claimed.pdf', '2026-11-18T00:00:00Z')).not.toContain('CLOCK_SUSPECT');
});

const revoking = (change: Partial<TestAnswer> = {}): Uint8Array => {
  const issuer = parseCertificate(subAuthority);
  return makeOcspResponse({
    issuer,
    responder: issuer,
    sign: (tbs) => sm2Sign(testKey('sub'), tbs),
    answers: [
      {
        certificate: parseCertificate(firstHolder.certificate),
        status: 'revoked',
        revoked: new Date('2026-11-10T00:00:00Z'),
        thisUpdate: new Date('2026-11-11T00:00:00Z'),
        nextUpdate: new Date('2026-11-12T00:00:00Z'),
        ...change,
      },
    ],
  });
};
const now = '2026-11-23T08:00:00Z';

test('responses in the trust folder, and named for one verification, count', async () => {
  expect(await codes('stamped.pdf', now)).not.toContain('CERT_REVOKED');
  const named = join(folder, 'answer.ors');
  writeFileSync(named, revoking());
  expect(await codes('stamped.pdf', now, [named])).toContain('CERT_REVOKED');
  put('ocsp/answer.ors', revoking());
  expect(await codes('stamped.pdf', now)).toContain('CERT_REVOKED');
});

const hold = { reason: 6, thisUpdate: new Date('2026-11-12T00:00:00Z') };
test.each([
  ['revoked for good', {}, ['CERT_REVOKED']],
  ['on hold, and nothing newer lifts it', hold, ['CERT_REVOKED']],
])('an answer that was here once speaks after it was deleted: %s', async (_, change, expected) => {
  put('ocsp/answer.ors', revoking(change));
  rememberTrustOf(homeDirectory(join(folder, 'home')));
  rmSync(join(folder, 'home', 'trust', 'ocsp'), { recursive: true });
  expect(await codes('stamped.pdf', now)).toEqual(expect.arrayContaining(expected));
  // A newer answer that says `good` lifts a hold and nothing else, so that nobody is locked out whom the authority lets in.
  put(
    'ocsp/newer.ors',
    revoking({
      status: 'good',
      thisUpdate: new Date('2026-11-22T00:00:00Z'),
      nextUpdate: new Date('2026-11-30T00:00:00Z'),
    }),
  );
  const lifted = await codes('stamped.pdf', now);
  expect(lifted.includes('CERT_REVOKED')).toBe(change !== hold);
});

test('what nobody known here has signed is not remembered', () => {
  const forged = revoking();
  forged[forged.length - 5] = (forged[forged.length - 5] ?? 0) ^ 1;
  put('ocsp/answer.ors', forged);
  const home = homeDirectory(join(folder, 'home'));
  rememberTrustOf(home);
  expect(rememberedBy(home).revoking).toEqual([]);
  put('ocsp/answer.ors', revoking());
  rememberTrustOf(home);
  expect(rememberedBy(home).revoking).toHaveLength(1);
});
