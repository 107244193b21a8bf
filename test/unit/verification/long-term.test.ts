/** Proof of time: document time stamps, chains of them, what lapsed between claim and proof, OCSP responses inside the file. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import type { VerificationContext } from '../../../src-main/verification/context.ts';
import type { VerificationReport } from '../../../src-main/verification/report.ts';
import { sealDigest } from '../../../src-main/seal/status-row.ts';
import { codeSentence } from '../../../src-main/domain/verdict-sentence.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import {
  firstHolder,
  identity,
  revocationLists,
  sealMaker,
  subAuthority,
  timeStamp,
} from '../../attacks/test-city.ts';
import { identityOfStrangeStamp } from '../../attacks/cases/attack-making.ts';
import { copyLastValue, inTime, stampFile } from '../../attacks/cases/proof-cases.ts';
import { esIds, statusState, testContext } from '../../attacks/test-context.ts';
import { makeSeal } from '../../attacks/test-seal.ts';
import { sm2Sign, testKey } from '../../attacks/test-key.ts';
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
import { makeSignedData, oids, type RevokedEntry } from '../../attacks/test-pki.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { makeOcspResponse, responderExtensions, type TestAnswer } from '../../pki/support/ocsp-response.ts';

const stamping = { extendedUsage: '1.3.6.1.5.5.7.3.8' };
const firstStamps = identity('时间戳一', 70, { ...stamping, to: '2026-11-21T00:00:00Z' });
const secondStamps = identity('时间戳二', 71, stamping);
const lapsing = identity('将到期的印章证书', 72, {
  to: '2026-11-21T00:00:00Z',
  organization: '91410200XXXX00019D',
});

const claimed = (options: SealPdfOptions = {}): TestPdf =>
  sealPdf(basePdf(), { stampTime: null, ...options });
const judge = (
  pdf: TestPdf | string,
  revoked: readonly RevokedEntry[] = [],
  context: Partial<VerificationContext> = {},
): VerificationReport => verifyDocument(bytesSource(pdfBytes(pdf)), testContext(context, revoked));

/** Lists from before the certificates of these tests ran out: those of the day say nothing about them any more. */
const oldLists = () =>
  revocationLists([], { thisUpdate: '2026-11-20T13:00:00Z', nextUpdate: '2026-11-24T00:00:00Z' });
const withOldLists = () => ({ crls: [...oldLists(), ...revocationLists()].map(parseCrl) });

/** Level and, among the codes, the one that matters. */
function expectVerdict(report: VerificationReport, level: string, code?: VerdictCode): void {
  const found = `${report.level} ${report.codes.join(' ')}`;
  expect(report.level, found).toBe(level);
  if (code) expect(report.codes, found).toContain(code);
  expect(report.codes, found).not.toContain('ENGINE_ERROR');
}

const tooLate = '2026-11-22T12:00:00Z';

describe('a document time stamp over a seal without one', () => {
  it('proves a time not later than its own, and says whose time it is', () => {
    const report = judge(stampFile(claimed(), inTime));
    expectVerdict(report, 'PASS', 'TIME_PROVEN_BY_DOCUMENT_STAMP');
    expect(report.signatures.map(({ kind, signedAt }) => [kind, signedAt])).toEqual([
      ['ses-v4', { value: '2026-11-20T12:00:00.000Z', source: 'proven' }],
      ['rfc3161', { value: '2026-11-20T12:00:00.000Z', source: 'proven' }],
    ]);
  });

  it.each<[string, () => TestPdf, string, VerdictCode]>([
    ['none', () => claimed(), 'UNSURE', 'TIME_CLAIMED_ONLY'],
    [
      'by an unknown authority',
      () => stampFile(claimed(), inTime, identityOfStrangeStamp()),
      'UNSURE',
      'TIME_CLAIMED_ONLY',
    ],
    [
      'copied from another file',
      () => {
        const other = stampFile(claimed({ rect: '90 90 190 190' }), inTime);
        return copyLastValue(other, stampFile(claimed({ rect: '10 10 90 90' }), inTime));
      },
      'FAIL',
      'INTEGRITY_HASH_MISMATCH',
    ],
    [
      'by a certificate that may not stamp',
      () => stampFile(claimed(), inTime, firstHolder),
      'FAIL',
      'TIMESTAMP_INVALID',
    ],
    ['of tomorrow', () => stampFile(claimed(), '2026-11-28T00:00:00Z'), 'UNSURE', 'CLOCK_SUSPECT'],
    [
      'older than the claim',
      () => stampFile(claimed(), '2026-11-19T00:00:00Z'),
      'UNSURE',
      'TIME_CLAIM_ORDER',
    ],
  ])('%s', (_, make, level, code) => expectVerdict(judge(make()), level, code));

  it('proves nothing for others when there is any doubt about itself', () => {
    const tomorrow = judge(stampFile(claimed(), '2026-11-28T00:00:00Z'));
    expect(tomorrow.signatures[0]?.signedAt?.source).toBe('claimed');
  });

  it('is no seal when it stands alone', () => {
    expectVerdict(judge(stampFile(basePdf(), inTime)), 'UNSURE', 'TIMESTAMP_ONLY');
  });
});

