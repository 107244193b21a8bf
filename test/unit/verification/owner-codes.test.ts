/** One file per code: what makes the engine say it. Codes of the attack table have their owner there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bigintToBytes, concatBytes } from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { parseSm2Signature } from '../../../src-main/crypto/sm2.ts';
import { bytesSource, type ByteSource } from '../../../src-main/domain/byte-source.ts';
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import type { DocumentLevel } from '../../../src-main/domain/verdict.ts';
import { verdictCodes, type VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import { sealDigest } from '../../../src-main/seal/status-row.ts';
import type { VerificationContext } from '../../../src-main/verification/context.ts';
import { renderReportText } from '../../../src-main/verification/render-text.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { attackCases } from '../../attacks/attack-cases.ts';
import {
  firstHolder,
  identity,
  revocationLists,
  sealMaker,
  stranger,
  subAuthority,
} from '../../attacks/test-city.ts';
import { cms } from '../../attacks/cases/attack-making.ts';
import { statusState, testContext, esIds } from '../../attacks/test-context.ts';
import {
  appendObjects,
  basePdf,
  catalogBody,
  nextNumber,
  pdfBytes,
  sealPdf,
  streamBody,
  type SealPdfOptions,
  type TestPdf,
} from '../../attacks/test-pdf.ts';
import { makePermit } from '../../attacks/test-permit.ts';
import { testKey } from '../../attacks/test-key.ts';
import { makeCertificate, makeSignedData, oids, type RevokedEntry } from '../../attacks/test-pki.ts';
import { makeSeal, rawSealSignature } from '../../attacks/test-seal.ts';

interface OwnerCase {
  readonly code: VerdictCode;
  readonly level: DocumentLevel;
  readonly make?: () => TestPdf | string;
  readonly context?: Partial<VerificationContext>;
  readonly revoked?: readonly RevokedEntry[];
}

const sealWith = (options: SealPdfOptions) => () => sealPdf(basePdf(), options);
const noStamp = sealWith({ stampTime: null });
const by = (who: ReturnType<typeof identity>, more: SealPdfOptions = {}) =>
  sealWith({ signer: who, ...more });
const cancelled = (since: string, more: object = {}) => ({
  statusSnapshot: statusState([{ h: sealDigest(esIds[0]), s: 3, since, ...more }]),
});
const lapsed = identity('旧证书', 60, { to: '2026-11-21T00:00:00Z' });
const early = identity('新证书', 61, { from: '2026-11-22T00:00:00Z' });
const encryptionOnly = identity('加密证书', 62, { usage: 0x38 });
const making = { extendedUsage: projectOids.sealMakingPurpose };
const maker = (serial: number, more: Parameters<typeof identity>[2]) =>
  identity(`制章${serial}`, serial, { ...making, ...more });
/** A maker's certificate that says it comes from an authority which did not sign it. */
const issuedBy = (issuer: string, serial: number): ReturnType<typeof identity> => {
  const key = testKey(`制章${serial}`);
  const dates = { from: '2024-01-01T00:00:00Z', to: '2034-01-01T00:00:00Z' };
  const names = { subject: `制章${serial}`, issuer, serial };
  // It names the key of the issuing authority (serial number 2), which did not sign it.
  const value = der.sequence(der.implicit(2, der.integer(2)));
  const extensions = [{ oid: '2.5.29.35', critical: false, value }];
  const issuerKey = testKey('谁也不是');
  const certificate = makeCertificate({ ...names, ...dates, ...making, extensions, key, issuerKey });
  return { key, certificate, serial, issuer };
};
const original = basePdf();
const permitted = (options: Parameters<typeof makePermit>[1] = {}) =>
  sealWith({ extDatas: [makePermit(pdfBytes(original), options)] });
const forChief = { delegationSm3: '11'.repeat(32), personId: 'chief', name: '周启明' };
const withoutCertificate = (digest: Uint8Array) =>
  makeSignedData({ contentType: oids.data, digest, ...firstHolder, certificate: der.sequence() });
const raw = (value: Uint8Array) => {
  const { r, s } = parseSm2Signature(value);
  return concatBytes(bigintToBytes(r, 32), bigintToBytes(s, 32));
};
const dss = (pdf: TestPdf) => {
  const number = nextNumber(pdf);
  return appendObjects(pdf, {
    1: catalogBody(pdf.fields, `/DSS ${number} 0 R `),
    [number]: `<< /Certs [${number + 1} 0 R] >>`,
    [number + 1]: streamBody('certificate'),
  });
};

