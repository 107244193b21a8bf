/** SM4 and SM4-GCM against GB/T 32907 Annex A, RFC 8998 Annex A, and OpenSSL's SM4 of this Node; every flipped bit is found. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../../src-main/crypto/bytes.ts';
import { sm4Gcm } from '../../../src-main/crypto/sm4-gcm.ts';
import { sm4EncryptBlock, sm4RoundKeys } from '../../../src-main/crypto/sm4.ts';

const key = fromHex('0123456789abcdeffedcba9876543210');
const nonce = fromHex('00001234567800000000abcd');
const associated = fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
const plain = fromHex(
  ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((octet) => octet.repeat(8)).join(''),
);

function encrypted(with_: Uint8Array, words: readonly number[], times: number): string[] {
  const keys = sm4RoundKeys(with_);
  const block = Uint32Array.from(words);
  for (let i = 0; i < times; i += 1) sm4EncryptBlock(keys, block);
  return [...block].map((word) => word.toString(16).padStart(8, '0'));
}

test('GB/T 32907 A.1, and A.2 a hundred thousand times', () => {
  const words = [0x01234567, 0x89abcdef, 0xfedcba98, 0x76543210];
  expect(encrypted(key, words, 1)).toEqual(['681edf34', 'd206965e', '86b3e94f', '536e4246']);
  expect(encrypted(key, words, 100_000).join('')).toBe(repeatedByOpenssl(100_000));
});

function repeatedByOpenssl(times: number): string {
  let block = Buffer.from(key);
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
  for (let i = 0; i < times; i += 1) block = cipher.update(block);
  return block.toString('hex');
}

test('RFC 8998 A.1', () => {
  const sealed = fromHex(
    '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec',
  );
  expect(toHex(sm4Gcm(key).seal(nonce, plain, associated))).toBe(toHex(sealed));
  expect(sm4Gcm(key).open(nonce, sealed, associated)).toEqual(plain);
});

test.each([0, 1, 15, 16, 17, 31, 4096, 70_001])(
  '%i octets: counter mode is that of OpenSSL, and back',
  (length) => {
    const text = Uint8Array.from(randomBytes(length));
    const gcm = sm4Gcm(key);
    const sealed = gcm.seal(nonce, text, associated);
    const counter = concatBytes(nonce, Uint8Array.of(0, 0, 0, 2));
    const openssl = createCipheriv('sm4-ctr', key, counter).update(text);
    expect(toHex(sealed.subarray(0, -16))).toBe(openssl.toString('hex'));
    expect(gcm.open(nonce, sealed, associated)).toEqual(text);
  },
);

test('every flipped bit, every cut, another nonce, other associated data: nothing is opened', () => {
  const gcm = sm4Gcm(key);
  const sealed = gcm.seal(nonce, plain.subarray(0, 20), associated);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const bad = Uint8Array.from(sealed);
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => gcm.open(nonce, bad, associated)).toThrow('decryption-failed');
  }
  for (let length = 0; length < sealed.length; length += 1)
    expect(() => gcm.open(nonce, sealed.subarray(0, length), associated)).toThrow('decryption-failed');
  expect(() => gcm.open(fromHex('00001234567800000000abce'), sealed, associated)).toThrow(
    'decryption-failed',
  );
  expect(() => gcm.open(nonce, sealed, associated.subarray(1))).toThrow('decryption-failed');
  expect(() => sm4Gcm(plain.subarray(0, 16)).open(nonce, sealed, associated)).toThrow('decryption-failed');
});
