/** The two encodings of an SM2 signature, and everything that is neither (GB/T 35276 §7.3). */
import { expect, test } from 'vitest';
import { encodeSm2Signature, parseSm2Signature } from '../../../src-main/crypto/sm2-signature.ts';

const good = encodeSm2Signature(5n, 7n);

test('DER and 64 raw octets give the same numbers', () => {
  const raw = new Uint8Array(64);
  [raw[31], raw[63]] = [5, 7];
  expect(parseSm2Signature(good)).toEqual({ r: 5n, s: 7n, encoding: 'der' });
  expect(parseSm2Signature(raw)).toEqual({ r: 5n, s: 7n, encoding: 'raw' });
});

test.each([
  ['nothing', new Uint8Array(0)],
  ['63 octets', new Uint8Array(63)],
  ['65 octets', new Uint8Array(65)],
  ['a cut end', good.subarray(0, -1)],
  ['an octet behind', Uint8Array.of(...good, 0)],
  ['one number', Uint8Array.of(0x30, 3, 2, 1, 5)],
  ['three numbers', Uint8Array.of(0x30, 9, 2, 1, 5, 2, 1, 7, 2, 1, 9)],
  ['a length that is not the shortest', Uint8Array.of(0x30, 0x81, 6, 2, 1, 5, 2, 1, 7)],
])('%s is no signature', (_, octets) => {
  expect(() => parseSm2Signature(octets)).toThrow(
    expect.objectContaining({ code: 'signature-value-malformed' }),
  );
});