describe('a certificate that has run out since', () => {
  const sealed = (options: SealPdfOptions = {}) => claimed({ signer: lapsing, ...options });
  it('passes with proof from before, is a doubt without, and with proof from after', () => {
    const proven = stampFile(sealed(), inTime);
    expectVerdict(judge(proven, [], withOldLists()), 'PASS', 'TIME_PROVEN_BY_DOCUMENT_STAMP');
    expectVerdict(judge(proven), 'UNSURE', 'REVOCATION_MISSING');
    for (const doubtful of [sealed(), stampFile(sealed(), tooLate)]) {
      const report = judge(doubtful);
      expectVerdict(report, 'UNSURE', 'CERT_EXPIRED_NO_POE');
      expect(report.codes).not.toContain('CERT_EXPIRED_AT_SIGN');
    }
    const without = judge(sealed()).signatures[0]?.checks.find(({ code }) => code === 'CERT_EXPIRED_NO_POE');
    expect(without?.inputs).toEqual({ date: '2026-11-21' });
  });

  it('is refused when its own stamp came too late', () => {
    expectVerdict(judge(sealed({ stampTime: tooLate })), 'FAIL', 'CERT_EXPIRED_AT_SIGN');
  });
});

describe('a certificate that was revoked', () => {
  const revoked = [{ serial: firstHolder.serial, at: '2026-11-21T00:00:00Z', reason: 4 }];
  it.each<[string, () => TestPdf, string, VerdictCode]>([
    ['after a document time stamp', () => stampFile(claimed(), inTime), 'PASS', 'REVOKED_AFTER_SIGN'],
    ['before one, after the claim', () => stampFile(claimed(), tooLate), 'UNSURE', 'REVOKED_NO_POE'],
    ['before its own stamp', () => sealPdf(basePdf(), { stampTime: tooLate }), 'FAIL', 'CERT_REVOKED'],
    [
      'before claim and document time stamp',
      () => stampFile(claimed({ time: '2026-11-21T06:00:00Z' }), tooLate),
      'FAIL',
      'CERT_REVOKED',
    ],
  ])('%s', (_, make, level, code) => expectVerdict(judge(make(), revoked), level, code));

  it('because its key had leaked before: proof of time does not help', () => {
    const leaked = [
      {
        serial: firstHolder.serial,
        at: '2026-11-22T00:00:00Z',
        reason: 1,
        invalidityDate: '2026-11-10T00:00:00Z',
      },
    ];
    for (const proven of [sealPdf(basePdf()), stampFile(claimed(), inTime)]) {
      const report = judge(proven, leaked);
      expectVerdict(report, 'UNSURE', 'CERT_KEY_COMPROMISED');
      expect(report.codes).not.toContain('CERT_REVOKED');
    }
  });

  it('a maker whose key had leaked before is a doubt too', () => {
    const leaked = [
      {
        serial: sealMaker.serial,
        at: '2026-11-22T00:00:00Z',
        reason: 1,
        invalidityDate: '2024-06-01T00:00:00Z',
      },
    ];
    expectVerdict(judge(sealPdf(basePdf()), leaked), 'UNSURE', 'MAKER_CERT_REVOKED_NO_POE');
  });
});

