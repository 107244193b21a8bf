/** SM2 encryption: the example of GB/T 32918.5 Annex C, OpenSSL both ways, and ciphertexts that are not what they were. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  bigintToBytes,
  bytesToBigint,
  concatBytes,
  fromHex,
  toHex,
  utf8Encode,
} from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { sm2Curve } from '../../../src-main/crypto/sm2-curve.ts';
import { sm2Decrypt, sm2Encrypt, sm2KeyPairFrom } from '../../../src-main/crypto/sm2-encryption.ts';

const random = (length: number): Uint8Array => Uint8Array.from(randomBytes(length));
const privateKey = 0x3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8n;
const publicKey = sm2Curve.Point.BASE.multiply(privateKey).toBytes(false);
const text = utf8Encode('encryption standard');

/** A seed from which the scalar `k` comes out. */
const seedOf = (k: bigint): Uint8Array => bigintToBytes(k - 1n, 40);

test('GB/T 32918.5 Annex C: C1, C3 and C2 of the standard', () => {
  const k = 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n;
  const expected = der.sequence(
    der.integer(0x04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73n),
    der.integer(0xe858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0n),
    der.octetString(fromHex('59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766')),
    der.octetString(fromHex('21886ca989ca9c7d58087307ca93092d651efa')),
  );
  expect(toHex(sm2Encrypt(publicKey, text, () => seedOf(k)))).toBe(toHex(expected));
  expect(sm2Decrypt(privateKey, expected)).toEqual(text);
});

test('OpenSSL opens ours, and we open its', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-sm2-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  // SEC 1 ECPrivateKey with the curve and the point.
  const sec1 = der.sequence(
    der.integer(1n),
    der.octetString(bigintToBytes(privateKey, 32)),
    der.explicit(0, der.oid('1.2.156.10197.1.301')),
    der.explicit(1, der.bitString(publicKey)),
  );
  writeFileSync(at('key.der'), sec1);
  const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { cwd: folder });
  openssl('pkey', '-inform', 'DER', '-in', 'key.der', '-out', 'key.pem');
  openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'public.pem');
  writeFileSync(at('ours'), sm2Encrypt(publicKey, text, random));
  expect(openssl('pkeyutl', '-decrypt', '-inkey', 'key.pem', '-in', 'ours')).toEqual(Buffer.from(text));
  writeFileSync(at('text'), text);
  const theirs = openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', 'public.pem', '-in', 'text');
  expect(sm2Decrypt(privateKey, Uint8Array.from(theirs))).toEqual(text);
});

test('every flipped bit and every cut, and another key: nothing is opened', () => {
  const sealed = sm2Encrypt(publicKey, text.subarray(0, 16), random);
  for (let at = 0; at < sealed.length; at += 1) {
    const bad = Uint8Array.from(sealed);
    bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
    expect(() => sm2Decrypt(privateKey, bad)).toThrow('decryption-failed');
    expect(() => sm2Decrypt(privateKey, sealed.subarray(0, at))).toThrow('decryption-failed');
  }
  expect(() => sm2Decrypt(privateKey + 1n, sealed)).toThrow('decryption-failed');
  expect(() => sm2Decrypt(privateKey, concatBytes(sealed, Uint8Array.of(0)))).toThrow('decryption-failed');
});

test('a seed is a private key in [1, n − 2], at its ends too', () => {
  expect(sm2KeyPairFrom(new Uint8Array(40)).privateKey).toBe(1n);
  expect(sm2KeyPairFrom(bigintToBytes(sm2Curve.n - 3n, 40)).privateKey).toBe(sm2Curve.n - 2n);
  expect(sm2KeyPairFrom(bigintToBytes(sm2Curve.n - 2n, 40)).privateKey).toBe(1n);
  const seed = random(40);
  expect(sm2KeyPairFrom(seed).privateKey).toBe((bytesToBigint(seed) % (sm2Curve.n - 2n)) + 1n);
});