const cases: readonly OwnerCase[] = [
  { code: 'CERT_REVOKED', level: 'FAIL', revoked: [{ serial: 20, at: '2026-11-01T00:00:00Z' }] },
  {
    code: 'REVOKED_AFTER_SIGN',
    level: 'PASS',
    revoked: [{ serial: 20, at: '2026-11-22T00:00:00Z', reason: 4 }],
  },
  {
    code: 'REVOKED_NO_POE',
    level: 'UNSURE',
    make: noStamp,
    revoked: [{ serial: 20, at: '2026-11-22T00:00:00Z', reason: 4 }],
  },
  {
    code: 'CERT_EXPIRED_AT_SIGN',
    level: 'FAIL',
    make: by(identity('过期证书', 63, { to: '2026-11-01T00:00:00Z' })),
  },
  { code: 'CERT_EXPIRED_NO_POE', level: 'UNSURE', make: by(lapsed, { stampTime: null }) },
  { code: 'CERT_NOT_YET_VALID', level: 'FAIL', make: by(early) },
  { code: 'CERT_USAGE_FORBIDDEN', level: 'FAIL', make: by(encryptionOnly) },
  { code: 'TRUST_ROOT_UNKNOWN', level: 'UNSURE', context: { anchors: [] } },
  { code: 'CHAIN_INCOMPLETE', level: 'UNSURE', context: { intermediates: [] } },
  { code: 'REVOCATION_MISSING', level: 'UNSURE', context: { crls: [] } },
  {
    code: 'REVOCATION_STALE',
    level: 'UNSURE',
    make: sealWith({ time: '2026-12-05T00:00:00Z' }),
    context: { now: new Date('2026-12-06T00:00:00Z') },
  },
  { code: 'NO_SIGNER_CERTIFICATE', level: 'UNSURE', make: sealWith({ sign: withoutCertificate }) },
  { code: 'SEAL_STATUS_CANCELLED', level: 'FAIL', context: cancelled('2026-11-01T00:00:00Z') },
  {
    code: 'SEAL_STATUS_FROZEN',
    level: 'FAIL',
    context: {
      statusSnapshot: statusState([
        { h: sealDigest(esIds[0]), s: 2, since: '2026-11-01T00:00:00Z', r: 'HOLD' },
      ]),
    },
  },
  {
    code: 'SEAL_STATUS_EXPIRED',
    level: 'FAIL',
    context: {
      statusSnapshot: statusState([{ h: sealDigest(esIds[0]), s: 1, since: '2026-11-01T00:00:00Z' }]),
    },
  },
  { code: 'SEAL_STATUS_NO_POE', level: 'UNSURE', make: noStamp, context: cancelled('2026-11-22T00:00:00Z') },
  {
    code: 'SEAL_STATUS_UNKNOWN',
    level: 'UNSURE',
    make: sealWith({ seal: makeSeal({ esId: '41020000000099' }) }),
  },
  {
    code: 'SEAL_STATUS_STALE',
    level: 'UNSURE',
    context: {
      statusSnapshot: statusState([], {
        thisUpdate: '2026-11-01T00:00:00Z',
        nextUpdate: '2026-11-02T00:00:00Z',
      }),
    },
  },
  { code: 'SEAL_STATUS_FORGED', level: 'UNSURE', context: { statusSnapshot: 'forged' } },
  {
    code: 'SIGNER_PURPOSE_OTHER',
    level: 'UNSURE',
    make: by(identity('网站证书', 66, { extendedUsage: '1.3.6.1.5.5.7.3.1' })),
  },
  { code: 'SIGNER_MAKES_SEALS', level: 'UNSURE', make: sealWith(cms({ ...sealMaker })) },
  {
    code: 'MAKER_NOT_AUTHORISED',
    level: 'UNSURE',
    make: sealWith({ seal: makeSeal({ maker: firstHolder }) }),
  },
  {
    code: 'MAKER_CERT_REVOKED',
    level: 'FAIL',
    revoked: [{ serial: sealMaker.serial, at: '2024-06-01T00:00:00Z' }],
  },
  { code: 'SIG_RAW_RS', level: 'PASS', make: sealWith({ sign: (digest) => rawSealSignature(digest, raw) }) },
  {
    code: 'SEAL_CREATED_IN_FUTURE',
    level: 'UNSURE',
    make: sealWith({ seal: makeSeal({ created: '2026-11-21T00:00:00Z' }) }),
  },
  { code: 'PERMIT_INVALID', level: 'UNSURE', make: permitted({ spoil: true }) },
  { code: 'PERMIT_SIGNER_UNTRUSTED', level: 'UNSURE', make: permitted({ approver: stranger('自封的法人') }) },
  { code: 'LTA_UPDATE', level: 'PASS', make: () => dss(sealPdf(basePdf())) },
  {
    code: 'SHADOW_LATENT',
    level: 'PASS',
    make: () => appendObjects(sealPdf(basePdf()), { 60: streamBody('nobody refers to this') }),
  },
  { code: 'PERMIT_ENTERPRISE_UNKNOWN', level: 'PASS', make: permitted() },
  { code: 'PERMIT_ROLES_NOT_CHECKED', level: 'PASS', make: permitted() },
  { code: 'PERMIT_DUTIES_COMBINED', level: 'PASS', make: permitted({ isAlone: true }) },
  { code: 'PERMIT_BY_DEPUTY', level: 'PASS', make: permitted({ behalf: forChief }) },
  { code: 'PERMIT_FOR_LIST', level: 'PASS', make: permitted({ list: { index: 11, count: 30 } }) },
  {
    code: 'PERMIT_FOR_SET',
    level: 'PASS',
    make: () => {
      const [first, second] = [0, 1].map((index) =>
        makePermit(pdfBytes(original), { set: { index, count: 2 } }),
      );
      const half = sealPdf(basePdf(), { extDatas: first ? [first] : [], rect: '100 100 213 213' });
      return sealPdf(half, { extDatas: second ? [second] : [] });
    },
  },
  { code: 'PERMIT_SET_INCOMPLETE', level: 'UNSURE', make: permitted({ set: { index: 0, count: 2 } }) },
  {
    code: 'PERMIT_OTHER_ENTERPRISE',
    level: 'UNSURE',
    make: permitted({ approver: identity('别家的法人', 64, { organization: '91410200XXXX000278' }) }),
  },
  {
    code: 'MAKER_CERT_NOT_VALID_AT_CREATION',
    level: 'FAIL',
    make: sealWith({ seal: makeSeal({ maker: maker(65, { from: '2025-06-01T00:00:00Z' }) }) }),
  },
  {
    code: 'MAKER_CERT_USAGE_FORBIDDEN',
    level: 'FAIL',
    make: sealWith({ seal: makeSeal({ maker: maker(66, { usage: 0x38 }) }) }),
  },
  {
    code: 'MAKER_CHAIN_INVALID',
    level: 'FAIL',
    make: sealWith({ seal: makeSeal({ maker: issuedBy('汴印测试签发机构', 67) }) }),
  },
  {
    code: 'MAKER_CHAIN_INCOMPLETE',
    level: 'UNSURE',
    make: sealWith({ seal: makeSeal({ maker: issuedBy('不在场的机构', 68) }) }),
  },
  {
    code: 'OFD_UNSUPPORTED',
    level: 'UNSURE',
    make: () => 'PK\u0003\u0004 an OFD.xml',
  },
  { code: 'NOT_A_PDF', level: 'UNSURE', make: () => 'PK\u0003\u0004 an office file' },
  { code: 'FILE_UNREADABLE', level: 'UNSURE', make: () => basePdf().text.slice(0, -40) },
];