describe('a time stamp whose certificate has run out', () => {
  const own = () => sealPdf(basePdf(), { stampAuthority: firstStamps });
  it.each<[string, () => TestPdf, string, VerdictCode]>([
    ['with nothing after it', own, 'UNSURE', 'TIMESTAMP_EXPIRED_NO_POE'],
    ['with a younger one in time', () => stampFile(own(), inTime), 'PASS', 'LTA_UPDATE'],
    ['with a younger one too late', () => stampFile(own(), tooLate), 'UNSURE', 'TIMESTAMP_EXPIRED_NO_POE'],
    [
      'in a chain of three',
      () => stampFile(stampFile(claimed(), '2026-11-20T06:00:00Z', firstStamps), inTime),
      'PASS',
      'TIME_PROVEN_BY_DOCUMENT_STAMP',
    ],
    [
      'in a chain that broke',
      () => stampFile(stampFile(claimed(), '2026-11-20T06:00:00Z', firstStamps), tooLate),
      'UNSURE',
      'TIMESTAMP_EXPIRED_NO_POE',
    ],
  ])('%s', (_, make, level, code) => expectVerdict(judge(make(), [], withOldLists()), level, code));

  it('the earliest proof of a chain counts', () => {
    const report = judge(stampFile(stampFile(claimed(), '2026-11-20T06:00:00Z'), inTime));
    expect(report.signatures[0]?.signedAt?.value).toBe('2026-11-20T06:00:00.000Z');
  });

  it('a key revoked after a younger stamp took over harms nothing; before, it does', () => {
    const revoked = [{ serial: 70, at: '2026-11-20T18:00:00Z', reason: 1 }];
    expectVerdict(judge(stampFile(own(), inTime), revoked), 'PASS');
    expectVerdict(judge(stampFile(own(), '2026-11-20T20:00:00Z'), revoked), 'UNSURE', 'TIMESTAMP_UNTRUSTED');
  });
});

describe('a seal that went out of use between claim and proof', () => {
  it('is a doubt when it ran out, and was refused by then when its own stamp says so', () => {
    const seal = makeSeal({ to: '2026-11-21T00:00:00Z' });
    expectVerdict(judge(stampFile(claimed({ seal }), tooLate)), 'UNSURE', 'SEAL_EXPIRED_NO_POE');
    expectVerdict(judge(stampFile(claimed({ seal }), inTime)), 'PASS', 'TIME_PROVEN_BY_DOCUMENT_STAMP');
    expectVerdict(judge(sealPdf(basePdf(), { seal, stampTime: tooLate })), 'FAIL', 'SEAL_EXPIRED_AT_SIGN');
  });

  it('is a doubt when the city cancelled it', () => {
    const cancelled = {
      statusSnapshot: statusState([{ h: sealDigest(esIds[0]), s: 3, since: '2026-11-21T00:00:00Z' }]),
    };
    expectVerdict(judge(stampFile(claimed(), tooLate), [], cancelled), 'UNSURE', 'SEAL_STATUS_NO_POE');
    expectVerdict(judge(stampFile(claimed(), inTime), [], cancelled), 'PASS');
    const stamped = sealPdf(basePdf(), { stampTime: tooLate });
    expectVerdict(judge(stamped, [], cancelled), 'FAIL', 'SEAL_STATUS_CANCELLED');
  });
});

describe('time stamps that contradict each other', () => {
  it('an earlier revision stamped later than a later one', () => {
    const twisted = stampFile(stampFile(claimed(), inTime), '2026-11-20T04:00:00Z');
    expectVerdict(judge(twisted), 'UNSURE', 'TIMESTAMP_ORDER');
    const own = stampFile(sealPdf(basePdf(), { stampTime: inTime }), '2026-11-20T04:00:00Z');
    expectVerdict(judge(own), 'UNSURE', 'TIMESTAMP_ORDER');
  });
});

describe('a CMS signature', () => {
  const signed = (over?: Uint8Array, time = inTime): TestPdf =>
    sealPdf(basePdf(), {
      sigHead: '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
      sign(digest) {
        const base = { contentType: oids.data, digest, ...firstHolder };
        const plain = makeSignedData(base);
        const value = signatureValueOf(plain);
        const token = der.sequence(
          der.oid('1.2.840.113549.1.9.16.2.14'),
          der.set(timeStamp(over ?? value, time, secondStamps)),
        );
        return makeSignedData({ ...base, unsigned: [token] });
      },
    });
  it('is proven by the token among its unsigned attributes', () => {
    const report = judge(signed());
    expectVerdict(report, 'PASS');
    expect(report.signatures[0]?.signedAt).toEqual({ value: '2026-11-20T12:00:00.000Z', source: 'proven' });
  });
  it('is refused with a token over other data', () => {
    expectVerdict(judge(signed(new Uint8Array(3))), 'FAIL', 'TIMESTAMP_INVALID');
  });
  it('is refused with a token from after its revocation', () => {
    const revoked = [{ serial: firstHolder.serial, at: '2026-11-01T00:00:00Z' }];
    expectVerdict(judge(signed(), revoked), 'FAIL', 'CERT_REVOKED');
  });
});

