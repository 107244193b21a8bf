/** SM2 verification against GB/T 32918.5-2017 Annex A, its range checks, and both encodings of a signature. */
import { describe, expect, it } from 'vitest';
import { bigintToBytes, concatBytes, toHex, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { sm2Curve } from '../../src-main/crypto/sm2-curve.ts';
import {
  encodeSm2Signature,
  parseSm2PublicKey,
  parseSm2Signature,
  sm2MessageDigest,
  sm2UserDigest,
  sm2Verify,
  sm2VerifyDigest,
} from '../../src-main/crypto/sm2.ts';
import { createTestSigner, signDigest } from '../pki/support/test-signer.ts';
import { standardKey, standardSignature } from './sm2-standard.ts';

const { publicKey, d } = standardKey;
const { message, r, s, k, userDigest, messageDigest } = standardSignature;
const { n } = sm2Curve;
const good = encodeSm2Signature(r, s);

describe('the standard example', () => {
  it('has the digests of the standard', () => {
    expect(toHex(sm2UserDigest(publicKey))).toBe(userDigest);
    expect(toHex(sm2MessageDigest(publicKey, message))).toBe(messageDigest);
  });
  it('verifies, as DER and as raw octets', () => {
    const raw = concatBytes(bigintToBytes(r, 32), bigintToBytes(s, 32));
    expect(sm2Verify(publicKey, message, good)).toBe(true);
    expect(sm2Verify(publicKey, message, raw)).toBe(true);
    expect(parseSm2Signature(raw).encoding).toBe('raw');
    expect(parseSm2Signature(good)).toEqual({ r, s, encoding: 'der' });
  });
  it('is what the test signer computes', () => {
    expect(signDigest(d, BigInt('0x' + messageDigest), k)).toEqual({ r, s });
  });
});

describe('refusals', () => {
  it.each([
    ['another message', utf8Encode('message Digest'), good],
    ['r = 0', message, encodeSm2Signature(0n, s)],
    ['s = 0', message, encodeSm2Signature(r, 0n)],
    ['r = n', message, encodeSm2Signature(n, s)],
    ['s = n', message, encodeSm2Signature(r, n)],
    ['r + n', message, encodeSm2Signature(r + n, s)],
    ['s + n', message, encodeSm2Signature(r, s + n)],
    ['negative s', message, encodeSm2Signature(r, s - n)],
    ['t = 0', message, encodeSm2Signature(r, n - r)],
    ['nothing', message, new Uint8Array()],
    ['trailing octet', message, concatBytes(good, Uint8Array.of(0))],
    ['63 octets', message, new Uint8Array(63).fill(1)],
  ])('%s', (_case, text, signature) => {
    expect(sm2Verify(publicKey, text, signature)).toBe(false);
  });
  it('another ID, another digest length', () => {
    expect(sm2Verify(publicKey, message, good, 'ALICE123@YAHOO.COM')).toBe(false);
    expect(sm2VerifyDigest(publicKey, new Uint8Array(31), good)).toBe(false);
  });
  it('keys that are no points of the curve', () => {
    const offCurve = Uint8Array.from(publicKey);
    offCurve[64] = (offCurve[64] ?? 0) ^ 1;
    const compressed = concatBytes(Uint8Array.of(3), publicKey.subarray(1, 33));
    for (const key of [offCurve, compressed, publicKey.subarray(1), new Uint8Array(65), new Uint8Array(1)]) {
      expect(() => parseSm2PublicKey(key)).toThrow(expect.objectContaining({ code: 'public-key-invalid' }));
      expect(sm2Verify(key, message, good)).toBe(false);
    }
  });
});

it('gives the same answers once a key has its table', () => {
  const signer = createTestSigner();
  for (let i = 0; i < 10; i += 1) {
    const text = utf8Encode(`message ${i}`);
    expect(sm2Verify(signer.publicKey, text, signer.sign(text))).toBe(true);
    expect(sm2Verify(signer.publicKey, text, signer.signRaw(text))).toBe(true);
    expect(sm2Verify(signer.publicKey, utf8Encode('other'), signer.sign(text))).toBe(false);
  }
});

it('forgets old keys without forgetting how to verify', () => {
  const text = utf8Encode('many keys');
  for (let i = 0; i < 40; i += 1) {
    const signer = createTestSigner(BigInt(i + 2));
    expect(sm2Verify(signer.publicKey, text, signer.sign(text))).toBe(true);
  }
  expect(sm2Verify(publicKey, message, good)).toBe(true);
});