const verify = ({ make = () => sealPdf(basePdf()), context, revoked }: OwnerCase) =>
  verifyDocument(bytesSource(pdfBytes(make())), testContext(context, revoked));

describe('codes and their owners', () => {
  it.each(cases)('$code', (owner) => {
    const report = verify(owner);
    const found = `${report.level} ${report.codes.join(' ')}`;
    expect(report.codes, found).toContain(owner.code);
    expect(report.level, found).toBe(owner.level);
    expect(renderReportText(report, 'en')).toContain(`[${owner.code}]`);
  });

  it('SEAL_STATUS_MISSING: a machine without a snapshot', () => {
    const { anchors, intermediates, crls, now, engineVersion } = testContext();
    const context = { anchors, intermediates, crls, now, engineVersion };
    const report = verifyDocument(bytesSource(pdfBytes(sealPdf(basePdf()))), context);
    expect([report.level, report.codes[0]]).toEqual(['UNSURE', 'SEAL_STATUS_MISSING']);
  });

  it('ENGINE_ERROR: an exception that nobody foresaw is an answer, and amber', () => {
    const failing: ByteSource = {
      size: 5000,
      read: () => {
        throw new TypeError('out of order');
      },
    };
    const report = verifyDocument(failing, testContext());
    expect([report.level, report.codes, report.sm3]).toEqual(['UNSURE', ['ENGINE_ERROR'], '']);
    expect(JSON.stringify(report)).not.toContain('out of order');
  });

  it('RESOURCE_LIMIT: a limit that was reached', () => {
    const report = verifyDocument(
      bytesSource(pdfBytes(sealPdf(basePdf()))),
      testContext({ limits: { maxRevisions: 1 } }),
    );
    expect([report.level, report.codes]).toEqual(['UNSURE', ['RESOURCE_LIMIT']]);
  });

  it('has an owner for every code that a PDF can give', () => {
    const owned = new Set<string>([...cases, ...attackCases].map(({ code }) => code ?? ''));
    for (const code of ['SEAL_STATUS_MISSING', 'ENGINE_ERROR', 'RESOURCE_LIMIT']) owned.add(code);
    const missing = Object.keys(verdictCodes).filter(
      (code) => !owned.has(code) && !Object.hasOwn(ownedElsewhere, code),
    );
    expect(missing).toEqual([]);
  });
});