describe('OCSP responses in the file', () => {
  const issuer = parseCertificate(subAuthority);
  const responder = parseCertificate(
    identity('应答机构', 73, { extendedUsage: '1.3.6.1.5.5.7.3.9' }).certificate,
  );
  const people = [firstHolder, sealMaker, secondStamps].map(({ certificate }) =>
    parseCertificate(certificate),
  );
  const sealed = () => sealPdf(basePdf(), { stampAuthority: secondStamps });
  // The authority above the issuer still publishes a list; the issuer answers.
  const lists = { crls: revocationLists().slice(0, 1).map(parseCrl) };
  const respond = (change: (certificate: (typeof people)[number]) => Partial<TestAnswer> = () => ({})) =>
    makeOcspResponse({
      issuer,
      responder: issuer,
      sign: (tbs) => sm2Sign(testKey('sub'), tbs),
      answers: people.map((certificate) => ({
        certificate,
        thisUpdate: new Date('2026-11-22T00:00:00Z'),
        nextUpdate: new Date('2026-11-29T00:00:00Z'),
        ...change(certificate),
      })),
    });
  const withStore = (pdf: TestPdf, ocsp: Uint8Array): TestPdf => {
    const number = nextNumber(pdf);
    return appendObjects(pdf, {
      1: catalogBody(pdf.fields, `/DSS ${number} 0 R `),
      [number]: `<< /OCSPs [${number + 1} 0 R] >>`,
      [number + 1]: streamBody(Buffer.from(ocsp).toString('latin1')),
    });
  };

  it('stand in for the list, with their date', () => {
    expectVerdict(judge(sealed(), [], lists), 'UNSURE', 'REVOCATION_MISSING');
    const report = judge(withStore(sealed(), respond()), [], lists);
    expectVerdict(report, 'PASS', 'LTA_UPDATE');
    const bases = report.signatures[0]?.checks.filter(({ check }) => check === 'signature.revocation');
    expect(bases?.map(({ inputs }) => [inputs?.['source'], inputs?.['asOf']])).toEqual([
      ['ocsp', '2026-11-22T00:00:00.000Z'],
      ['crl', '2026-11-23T00:00:00.000Z'],
    ]);
    expect(report.statusAsOf).toBe('2026-11-22T00:00:00.000Z');
  });

  it.each<[string, (certificate: (typeof people)[number]) => Partial<TestAnswer>, string, VerdictCode]>([
    ['unknown', () => ({ status: 'unknown' }), 'UNSURE', 'REVOCATION_UNKNOWN'],
    [
      'stale',
      () => ({ thisUpdate: new Date('2026-11-01T00:00:00Z'), nextUpdate: new Date('2026-11-02T00:00:00Z') }),
      'UNSURE',
      'REVOCATION_STALE',
    ],
    [
      'revoked',
      (certificate) =>
        certificate === people[0] ? { status: 'revoked', revoked: new Date('2026-11-01T00:00:00Z') } : {},
      'FAIL',
      'CERT_REVOKED',
    ],
  ])('%s', (_, change, level, code) => {
    expectVerdict(judge(withStore(sealed(), respond(change)), [], lists), level, code);
  });

  it('revoke against a list that does not know it yet', () => {
    const revoked = respond((certificate) =>
      certificate === people[0] ? { status: 'revoked', revoked: new Date('2026-11-01T00:00:00Z') } : {},
    );
    expectVerdict(judge(withStore(sealed(), revoked)), 'FAIL', 'CERT_REVOKED');
  });

  it('by a responder that the issuer did not excuse count only with a list for it', () => {
    expect(responder.extendedKeyUsage?.purposes).toEqual(['1.3.6.1.5.5.7.3.9']);
    expect(responderExtensions()).toHaveLength(3);
    const delegated = makeOcspResponse({
      issuer,
      responder,
      sign: (tbs) => sm2Sign(testKey('应答机构'), tbs),
      certificates: [responder],
      answers: people.map((certificate) => ({
        certificate,
        thisUpdate: new Date('2026-11-22T00:00:00Z'),
        nextUpdate: new Date('2026-11-29T00:00:00Z'),
      })),
    });
    expectVerdict(judge(withStore(sealed(), delegated), [], lists), 'UNSURE', 'REVOCATION_MISSING');
  });
});

