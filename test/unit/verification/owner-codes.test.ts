/** One file per code: what makes the engine say it. Codes of the attack table have their owner there. */
import { describe, expect, it } from 'vitest';
import { bigintToBytes, concatBytes } from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { parseSm2Signature } from '../../../src-main/crypto/sm2.ts';
import { bytesSource, type ByteSource } from '../../../src-main/domain/byte-source.ts';
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
import { makeSignedData, oids, type RevokedEntry } from '../../attacks/test-pki.ts';
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
const original = basePdf();
const permitted = (options: Parameters<typeof makePermit>[1] = {}) =>
  sealWith({ extDatas: [makePermit(pdfBytes(original), options)] });
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
      (code) => !owned.has(code) && !ownedElsewhere.includes(code),
    );
    expect(missing).toEqual([]);
  });
});

/** Codes of packages, and of the rules of seals and paths: their owners are the tests of those rules. */
const ownedElsewhere: readonly string[] = [
  ...['ZIP_DUPLICATE', 'ZIP_BAD_NAME', 'ZIP_STRUCT', 'XML_DTD', 'OFD_NOT_COVERED', 'OFD_ENTRY_NOT_PROTECTED'],
  ...['OFD_SIGLIST_CHANGED', 'OFD_ORPHAN_SIGNATURE', 'SEAL_VERSION_MISMATCH', 'SEAL_TIMESTAMP_INVALID'],
  ...['SEAL_TIMESTAMP_ORDER', 'SEAL_TIMESTAMP_UNTRUSTED', 'SEAL_PICTURE_ASPECT', 'SEAL_PICTURE_UNREADABLE'],
  ...[
    'SEAL_EXTENSION_UNKNOWN',
    'SEAL_MAKER_CERT_LAPSED',
    'SEAL_LIST_DIGEST_WITH_ID',
    'MAKER_CERT_LAPSED_AT_SIGN',
  ],
  ...[
    'MAKER_CERT_REVOKED_NO_POE',
    'SEAL_EXPIRED_NO_POE',
    'CERT_MALFORMED',
    'CHAIN_INVALID',
    'MAKER_CERT_MALFORMED',
  ],
  ...['MAKER_CERT_NOT_VALID_AT_CREATION', 'MAKER_CERT_USAGE_FORBIDDEN', 'MAKER_CHAIN_INVALID'],
  ...['MAKER_CHAIN_INCOMPLETE', 'CERT_KEY_COMPROMISED', 'ALG_WEAK', 'ALG_UNSUPPORTED', 'CMS_ATTRS_NOT_DER'],
  ...['CONTENTS_AMBIGUOUS'],
];

describe('approvals', () => {
  it('names who approved these very bytes', () => {
    const report = verify({ code: 'PERMIT_ABSENT', level: 'PASS', make: permitted() });
    expect(report.level, report.codes.join(' ')).toBe('PASS');
    expect(report.signatures[0]?.approvals).toEqual([
      { role: 'applicant', name: '陈晓禾', signedAt: '2026-11-19T08:00:00Z', ok: true },
      { role: 'legal', name: '沈镕昇', signedAt: '2026-11-19T08:00:00Z', ok: true },
      { role: 'keeper', name: '马堃', signedAt: '2026-11-19T08:00:00Z', ok: true },
    ]);
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
