/** Certificates and revocation behind a seal (P23): each case seals with a signer of its own and judges with lists of its own. */
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import type { VerificationContext } from '../../../src-main/verification/context.ts';
import {
  firstHolder,
  identity,
  revocationLists,
  stranger,
  subAuthority,
  type IdentityOptions,
  type TestIdentity,
} from '../test-city.ts';
import { testKey } from '../test-key.ts';
import { makeCertificate, makeCrl, type CertificateOptions } from '../test-pki.ts';
import { basePdf, sealPdf, type TestPdf } from '../test-pdf.ts';
import { makeSeal } from '../test-seal.ts';
import { attack, sealed, type AttackCase } from './attack-making.ts';

const SUB = '汴印测试签发机构';
const ROOT = '汴印测试根';
const years = { from: '2024-01-01T00:00:00Z', to: '2034-01-01T00:00:00Z' };
const fresh = { thisUpdate: '2026-11-23T00:00:00Z', nextUpdate: '2026-11-30T00:00:00Z' };

const sealedBy = (signer: TestIdentity): TestPdf =>
  sealPdf(basePdf(), { signer, seal: makeSeal({ certificates: [signer.certificate] }) });

/** authorityCertSerialNumber of the issuing authority. */
const namedAuthority = {
  oid: '2.5.29.35',
  critical: false,
  value: der.sequence(der.implicit(2, der.integer(2))),
};

/** Sealed with a certificate that another key issued in the name of the authority. */
function forgedBy(more: Partial<CertificateOptions>): TestPdf {
  const key = testKey('P23 holder');
  const certificate = makeCertificate({
    subject: '汴京样例公司',
    key,
    issuer: SUB,
    issuerKey: testKey('forger'),
    serial: 601,
    ...years,
    ...more,
  });
  return sealedBy({ key, certificate, serial: 601, issuer: SUB });
}

interface Authority {
  readonly name: string;
  readonly certificate: Uint8Array;
}

/** An authority below another one. */
const authority = (
  name: string,
  above: string,
  aboveKey: string,
  more: Partial<CertificateOptions> = {},
): Authority => ({
  name,
  certificate: makeCertificate({
    subject: name,
    key: testKey(name),
    issuer: above,
    issuerKey: testKey(aboveKey),
    serial: 500,
    ca: true,
    ...years,
    ...more,
  }),
});
const below = (issuer: string, more: Partial<CertificateOptions> = {}): TestIdentity => {
  const key = testKey('P23 holder');
  const certificate = makeCertificate({
    subject: '汴京样例公司',
    key,
    issuer,
    issuerKey: testKey(issuer),
    serial: 600,
    ...years,
    ...more,
  });
  return { key, certificate, serial: 600, issuer };
};

/** What the verifier knows: the test city, these authorities, and an empty fresh list of each. */
const knowing = (...authorities: readonly Authority[]): Partial<VerificationContext> => ({
  intermediates: [subAuthority, ...authorities.map(({ certificate }) => certificate)].map(parseCertificate),
  crls: [
    ...revocationLists(),
    ...authorities.map(({ name }) => makeCrl({ issuer: name, issuerKey: testKey(name), ...fresh })),
  ].map(parseCrl),
});
const behind = (
  id: string,
  what: string,
  level: DocumentLevel,
  code: VerdictCode | null,
  chain: readonly Authority[],
  more: Partial<CertificateOptions> = {},
): AttackCase =>
  attack(id, what, level, code, () => sealedBy(below(chain.at(-1)?.name ?? SUB, more)), knowing(...chain));

const plain = authority('P23 机构', SUB, 'sub');
const excluding = der.sequence(
  der.implicit(
    1,
    der.sequence(
      der.sequence(
        der.explicit(4, der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8('汴京样例公司'))))),
      ),
    ),
  ),
);
const unknownCritical = {
  extensions: [{ oid: '1.2.156.10260.4.98', critical: true, value: der.integer(1) }],
};
const [rounds, about] = ['P23 甲', 'P23 乙'];
const loop = [authority(rounds, about, about), authority(about, rounds, rounds)];

const leaf = (
  id: string,
  what: string,
  level: DocumentLevel,
  code: VerdictCode | null,
  options: IdentityOptions & { usage?: number },
  serial: number,
) => attack(id, what, level, code, () => sealedBy(identity(`P23 ${id}`, serial, options)));

const reasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  '',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];
const revoked = (at: string, reason?: number): Partial<VerificationContext> => ({
  crls: revocationLists([
    { serial: firstHolder.serial, at, ...(reason === undefined ? {} : { reason }) },
  ]).map(parseCrl),
});
const lists = (...crls: readonly Uint8Array[]): Partial<VerificationContext> => ({
  crls: crls.map(parseCrl),
});
const [rootList = new Uint8Array()] = revocationLists();

