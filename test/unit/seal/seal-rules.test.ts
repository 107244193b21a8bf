/** The rules of seals, each broken by itself: one defect, one code. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readDer, readSequence } from '../../../src-main/crypto/der.ts';
import { hash } from '../../../src-main/crypto/hashes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm2MessageDigest } from '../../../src-main/crypto/sm2.ts';
import { verdictCodeEntry } from '../../../src-main/domain/verdict-codes.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { certificateDigest } from '../../../src-main/seal/certificate-list.ts';
import { checkSeal, checkSealSignature, signingTimeFacts } from '../../../src-main/seal/seal-rules.ts';
import type { SealSignatureContext } from '../../../src-main/seal/seal-rules.ts';
import { parseSealSignature, type SealSignature } from '../../../src-main/seal/seal-signature.ts';
import { assembleSealSignature, buildTbsSign } from '../../../src-main/seal/seal-signature-writer.ts';
import { parseSeal, type SESeal } from '../../../src-main/seal/seal-structure.ts';
import { assembleSeal, encodeSealInfo } from '../../../src-main/seal/seal-writer.ts';
import { pngHeader, testCrl, testKey } from './test-authority.ts';
import {
  city,
  documentHash,
  sealFromInfo,
  sealInfo,
  signingTime,
  stampedSeal,
  testSeal,
  testSignature,
  version1Seal,
  version1Signature,
} from './test-seal.ts';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const times = { thisUpdate: day('2026-11-20'), nextUpdate: day('2026-12-20') };
const crl = (revoked: Parameters<typeof testCrl>[2] = []) => [
  parseCrl(testCrl('Test Root', city.rootKey, revoked, times)),
];

function context(changes: Partial<SealSignatureContext> = {}): SealSignatureContext {
  return {
    anchors: [parseCertificate(city.root)],
    intermediates: [],
    crls: crl(),
    at: signingTime,
    isTimeProven: true,
    now: day('2026-11-24'),
    documentHash,
    ...changes,
  };
}

/** Codes of everything that is not ok, in order. */
function codesOf(signature: SealSignature, changes: Partial<SealSignatureContext> = {}): string[] {
  return checkSealSignature(signature, context(changes)).flatMap(({ code }) => code ?? []);
}

let good: SealSignature;
beforeAll(() => {
  good = parseSealSignature(testSignature(testSeal()));
});