/** Codes of single rules and of long-term proof: their owners are the tests of those, which name them. */
const ownedElsewhere: Readonly<Partial<Record<VerdictCode, string>>> = {
  SEAL_VERSION_MISMATCH: 'unit/seal/seal-rules.test.ts',
  SEAL_TIMESTAMP_INVALID: 'unit/seal/seal-rules.test.ts',
  SEAL_TIMESTAMP_ORDER: 'unit/seal/seal-rules.test.ts',
  SEAL_TIMESTAMP_UNTRUSTED: 'unit/seal/seal-rules.test.ts',
  SEAL_NAME_LOOKALIKE: 'unit/seal/seal-name.test.ts',
  SEAL_NAME_OTHER_HOLDER: 'unit/seal/seal-name.test.ts',
  SEAL_PICTURE_ASPECT: 'unit/seal/seal-rules.test.ts',
  SEAL_PICTURE_UNREADABLE: 'unit/seal/seal-rules.test.ts',
  SEAL_EXTENSION_UNKNOWN: 'unit/seal/seal-rules.test.ts',
  SEAL_MAKER_CERT_LAPSED: 'unit/seal/seal-rules.test.ts',
  SEAL_LIST_DIGEST_WITH_ID: 'unit/seal/seal-rules.test.ts',
  MAKER_CERT_LAPSED_AT_SIGN: 'unit/seal/seal-rules.test.ts',
  MAKER_CERT_MALFORMED: 'unit/seal/seal-rules.test.ts',
  CERT_MALFORMED: 'unit/seal/seal-rules.test.ts',
  SEAL_EXPIRED_NO_POE: 'unit/seal/seal-rules.test.ts',
  CMS_ATTRS_NOT_DER: 'pki/signed-data.test.ts',
  ALG_WEAK: 'pki/openssl-cms.test.ts',
  CERT_ALG_WEAK: 'unit/seal/chain-codes.test.ts',
  CERT_ALG_UNSUPPORTED: 'unit/seal/chain-codes.test.ts',
  ALG_UNSUPPORTED: 'unit/seal/seal-rules.test.ts',
  MAKER_CERT_REVOKED_NO_POE: 'unit/verification/long-term.test.ts',
  CERT_KEY_COMPROMISED: 'unit/verification/long-term.test.ts',
  SEAL_KEY_COMPROMISED: 'unit/verification/long-term.test.ts',
  REVOCATION_UNKNOWN: 'unit/verification/long-term.test.ts',
  TIMESTAMP_EXPIRED_NO_POE: 'unit/verification/long-term.test.ts',
  TIMESTAMP_ORDER: 'unit/verification/long-term.test.ts',
  PAGE_LOOK_CHANGED: 'attacks/looks.test.ts',
  PAGE_LOOK_OPEN: 'attacks/looks.test.ts',
  PERMIT_NOT_AS_REGISTERED: 'gate/own-seal-elsewhere.test.ts',
  SEAL_USE_NOT_REGISTERED: 'gate/own-seal-elsewhere.test.ts',
  SEAL_USE_NOT_ENDED: 'gate/moved-files.test.ts',
  SEAL_USE_BEFORE_REGISTER: 'gate/own-seal-elsewhere.test.ts',
  REGISTER_NOT_COMPARED: 'gate/own-seal-elsewhere.test.ts',
  TRUST_NOT_READ: 'cli/trust.test.ts',
  PICTURES_NOT_CHECKED: 'unit/survey/survey.test.ts',
  TIMESTAMP_ONLY: 'unit/verification/long-term.test.ts',
  TIME_STAMP_WAITING: 'gate/time-stamps.test.ts',
  TIME_PROVEN_BY_DOCUMENT_STAMP: 'unit/verification/long-term.test.ts',
};

