/** Two roots that are both trusted: what one of them says must not pass for the other's (P30). */
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { sealDigest } from '../../../src-main/seal/status-row.ts';
import { rootDigest } from '../../../src-main/seal/status-subject.ts';
import type { VerificationContext } from '../../../src-main/verification/context.ts';
import { subAuthority, type TestIdentity } from '../test-city.ts';
import { statusState, testContext } from '../test-context.ts';
import { testKey } from '../test-key.ts';
import { basePdf, sealPdf } from '../test-pdf.ts';
import { makeCertificate, makeCrl, type CertificateOptions } from '../test-pki.ts';
import { makeSeal, type SealOptions } from '../test-seal.ts';
import { attack, cms, sealed, type AttackCase } from './attack-making.ts';

const years = { from: '2024-01-01T00:00:00Z', to: '2034-01-01T00:00:00Z' };
const OTHER = '另一可信根';
const otherKey = testKey('P30 root');
const otherRoot = makeCertificate({
  ...{ subject: OTHER, issuer: OTHER, key: otherKey, issuerKey: otherKey, serial: 1, ca: true, ...years },
});

/** A certificate that the other root issues. */
function under(name: string, serial: number, more: Partial<CertificateOptions> = {}): TestIdentity {
  const key = testKey(`P30 ${name}`);
  const certificate = makeCertificate({
    ...{ subject: name, issuer: OTHER, key, issuerKey: otherKey, serial, ...years, ...more },
  });
  return { key, certificate, serial, issuer: OTHER };
}
const list = (issuer: string, key: string, revoked: Parameters<typeof makeCrl>[0]['revoked'] = []) =>
  parseCrl(
    makeCrl({
      ...{ issuer, issuerKey: testKey(key), revoked },
      ...{ thisUpdate: '2026-11-23T00:00:00Z', nextUpdate: '2026-11-30T00:00:00Z' },
    }),
  );

const city = testContext();
const both: Partial<VerificationContext> = {
  anchors: [...city.anchors, parseCertificate(otherRoot)],
  crls: [...city.crls, list(OTHER, 'P30 root')],
};
const making = { extendedUsage: projectOids.sealMakingPurpose };
const otherMaker = under('另一制章', 7, making);
/** The city's own seal maker by name, with a certificate of the other root. */
const namesake = under('汴印测试制章', 8, making);
const stampers = {
  good: under('另一时间戳', 9, { extendedUsage: '1.3.6.1.5.5.7.3.8' }),
  person: under('某人', 10),
  maker: otherMaker,
};
const sealBy = (maker: TestIdentity, more: SealOptions = {}) =>
  sealPdf(basePdf(), { seal: makeSeal({ maker, ...more }) });
const publishedByOther = statusState([], undefined, rootDigest(otherRoot));

export const twoRootsCases: readonly AttackCase[] = [
  attack('P30-both', 'an honest seal where another root is trusted too', 'PASS', null, sealed, both),
  attack(
    'P30-number',
    'a maker under another trusted root writes the number of a city seal',
    'UNSURE',
    'SEAL_STATUS_OTHER_SEAL',
    () => sealBy(otherMaker),
    both,
  ),
  attack(
    'P30-namesake',
    'the same, by a maker with the name of the city seal maker',
    'UNSURE',
    'SEAL_STATUS_OTHER_SEAL',
    () => sealBy(namesake),
    both,
  ),
  ...([4, 5] as const).map((version) =>
    attack(
      `P30-number-v${version}`,
      `the same in version ${version}, frozen by the city since: nobody knows whether it is that seal`,
      'UNSURE',
      'SEAL_STATUS_OTHER_SEAL',
      () => sealBy(otherMaker, { version }),
      {
        ...both,
        statusSnapshot: statusState([
          { h: sealDigest('41020000000001'), s: 2, since: '2026-11-01T00:00:00Z', r: 'HOLD' },
        ]),
      },
    ),
  ),
  attack(
    'P30-publisher',
    'another trusted root publishes that the city seal is valid',
    'UNSURE',
    'SEAL_STATUS_OTHER_SEAL',
    sealed,
    { ...both, statusSnapshot: publishedByOther },
  ),
  attack(
    'P30-list',
    'another trusted root publishes the revocation list of the city authority',
    'UNSURE',
    'REVOCATION_MISSING',
    sealed,
    {
      ...both,
      crls: [list('汴印测试根', 'root'), list('汴印测试签发机构', 'P30 root'), list(OTHER, 'P30 root')],
    },
  ),
  attack(
    'P30-stamp',
    'a time-stamp authority under the other trusted root: it is trusted as well',
    'PASS',
    null,
    () => sealPdf(basePdf(), { stampAuthority: stampers.good }),
    both,
  ),
  attack(
    'P30-stamp-person',
    'a time stamp by a person under the other trusted root',
    'FAIL',
    'TIMESTAMP_INVALID',
    () => sealPdf(basePdf(), { stampAuthority: stampers.person }),
    both,
  ),
  attack(
    'P30-stamp-maker',
    'a time stamp by a seal maker',
    'FAIL',
    'TIMESTAMP_INVALID',
    () => sealPdf(basePdf(), { stampAuthority: stampers.maker }),
    both,
  ),
  attack(
    'P30-person-maker',
    'a seal made with the certificate of a person under the other trusted root',
    'UNSURE',
    'MAKER_NOT_AUTHORISED',
    () => sealBy(under('某人', 11)),
    both,
  ),
  attack(
    'P30-stamper-maker',
    'a seal made with the certificate of a time-stamp authority',
    'FAIL',
    'MAKER_CERT_USAGE_FORBIDDEN',
    () => sealBy(stampers.good),
    both,
  ),
  attack(
    'P30-maker-signs',
    'the seal maker signs a document itself, without a seal: its certificate is for making seals',
    'UNSURE',
    null,
    () => sealPdf(basePdf(), cms({ ...otherMaker })),
    both,
  ),
  attack(
    'P30-person-issues',
    'a maker issued by a person, whose key the other root made an authority',
    'UNSURE',
    'SEAL_STATUS_OTHER_SEAL',
    () => {
      const key = testKey('P30 bred');
      const bred = makeCertificate({
        ...{ subject: '套来的制章', issuer: '汴京样例公司', key, issuerKey: testKey('汴京样例公司') },
        ...{ serial: 12, ...years, ...making },
      });
      return sealBy({ key, certificate: bred, serial: 12, issuer: '汴京样例公司' });
    },
    {
      ...both,
      crls: [...(both.crls ?? []), list('汴京样例公司', '汴京样例公司')],
      intermediates: [
        parseCertificate(subAuthority),
        parseCertificate(
          makeCertificate({
            ...{ subject: '汴京样例公司', issuer: OTHER, key: testKey('汴京样例公司'), issuerKey: otherKey },
            ...{ serial: 13, ca: true, ...years },
          }),
        ),
      ],
    },
  ),
];