export const chainCases: readonly AttackCase[] = [
  leaf(
    'P23-expired',
    'the certificate had expired before it sealed',
    'FAIL',
    'CERT_EXPIRED_AT_SIGN',
    { to: '2026-11-01T00:00:00Z' },
    610,
  ),
  leaf(
    'P23-early',
    'the certificate was not valid yet',
    'FAIL',
    'CERT_NOT_YET_VALID',
    { from: '2026-11-21T00:00:00Z' },
    611,
  ),
  leaf(
    'P23-expired-since',
    'the certificate expired after it sealed, and the only list is younger than that',
    'UNSURE',
    'REVOCATION_MISSING',
    { to: '2026-11-22T00:00:00Z' },
    612,
  ),
  leaf(
    'P23-encryption',
    'the certificate is for encryption',
    'FAIL',
    'CERT_USAGE_FORBIDDEN',
    { usage: 0x38 },
    613,
  ),
  leaf(
    'P23-stamping',
    'the certificate is for time stamps only',
    'FAIL',
    'CERT_USAGE_FORBIDDEN',
    { extendedUsage: '1.3.6.1.5.5.7.3.8' },
    614,
  ),
  ...(
    [
      ['servers', '1.3.6.1.5.5.7.3.1', 'UNSURE', 'SIGNER_PURPOSE_OTHER'],
      ['clients', '1.3.6.1.5.5.7.3.2', 'UNSURE', 'SIGNER_PURPOSE_OTHER'],
      ['programs', '1.3.6.1.5.5.7.3.3', 'UNSURE', 'SIGNER_PURPOSE_OTHER'],
      ['smart-cards', '1.3.6.1.4.1.311.20.2.2', 'UNSURE', 'SIGNER_PURPOSE_OTHER'],
      ['status', projectOids.statusSnapshotPurpose, 'UNSURE', 'SIGNER_PURPOSE_OTHER'],
      ['mail', '1.3.6.1.5.5.7.3.4', 'PASS', null],
      ['documents', '1.3.6.1.5.5.7.3.36', 'PASS', null],
      ['unknown', '1.2.156.112.7.1', 'PASS', null],
    ] as const
  ).map(([id, extendedUsage, level, code], i) =>
    leaf(`P23-purpose-${id}`, `the certificate is for ${id} only`, level, code, { extendedUsage }, 630 + i),
  ),
  attack('P23-self', 'a certificate that signed itself', 'UNSURE', 'TRUST_ROOT_UNKNOWN', () =>
    sealedBy(stranger('自签')),
  ),
  behind('P23-deeper', 'an honest chain of four', 'PASS', null, [plain]),
  behind('P23-no-usage', 'a certificate that says nothing about its use', 'PASS', null, [plain], {
    usage: null,
  }),
  behind(
    'P23-critical',
    'an unknown critical extension',
    'UNSURE',
    'CERT_EXTENSION_UNKNOWN',
    [plain],
    unknownCritical,
  ),
  behind(
    'P23-critical-authority',
    'an unknown critical extension in the authority',
    'UNSURE',
    'CERT_EXTENSION_UNKNOWN',
    [authority('P23 机构 3', SUB, 'sub', unknownCritical)],
  ),
  behind('P23-no-authority', 'issued by a certificate that is no authority', 'FAIL', 'CHAIN_INVALID', [
    authority('P23 非机构', SUB, 'sub', { ca: false, usage: 0x06 }),
  ]),
  behind('P23-path-length', 'an authority that may have none below it', 'FAIL', 'CHAIN_INVALID', [
    authority('P23 机构 5', SUB, 'sub', { pathLength: 0 }),
    authority('P23 机构 6', 'P23 机构 5', 'P23 机构 5'),
  ]),
  behind('P23-usage-authority', 'an authority that may not sign certificates', 'FAIL', 'CHAIN_INVALID', [
    authority('P23 机构 7', SUB, 'sub', { usage: 0xc0 }),
  ]),
  behind('P23-names', 'an authority that may not name this subject', 'FAIL', 'CHAIN_INVALID', [
    authority('P23 机构 8', SUB, 'sub', {
      extensions: [{ oid: '2.5.29.30', critical: true, value: excluding }],
    }),
  ]),
  behind('P23-authority-expired', 'the authority had expired', 'FAIL', 'CERT_EXPIRED_AT_SIGN', [
    authority('P23 机构 9', SUB, 'sub', { to: '2026-01-01T00:00:00Z' }),
  ]),
  behind('P23-loop', 'two authorities that vouch for one another', 'UNSURE', 'TRUST_ROOT_UNKNOWN', loop),
  attack(
    'P23-forged-issuer',
    'issued in the name of the authority, whose own key it names, by another key',
    'FAIL',
    'CHAIN_INVALID',
    () => forgedBy({ extensions: [namedAuthority] }),
  ),
  attack(
    'P23-other-key',
    'issued in the name of the authority by a key that nobody here knows: it may have changed its key',
    'UNSURE',
    'CHAIN_INCOMPLETE',
    () => forgedBy({}),
  ),
  attack(
    'P23-cross',
    'the authority has a second certificate for the same key, expired',
    'PASS',
    null,
    sealed,
    {
      intermediates: [
        makeCertificate({
          subject: SUB,
          key: testKey('sub'),
          issuer: ROOT,
          issuerKey: testKey('root'),
          serial: 501,
          ca: true,
          from: years.from,
          to: '2025-01-01T00:00:00Z',
        }),
        subAuthority,
      ].map(parseCertificate),
    },
  ),
  attack('P23-no-anchor', 'nobody trusts the root', 'UNSURE', 'TRUST_ROOT_UNKNOWN', sealed, { anchors: [] }),
  attack('P23-no-authority-known', 'the authority is not known', 'UNSURE', 'CHAIN_INCOMPLETE', sealed, {
    intermediates: [],
  }),
  attack('P23-leaf-anchor', 'only another root is trusted', 'UNSURE', 'TRUST_ROOT_UNKNOWN', sealed, {
    anchors: [parseCertificate(stranger('别的根').certificate)],
  }),

  ...reasons.flatMap((name, reason) =>
    name === '' || name === 'removeFromCRL'
      ? []
      : [
          attack(
            `P23-revoked-${reason}`,
            `revoked before it sealed: ${name}`,
            'FAIL',
            'CERT_REVOKED',
            sealed,
            revoked('2026-11-01T00:00:00Z', reason),
          ),
        ],
  ),
  attack(
    'P23-revoked-later',
    'revoked after it sealed, which a time stamp proves',
    'PASS',
    'REVOKED_AFTER_SIGN',
    sealed,
    revoked('2026-11-22T00:00:00Z', 4),
  ),
  attack(
    'P23-revoked-key',
    'its key leaked after it sealed, which a time stamp proves',
    'PASS',
    'REVOKED_AFTER_SIGN',
    sealed,
    revoked('2026-11-22T00:00:00Z', 1),
  ),
  attack(
    'P23-authority-revoked',
    'the authority was revoked before',
    'FAIL',
    'CERT_REVOKED',
    sealed,
    lists(
      makeCrl({
        issuer: ROOT,
        issuerKey: testKey('root'),
        ...fresh,
        revoked: [{ serial: 2, at: '2026-01-01T00:00:00Z' }],
      }),
      makeCrl({ issuer: SUB, issuerKey: testKey('sub'), ...fresh }),
    ),
  ),
  attack(
    'P23-list-stale',
    'the list is out of date',
    'UNSURE',
    'REVOCATION_STALE',
    sealed,
    lists(
      rootList,
      makeCrl({
        issuer: SUB,
        issuerKey: testKey('sub'),
        thisUpdate: '2026-10-01T00:00:00Z',
        nextUpdate: '2026-10-08T00:00:00Z',
      }),
    ),
  ),
  attack(
    'P23-list-forged',
    'an empty list by another key',
    'UNSURE',
    'REVOCATION_MISSING',
    sealed,
    lists(rootList, makeCrl({ issuer: SUB, issuerKey: testKey('forger'), ...fresh })),
  ),
  attack(
    'P23-list-forged-beside',
    'an empty forged list beside a genuine one that revokes',
    'FAIL',
    'CERT_REVOKED',
    sealed,
    lists(
      rootList,
      makeCrl({
        issuer: SUB,
        issuerKey: testKey('forger'),
        thisUpdate: '2026-11-23T06:00:00Z',
        nextUpdate: '2026-12-30T00:00:00Z',
      }),
      makeCrl({
        issuer: SUB,
        issuerKey: testKey('sub'),
        ...fresh,
        revoked: [{ serial: firstHolder.serial, at: '2026-11-01T00:00:00Z' }],
      }),
    ),
  ),
  attack(
    'P23-list-other',
    'only the list of another authority',
    'UNSURE',
    'REVOCATION_MISSING',
    sealed,
    lists(rootList),
  ),
  attack('P23-list-none', 'no list at all', 'UNSURE', 'REVOCATION_MISSING', sealed, { crls: [] }),
  attack(
    'P23-list-old-beside',
    'an older list that does not know of the revocation yet',
    'FAIL',
    'CERT_REVOKED',
    sealed,
    lists(
      rootList,
      makeCrl({
        issuer: SUB,
        issuerKey: testKey('sub'),
        thisUpdate: '2026-10-01T00:00:00Z',
        nextUpdate: '2026-12-30T00:00:00Z',
      }),
      makeCrl({
        issuer: SUB,
        issuerKey: testKey('sub'),
        ...fresh,
        revoked: [{ serial: firstHolder.serial, at: '2026-11-01T00:00:00Z' }],
      }),
    ),
  ),
];
