/** Reading and writing SES_Signature, and telling it from other containers. */
import { describe, expect, it } from 'vitest';
import { concatBytes, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { readDer, readSequence } from '../../../src-main/crypto/der.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm2Verify } from '../../../src-main/crypto/sm2.ts';
import { detectSignatureContainer, parseSealSignature } from '../../../src-main/seal/seal-signature.ts';
import {
  assembleSealSignature,
  buildTbsSign,
  sealSignatureLength,
} from '../../../src-main/seal/seal-signature-writer.ts';
import { parseSeal } from '../../../src-main/seal/seal-structure.ts';
import {
  city,
  documentHash,
  signingTime,
  testSeal,
  testSignature,
  version1Seal,
  version1Signature,
} from './test-seal.ts';

const token = der.sequence(der.oid('1.2.840.113549.1.7.2'), der.octetString(new Uint8Array(3000)));

describe('v4 and v5 seal signatures', () => {
  it.each([4, 5] as const)('come back as they were written (v%i)', (version) => {
    const seal = testSeal({ version });
    const signature = parseSealSignature(testSignature(seal, { timeStamp: token }));
    expect(signature).toMatchObject({
      version,
      declaredVersion: version,
      timeInfo: { kind: 'time', time: signingTime, zoneAssumed: false },
      dataHash: documentHash,
      propertyInfo: '[0 10 20 30]',
      certificate: city.signer,
      signatureAlgorithm: '1.2.156.10197.1.501',
      timeStamp: token,
    });
    expect(signature.seal.der).toEqual(seal.der);
    expect(sm2Verify(city.signerKey.publicKey, signature.tbs, signature.signatureValue)).toBe(true);
  });

  it('carry extensions behind an explicit [0]', () => {
    const extDatas = [{ oid: '1.2.3.4', critical: false, value: utf8Encode('permit') }];
    const tbs = buildTbsSign({
      seal: testSeal(),
      timeInfo: signingTime,
      dataHash: documentHash,
      propertyInfo: 'p',
      extDatas,
    });
    const written = readSequence(readDer(tbs))[5];
    // The flag is written although it is FALSE: readers in the field need it.
    const flag = der.boolean(false);
    const value = der.octetString(utf8Encode('permit'));
    const expected = der.explicit(0, der.sequence(der.sequence(der.oid('1.2.3.4'), flag, value)));
    expect(written?.bytes).toEqual(expected);
    const bytes = assembleSealSignature({
      tbs,
      certificate: city.signer,
      signature: city.signerKey.sign(tbs),
    });
    expect(parseSealSignature(bytes).extensions).toMatchObject(extDatas);
  });

  it('refuse what cannot be signed', () => {
    const parts = { timeInfo: signingTime, propertyInfo: 'p', dataHash: documentHash };
    expect(() => buildTbsSign({ ...parts, seal: parseSeal(version1Seal()) })).toThrow('seal-value-invalid');
    expect(() => buildTbsSign({ ...parts, seal: testSeal(), dataHash: new Uint8Array(20) })).toThrow(
      'seal-value-invalid',
    );
    expect(() => buildTbsSign({ ...parts, seal: testSeal(), propertyInfo: '' })).toThrow(
      'seal-value-invalid',
    );
  });

  it.each([undefined, token])('are never longer than computed, and at most 6 octets shorter', (timeStamp) => {
    for (let second = 0; second < 20; second += 1) {
      const timeInfo = new Date(signingTime.getTime() + second * 1000);
      const bytes = testSignature(testSeal(), timeStamp ? { timeInfo, timeStamp } : { timeInfo });
      const { tbs } = parseSealSignature(bytes);
      const bound = sealSignatureLength({
        tbs: tbs.length,
        certificate: city.signer.length,
        timeStamp: timeStamp?.length ?? 0,
      });
      expect(bytes.length).toBeLessThanOrEqual(bound);
      expect(bytes.length).toBeGreaterThan(bound - 6);
    }
  });
});

describe('v1 seal signatures', () => {
  it('include certificate and algorithm in what is signed; the seal may be wrapped', () => {
    for (const eseal of [version1Seal(), der.octetString(version1Seal())]) {
      const signature = parseSealSignature(version1Signature(eseal, utf8Encode('2025-06-01T07:31:56.377Z')));
      expect(signature).toMatchObject({
        version: 1,
        timeInfo: { kind: 'time', time: new Date('2025-06-01T07:31:56Z') },
      });
      expect(signature.seal.der).toEqual(version1Seal());
      expect(sm2Verify(city.signerKey.publicKey, signature.tbs, signature.signatureValue)).toBe(true);
    }
  });

  it('may hold the digest in an OCTET STRING', () => {
    const bytes = version1Signature(version1Seal(), utf8Encode('x'), der.octetString(documentHash));
    expect(parseSealSignature(bytes).dataHash).toEqual(documentHash);
  });

  it.each([
    ['2025-06-01 15:31:56', '2025-06-01T07:31:56Z', true],
    ['20250601153156', '2025-06-01T07:31:56Z', true],
    ['20250601073156Z', '2025-06-01T07:31:56Z', false],
    ['250601073156Z', '2025-06-01T07:31:56Z', false],
    ['2025-06-01T15:31:56+08:00', '2025-06-01T07:31:56Z', false],
  ])('read the time %s', (text, expected, zoneAssumed) => {
    const { timeInfo } = parseSealSignature(version1Signature(version1Seal(), utf8Encode(text)));
    expect(timeInfo).toEqual({ kind: 'time', time: new Date(expected), zoneAssumed });
  });

  it('read a DER time, keep a token, and keep what is no time as text', () => {
    const timeInfo = (content: Uint8Array) =>
      parseSealSignature(version1Signature(version1Seal(), content)).timeInfo;
    expect(timeInfo(der.utcTime(signingTime))).toMatchObject({ kind: 'time', time: signingTime });
    expect(timeInfo(token)).toEqual({ kind: 'token', token });
    for (const text of ['yesterday', '2025-02-30 10:00:00', '2025-13-01 00:00:00', '']) {
      expect(timeInfo(utf8Encode(text))).toEqual({ kind: 'text', text });
    }
  });
});

describe('containers', () => {
  it('are told by DER alone', () => {
    expect(detectSignatureContainer(testSignature(testSeal()))).toBe('seal-signature');
    expect(detectSignatureContainer(concatBytes(testSignature(testSeal()), new Uint8Array(9)))).toBe(
      'seal-signature',
    );
    expect(detectSignatureContainer(version1Signature(version1Seal(), utf8Encode('x')))).toBe(
      'seal-signature',
    );
    expect(detectSignatureContainer(token)).toBe('signed-data');
    expect(detectSignatureContainer(city.signerKey.sign(documentHash))).toBe('bare-signature');
    expect(detectSignatureContainer(der.sequence(der.null()))).toBe('unknown');
    expect(detectSignatureContainer(new Uint8Array(5))).toBe('unknown');
  });
});