/** The signature value: the OCTET STRING that ends the SignerInfo. */
function signatureValueOf(data: Uint8Array): Uint8Array {
  // SEQUENCE { r, s } of SM2 as an OCTET STRING stands last.
  for (let length = 68; length <= 72; length += 1) {
    const at = data.length - length;
    if (data[at - 2] === 0x04 && data[at - 1] === length && data[at] === 0x30) return data.slice(at);
  }
  throw new Error('no signature value');
}

describe('sentences about time follow what is proven of it', () => {
  const states: Readonly<Record<string, () => TestPdf>> = {
    'no stamp': () => claimed(),
    'a stamp of its own': () => sealPdf(basePdf()),
    'a stamp of the file in time': () => stampFile(claimed(), inTime),
    'a stamp of the file too late': () => stampFile(claimed(), tooLate),
    both: () => stampFile(sealPdf(basePdf()), tooLate),
    'a stamp of its own by a stranger, one of the file': () =>
      stampFile(sealPdf(basePdf(), { stampAuthority: identityOfStrangeStamp() }), inTime),
  };
  const since = '2026-11-21T00:00:00Z';
  const before = '2026-11-10T00:00:00Z';
  const row = (s: number, more: object = {}) => ({
    statusSnapshot: statusState([{ h: sealDigest(esIds[0]), s, since, ...more }]),
  });
  const leak = { r: 'KEY_COMPROMISE' as const, inv: before };
  const causes: Readonly<Record<string, readonly [readonly RevokedEntry[], Partial<VerificationContext>]>> = {
    'nothing happened': [[], {}],
    'frozen later': [[], row(2)],
    'cancelled later': [[], row(3)],
    'frozen later for a leak before': [[], row(2, leak)],
    'cancelled later for a leak before': [[], row(3, leak)],
    'certificate revoked later': [[{ serial: firstHolder.serial, at: since, reason: 4 }], {}],
    'certificate revoked later for a leak before': [
      [{ serial: firstHolder.serial, at: since, reason: 1, invalidityDate: before }],
      {},
    ],
    'maker revoked later for a leak before': [
      [{ serial: sealMaker.serial, at: since, reason: 1, invalidityDate: '2024-06-01T00:00:00Z' }],
      {},
    ],
  };
  const cases = Object.entries(states).flatMap(([state, make]) =>
    Object.entries(causes).map(
      ([cause, [revoked, context]]) => [state, cause, make, revoked, context] as const,
    ),
  );
  const unproven = /没有可信时间|只有签章人自己的声明|no trusted time|only what the signer says/;
  const proven = /时间戳证明：|proves the time of signing|（时间戳证明）|\(proven by a time stamp\)/;

  it.each(cases)('%s, %s', (_, __, make, revoked, context) => {
    const report = judge(make(), revoked, context);
    const [seal] = report.signatures;
    const isProven = seal?.signedAt?.source === 'proven';
    for (const language of ['zh', 'en'] as const) {
      const said = [
        report.sentence[language],
        ...(seal?.checks ?? []).flatMap(({ code }) =>
          code ? [codeSentence(code, seal?.checks ?? [])[language]] : [],
        ),
      ].join('\n');
      expect(said).not.toMatch(isProven ? unproven : proven);
      expect(said).not.toMatch(/[?{}]|undefined/u);
    }
    if (!isProven) expect(seal?.time.codes).toContain('TIME_CLAIMED_ONLY');
  });

  it('a seal that had gone bad before it was used says so, whatever time is proven; a claim before that leaves it open', () => {
    const [, leaked] = causes['frozen later for a leak before'] ?? [];
    for (const state of ['no stamp', 'a stamp of its own', 'a stamp of the file in time']) {
      const report = judge(states[state]?.() ?? '', [], leaked);
      expectVerdict(report, 'UNSURE', 'SEAL_KEY_COMPROMISED');
      expect(report.codes).not.toContain('SEAL_STATUS_NO_POE');
      expect(
        report.signatures[0] && codeSentence('SEAL_KEY_COMPROMISED', report.signatures[0].checks).zh,
      ).toContain('2026-11-10');
    }
    const between = row(2, { r: 'KEY_COMPROMISE', inv: '2026-11-20T11:00:00Z' });
    expectVerdict(judge(stampFile(claimed(), inTime), [], between), 'UNSURE', 'SEAL_STATUS_NO_POE');
  });
});