describe('a good seal signature', () => {
  it('passes every check in v4, v5 and v1', () => {
    const v1 = version1Signature(version1Seal(), new TextEncoder().encode('20261123083000Z'));
    for (const signature of [
      good,
      parseSealSignature(testSignature(testSeal({ version: 5 }))),
      parseSealSignature(v1),
    ]) {
      const checks = checkSealSignature(signature, context());
      expect(checks.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
      expect(checks.length).toBeGreaterThanOrEqual(15);
    }
  });

  it('passes when the seal lists a digest, and notes one that was made with the SM2 identifier', () => {
    const withDigest = (value: Uint8Array, algorithm = 'SM3') =>
      parseSealSignature(
        testSignature(testSeal({ certificateList: { type: 'digests', digests: [{ algorithm, value }] } })),
      );
    const { value } = certificateDigest(city.signer);
    expect(codesOf(withDigest(value))).toEqual([]);
    expect(codesOf(withDigest(value, '1.2.156.10197.1.401'))).toEqual([]);
    expect(codesOf(withDigest(value, 'SHA1'))).toEqual(['SEAL_CERT_NOT_LISTED']);
    // The right digest by an algorithm that proves nothing any more, under every name it has.
    for (const name of ['SHA1', 'SHA-1', '1.3.14.3.2.26'])
      expect(codesOf(withDigest(hash('sha1', city.signer), name))).toEqual(['SEAL_CERT_NOT_LISTED']);
    for (const name of ['SHA256', 'SHA-256', '2.16.840.1.101.3.4.2.1'])
      expect(codesOf(withDigest(hash('sha256', city.signer), name))).toEqual([]);
    const withId = sm2MessageDigest(city.signerKey.publicKey, city.signer);
    expect(codesOf(withDigest(withId))).toEqual(['SEAL_LIST_DIGEST_WITH_ID']);
  });

  it('states the facts about its time', () => {
    const facts = signingTimeFacts(good);
    expect(facts).toMatchObject({ claimed: signingTime, isZoneAssumed: false, timeStamp: null });
    expect(facts.imprintInputs).toEqual([good.signatureValue, der.bitString(good.signatureValue)]);
  });
});

describe('signature values', () => {
  it('SIG_VALUE_BAD when another key signed', () => {
    const other = testKey('somebody else').sign(good.tbs);
    expect(codesOf({ ...good, signatureValue: other })).toEqual(['SIG_VALUE_BAD']);
  });

  it('SEAL_SIG_BAD when the seal was changed', () => {
    const seal = { ...good.seal, signatureValue: city.signerKey.sign(good.seal.infoDer) };
    expect(codesOf({ ...good, seal })).toEqual(['SEAL_SIG_BAD']);
  });

  it('SIG_RAW_RS is a note for 64 raw octets', () => {
    const [r, s] = readSequence(readDer(good.signatureValue)).map((node) => node.content);
    const raw = new Uint8Array(64);
    for (const [part, end] of [[r, 32] as const, [s, 64] as const]) {
      const digits = (part ?? new Uint8Array()).slice(-32);
      raw.set(digits, end - digits.length);
    }
    expect(codesOf({ ...good, signatureValue: raw })).toEqual(['SIG_RAW_RS']);
    expect(verdictCodeEntry('SIG_RAW_RS').level).toBe('NOTE');
  });

  it('ALG_UNSUPPORTED for an algorithm that is not known', () => {
    expect(codesOf({ ...good, signatureAlgorithm: '1.2.3' })).toEqual(['ALG_UNSUPPORTED']);
  });

  it('INTEGRITY_HASH_MISMATCH for another document, RESOURCE_LIMIT when it was not hashed', () => {
    expect(codesOf(good, { documentHash: new Uint8Array(32) })).toEqual(['INTEGRITY_HASH_MISMATCH']);
    expect(codesOf(good, { documentHash: null })).toEqual(['RESOURCE_LIMIT']);
  });
});

describe('certificates', () => {
  const sign = (certificate: Uint8Array, listed = certificate) =>
    parseSealSignature(
      testSignature(testSeal({ certificateList: { type: 'certificates', certificates: [listed] } }), {
        certificate,
      }),
    );

  it('SEAL_CERT_NOT_LISTED after a renewal with the same key and name', () => {
    const renewed = city.issued('410200000000001', city.signerKey, 33);
    expect(codesOf(sign(renewed, city.signer))).toEqual(['SEAL_CERT_NOT_LISTED']);
  });

  it('CERT_MALFORMED and MAKER_CERT_MALFORMED when they cannot be read', () => {
    expect(codesOf({ ...good, certificate: Uint8Array.of(0x30, 0) })).toEqual([
      'CERT_MALFORMED',
      'SIG_NOT_CHECKED',
    ]);
    expect(codesOf({ ...good, seal: { ...good.seal, makerCertificate: new Uint8Array() } })).toEqual([
      'MAKER_CERT_MALFORMED',
      'SIG_NOT_CHECKED',
    ]);
  });

  it('CERT_USAGE_FORBIDDEN for an encryption certificate', () => {
    expect(codesOf(sign(city.issued('enc', city.signerKey, 4, { keyUsage: 0x38 })))).toEqual([
      'CERT_USAGE_FORBIDDEN',
    ]);
  });

  it('TRUST_ROOT_UNKNOWN for signer and maker without the root', () => {
    const codes = codesOf(good, { anchors: [] });
    expect(codes).toContain('MAKER_TRUST_ROOT_UNKNOWN');
    expect(codes).toContain('TRUST_ROOT_UNKNOWN');
  });

  it('REVOCATION_MISSING without lists', () => {
    expect(codesOf(good, { crls: [] })).toContain('REVOCATION_MISSING');
  });

  it('a list that was fresh then but is not now counts only for a proven time', () => {
    const now = day('2027-02-01');
    expect(codesOf(good, { now })).toEqual([]);
    expect(codesOf(good, { now, isTimeProven: false })).toContain('REVOCATION_STALE');
  });

  it('CERT_NOT_YET_VALID and CERT_EXPIRED_AT_SIGN outside validity, CERT_EXPIRED_NO_POE after it', () => {
    const until = (notAfter: Date, notBefore = day('2026-01-01')) =>
      sign(city.issued('short', city.signerKey, 5, { notBefore, notAfter }));
    expect(codesOf(until(day('2026-11-01')))).toContain('CERT_EXPIRED_AT_SIGN');
    expect(codesOf(until(day('2030-01-01'), day('2026-11-24')))).toContain('CERT_NOT_YET_VALID');
    const expired = until(new Date('2026-11-23T20:00:00Z'));
    expect(codesOf(expired, { isTimeProven: false })).toContain('CERT_EXPIRED_NO_POE');
    expect(codesOf(expired)).not.toContain('CERT_EXPIRED_NO_POE');
  });

  it('CERT_REVOKED before signing; after it REVOKED_AFTER_SIGN where the time is proven, else REVOKED_NO_POE', () => {
    const before = crl([{ serial: 3, at: day('2026-11-01') }]);
    const after = crl([{ serial: 3, at: new Date('2026-11-23T12:00:00Z') }]);
    expect(codesOf(good, { crls: before })).toEqual(['CERT_REVOKED']);
    expect(codesOf(good, { crls: after })).toEqual(['REVOKED_AFTER_SIGN']);
    expect(codesOf(good, { crls: after, isTimeProven: false })).toEqual(['REVOKED_NO_POE']);
  });
});

describe('the seal maker', () => {
  it('MAKER_CERT_REVOKED before the seal was made', () => {
    expect(codesOf(good, { crls: crl([{ serial: 2, at: day('2026-01-01') }]) })).toEqual([
      'MAKER_CERT_REVOKED',
    ]);
  });

  it('that lapsed between making and signing is a doubt in v4 and a note in v5', () => {
    const crls = crl([{ serial: 2, at: day('2026-06-01'), reason: 4 }]);
    expect(codesOf(good, { crls })).toEqual(['MAKER_CERT_LAPSED_AT_SIGN']);
    const v5 = parseSealSignature(testSignature(testSeal({ version: 5 })));
    expect(codesOf(v5, { crls })).toEqual(['SEAL_MAKER_CERT_LAPSED']);
  });

  it('revoked without a harmless reason between making and signing is a doubt in every version', () => {
    for (const reason of [undefined, 0, 1, 9]) {
      const crls = crl([{ serial: 2, at: day('2026-06-01'), ...(reason === undefined ? {} : { reason }) }]);
      const v5 = parseSealSignature(testSignature(testSeal({ version: 5 })));
      expect(codesOf(v5, { crls })).toEqual(['MAKER_CERT_REVOKED_NO_POE']);
    }
  });

  it('MAKER_NOT_AUTHORISED for a seal that a person of the same authority made, unless imported as a maker', () => {
    const key = testKey('person');
    const certificate = city.issued('somebody', key, 9);
    const infoDer = encodeSealInfo(sealInfo());
    const seal = parseSeal(
      assembleSeal({ infoDer, makerCertificate: certificate, signatureValue: key.sign(infoDer) }),
    );
    const selfMade = parseSealSignature(testSignature(seal));
    expect(codesOf(selfMade)).toEqual(['MAKER_NOT_AUTHORISED']);
    expect(codesOf(selfMade, { sealMakers: [parseCertificate(certificate)] })).toEqual([]);
    const another = parseCertificate(city.issued('somebody', testKey('another maker'), 10));
    expect(codesOf(selfMade, { sealMakers: [another] })).toEqual(['MAKER_NOT_AUTHORISED']);
  });

  it('whose key leaked later is a doubt unless the time of signing is proven', () => {
    const crls = crl([{ serial: 2, at: new Date('2026-11-23T12:00:00Z'), reason: 1 }]);
    expect(codesOf(good, { crls })).toEqual(['SEAL_MAKER_CERT_LAPSED']);
    expect(codesOf(good, { crls, isTimeProven: false })).toEqual(['MAKER_CERT_REVOKED_NO_POE']);
  });
});

describe('the seal', () => {
  it('is valid on its first and last second, and not beside them', () => {
    const { validStart, validEnd } = good.seal.info;
    const codes = (at: Date): unknown[] =>
      checkSeal(good.seal, context({ at, now: at, crls: [] }))
        .filter(({ check }) => check === 'seal.validity')
        .map(({ code }) => code);
    const beside = (time: Date, ms: number): Date => new Date(time.getTime() + ms);
    expect([codes(validStart), codes(validEnd)]).toEqual([[undefined], [undefined]]);
    expect(codes(beside(validStart, -1))).toEqual(['SEAL_NOT_YET_VALID_AT_SIGN']);
    expect(codes(beside(validEnd, 1))).toEqual(['SEAL_EXPIRED_AT_SIGN']);
  });

  it('SEAL_EXPIRED_NO_POE when it expired since and the time is only claimed', () => {
    const now = day('2029-02-01');
    expect(codesOf(good, { now, isTimeProven: false })).toContain('SEAL_EXPIRED_NO_POE');
    expect(codesOf(good, { now })).not.toContain('SEAL_EXPIRED_NO_POE');
  });

  it('SEAL_CREATED_IN_FUTURE when it was used before it was made', () => {
    const seal = testSeal({ createDate: day('2026-11-24'), validStart: day('2026-01-05') });
    expect(codesOf(parseSealSignature(testSignature(seal)))).toContain('SEAL_CREATED_IN_FUTURE');
  });

  it('SEAL_PICTURE_ASPECT beyond 2 %, SEAL_PICTURE_UNREADABLE for other formats', () => {
    const withPicture = (type: string, data: Uint8Array) =>
      codesOf(
        parseSealSignature(testSignature(testSeal({ picture: { type, data, widthMm: 40, heightMm: 40 } }))),
      );
    expect(withPicture('png', pngHeader(1000, 985))).toEqual([]);
    expect(withPicture('png', pngHeader(1000, 970))).toEqual(['SEAL_PICTURE_ASPECT']);
    expect(withPicture('ofd', Uint8Array.of(0x50, 0x4b))).toEqual(['SEAL_PICTURE_UNREADABLE']);
  });

  it('SEAL_EXTENSION_UNKNOWN is a note for critical ones only, and not for those the caller knows', () => {
    const extension = (critical: boolean) => [
      { oid: '1.3.6.1.5.5.7.1.4', critical, value: Uint8Array.of(1) },
    ];
    const signature = (critical: boolean) =>
      parseSealSignature(testSignature(testSeal({ extensions: extension(critical) })));
    expect(codesOf(signature(false))).toEqual([]);
    expect(codesOf(signature(true))).toEqual(['SEAL_EXTENSION_UNKNOWN']);
    expect(codesOf(signature(true), { knownExtensions: ['1.3.6.1.5.5.7.1.4'] })).toEqual([]);
  });
});

describe('the time stamp of a v5 seal', () => {
  const stamped = day('2026-01-06');
  const codes = (seal: SESeal, changes: Partial<SealSignatureContext> = {}) =>
    codesOf(parseSealSignature(testSignature(seal)), changes);

  it('passes over the signature value, and over its whole BIT STRING', () => {
    expect(codes(stampedSeal(stamped))).toEqual([]);
    expect(codes(stampedSeal(stamped, (value) => der.bitString(value)))).toEqual([]);
  });

  it('SEAL_TIMESTAMP_INVALID when it is damaged or stamps something else', () => {
    expect(codes(testSeal({ version: 5 }, Uint8Array.of(1, 2, 3)))).toEqual(['SEAL_TIMESTAMP_INVALID']);
    expect(codes(stampedSeal(stamped, () => documentHash))).toEqual(['SEAL_TIMESTAMP_INVALID']);
  });

  it('SEAL_TIMESTAMP_UNTRUSTED when the authority cannot be confirmed', () => {
    expect(codes(stampedSeal(stamped), { anchors: [] })).toContain('SEAL_TIMESTAMP_UNTRUSTED');
  });

  it('SEAL_TIMESTAMP_ORDER when the seal claims to be younger than its stamp', () => {
    expect(codes(stampedSeal(day('2026-01-05')))).toEqual(['SEAL_TIMESTAMP_ORDER']);
  });

  it('proves that the seal is older than the leak of its maker’s key, unless the leak came first', () => {
    const leak = (at: Date) => ({ crls: crl([{ serial: 2, at, reason: 1 }]), isTimeProven: false });
    expect(codes(stampedSeal(stamped), leak(day('2026-03-01')))).toEqual(['SEAL_MAKER_CERT_LAPSED']);
    expect(codes(stampedSeal(stamped), leak(new Date('2026-01-05T12:00:00Z')))).toEqual([
      'MAKER_CERT_REVOKED_NO_POE',
    ]);
  });
});

describe('versions and times', () => {
  it('SEAL_VERSION_MISMATCH when TBS_Sign says another version than the seal', () => {
    expect(codesOf({ ...good, declaredVersion: 5 })).toEqual(['SEAL_VERSION_MISMATCH']);
  });

  it('SEAL_VERSION_MISMATCH for a v1 seal in a v4 signature, and for a header that its shape belies', () => {
    const seal = parseSeal(version1Seal());
    const tbs = buildTbsSign({
      seal: testSeal(),
      timeInfo: signingTime,
      dataHash: documentHash,
      propertyInfo: 'p',
    });
    const members = readSequence(readDer(tbs)).map((node, i) => (i === 1 ? seal.der : node.bytes));
    const mixed = der.sequence(...members);
    const bytes = assembleSealSignature({
      tbs: mixed,
      certificate: city.signer,
      signature: city.signerKey.sign(mixed),
    });
    expect(codesOf(parseSealSignature(bytes))).toEqual(['SEAL_VERSION_MISMATCH']);
    const odd = sealFromInfo(encodeSealInfo(sealInfo()));
    const infoMembers = readSequence(readDer(odd.infoDer)).map((node) => node.bytes);
    const header = der.sequence(der.ia5('ES'), der.integer(2), der.ia5('X'));
    const wrong = sealFromInfo(der.sequence(header, ...infoMembers.slice(1)));
    expect(checkSeal(wrong, context()).flatMap(({ code }) => code ?? [])).toEqual(['SEAL_VERSION_MISMATCH']);
  });

  it('TIME_MISSING for a time that is none, TIME_CLAIM_FUTURE for one that has not come', () => {
    expect(codesOf({ ...good, timeInfo: { kind: 'text', text: '?' } })).toEqual(['TIME_MISSING']);
    const future = { kind: 'time', time: day('2026-11-25'), zoneAssumed: false } as const;
    expect(codesOf({ ...good, timeInfo: future })).toEqual(['TIME_CLAIM_FUTURE']);
  });
});