it.each(Object.entries(ownedElsewhere))('%s is named in %s', (code, file) => {
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toContain(`'${code}'`);
});

describe('approvals', () => {
  it('names who approved these very bytes', () => {
    const report = verify({ code: 'PERMIT_ABSENT', level: 'PASS', make: permitted() });
    expect(report.level, report.codes.join(' ')).toBe('PASS');
    // Signatures are all that a file proves: that they hold these offices is no part of it.
    const signed = { signedAt: '2026-11-19T08:00:00Z', ok: true, proof: 'signature' };
    expect(report.signatures[0]?.approvals).toMatchObject([
      { kind: 'submitted', role: 'applicant', name: '陈晓禾', ...signed },
      { kind: 'approved', role: 'legal', name: '沈镕昇', ...signed },
      { kind: 'used', role: 'keeper', name: '马堃', ...signed },
    ]);
    expect(report.codes).toContain('PERMIT_ROLES_NOT_CHECKED');
    const text = renderReportText(report, 'zh');
    expect(text).toContain('· 以法定代表人身份签名：沈镕昇');
    expect(text).toContain('没有核对这些人是否担任该职务');
    expect(text).not.toMatch(/● 以|核验一致/);
  });

  it.each([
    ['another seal', permitted({ esId: '41020000000002' })],
    ['another file', sealWith({ extDatas: [makePermit(pdfBytes(basePdf({ pageExtra: '/Tabs /S ' })))] })],
    ['only a beginning of the file', permitted({ size: 40 })],
    ['two permits', sealWith({ extDatas: [makePermit(pdfBytes(original)), makePermit(pdfBytes(original))] })],
  ])('does not accept a permit for %s', (_, make) => {
    const report = verify({ code: 'PERMIT_INVALID', level: 'UNSURE', make });
    expect([report.level, report.codes[0]]).toEqual(['UNSURE', 'PERMIT_INVALID']);
  });
});

describe('validation data in the file', () => {
  const store = (intermediate: Uint8Array, lists: readonly Uint8Array[]) => (pdf: TestPdf) => {
    const first = nextNumber(pdf);
    const body = (bytes: Uint8Array) => streamBody(Buffer.from(bytes).toString('latin1'));
    const crls = lists.map((bytes, i) => [first + 2 + i, body(bytes)] as const);
    const names = crls.map(([number]) => `${number} 0 R`).join(' ');
    return appendObjects(pdf, {
      1: catalogBody(pdf.fields, `/DSS ${first} 0 R `),
      [first]: `<< /Certs [${first + 1} 0 R] /CRLs [${names}] >>`,
      [first + 1]: body(intermediate),
      ...Object.fromEntries(crls),
    });
  };

  it('completes a chain and its revocation state, but never the trust', () => {
    const make = () => store(subAuthority, revocationLists())(sealPdf(basePdf()));
    const bare = { intermediates: [], crls: [] };
    expect(verify({ code: 'LTA_UPDATE', level: 'PASS', make, context: bare }).level).toBe('PASS');
    const unknown = verify({
      code: 'TRUST_ROOT_UNKNOWN',
      level: 'UNSURE',
      make,
      context: { ...bare, anchors: [] },
    });
    expect(unknown.codes).toContain('TRUST_ROOT_UNKNOWN');
  });

  it('is looked at for revocations too', () => {
    const make = () =>
      store(subAuthority, revocationLists([{ serial: 20, at: '2026-11-01T00:00:00Z' }]))(sealPdf(basePdf()));
    expect(verify({ code: 'CERT_REVOKED', level: 'FAIL', make, context: { crls: [] } }).codes).toContain(
      'CERT_REVOKED',
    );
  });
});
