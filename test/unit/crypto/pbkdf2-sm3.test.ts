/** PBKDF2 with HMAC-SM3 is that of this Node's OpenSSL. */
import { pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { pbkdf2Sm3 } from '../../../src-main/crypto/pbkdf2-sm3.ts';

test.each([
  ['K7QM2', 1, 32],
  ['K7QM2', 1000, 72],
  ['x'.repeat(200), 7, 33],
])('%s, %i times, %i octets', async (secret, iterations, length) => {
  const salt = utf8Encode('bianyin.recovery/1 and sixteen more');
  const made = await pbkdf2Sm3(utf8Encode(secret), { salt, iterations, length });
  expect(toHex(made)).toBe(pbkdf2Sync(secret, salt, iterations, length, 'sm3').toString('hex'));
});
