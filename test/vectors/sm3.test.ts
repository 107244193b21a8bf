/** SM3 against GB/T 32905-2016, whatever the chunks, however many streams run at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, toHex, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { sm3, sm3Stream } from '../../src-main/crypto/sm3.ts';
import { sm3Examples } from './sm2-standard.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 });

describe('SM3', () => {
  it.each(sm3Examples)('digests the example %#', ({ input, digest }) => {
    expect(toHex(sm3(utf8Encode(input)))).toBe(digest);
  });

  it('does not depend on how the octets are cut', () => {
    fc.assert(
      fc.property(chunks, (parts) => {
        const stream = sm3Stream();
        for (const part of parts) stream.update(part);
        expect(toHex(stream.digest())).toBe(toHex(sm3(concatBytes(...parts))));
      }),
    );
  });

  it('keeps interleaved streams and forks apart', () => {
    fc.assert(
      fc.property(chunks, chunks, chunks, (a, b, tail) => {
        const [left, right] = [sm3Stream(), sm3Stream()];
        for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
          left.update(a[i] ?? new Uint8Array());
          right.update(b[i] ?? new Uint8Array());
        }
        const forked = left.fork().update(concatBytes(...tail));
        expect(toHex(right.digest())).toBe(toHex(sm3(...b)));
        expect(toHex(forked.digest())).toBe(toHex(sm3(...a, ...tail)));
        expect(toHex(left.digest())).toBe(toHex(sm3(...a)));
      }),
    );
  });

  it('refuses to go on after the digest', () => {
    const stream = sm3Stream();
    stream.digest();
    expect(() => stream.update(Uint8Array.of(1))).toThrow(RangeError);
    expect(() => stream.fork()).toThrow(RangeError);
  });

  it('digests more than the engine takes at once', () => {
    const million = new Uint8Array(1_000_000).fill(0x61);
    expect(toHex(sm3(million))).toBe(toHex(sm3(million.subarray(0, 333_333), million.subarray(333_333))));
    expect(toHex(sm3(million))).toBe('c8aaf89429554029e231941a2acc0ad61ff2a5acd8fadd25847a3a732b3b02c3');
  });
});
