/** Text forms of bytes, against Node's own. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  bigintToBytes,
  bytesToBigint,
  compareBytes,
  equalBytes,
  fromBase64,
  fromHex,
  toBase64,
  toHex,
  utf8Decode,
  utf8Encode,
} from '../../../src-main/crypto/bytes.ts';

it('hexadecimal and base64 are those of everybody', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(equalBytes(fromHex(toHex(bytes).toUpperCase()), bytes)).toBe(true);
      expect(equalBytes(fromBase64(toBase64(bytes)), bytes)).toBe(true);
      expect(bytesToBigint(bigintToBytes(bytesToBigint(bytes), bytes.length))).toBe(bytesToBigint(bytes));
    }),
  );
});

it('orders as Buffer.compare does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
    }),
  );
});

it.each(['0', 'zz', 'abc'])('refuses %s as hexadecimal', (text) => {
  expect(() => fromHex(text)).toThrow(RangeError);
});
it.each(['A', '====', 'AA=A', 'A-==', '=AAA'])('refuses %s as base64', (text) => {
  expect(() => fromBase64(text)).toThrow(RangeError);
});

it('UTF-8 keeps a byte order mark and refuses what is not UTF-8', () => {
  expect(utf8Decode(utf8Encode('\ufeff汴印'))).toBe('\ufeff汴印');
  expect(() => utf8Decode(Uint8Array.of(0xc3, 0x28))).toThrow(TypeError);
});

it('numbers that do not fit are refused', () => {
  expect(() => bigintToBytes(256n, 1)).toThrow(RangeError);
  expect(() => bigintToBytes(-1n, 1)).toThrow(RangeError);
});
