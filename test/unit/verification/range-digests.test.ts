/** One pass for many ranges: same digests as hashing each alone, and work that is linear in the file. */
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3, sm3Stream } from '../../../src-main/crypto/sm3.ts';
import { bytesSource, type ByteSource } from '../../../src-main/domain/byte-source.ts';
import { digestRanges, type SplitRange } from '../../../src-main/verification/pdf/range-digests.ts';

const bytes = Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * 31) & 255);

function counting(source: ByteSource): { source: ByteSource; read: () => number } {
  let total = 0;
  const read = (offset: number, length: number) => ((total += length), source.read(offset, length));
  return { source: { size: source.size, read }, read: () => total };
}

describe('digestRanges', () => {
  it('gives each range the digest it has alone, whatever the order asked', () => {
    const ranges = new Map<string, SplitRange>([
      ['late', { gapStart: 3_000_000, gapEnd: 3_100_000, end: 5_000_000 }],
      ['early', { gapStart: 10, gapEnd: 20, end: 1_000_000 }],
      ['same start', { gapStart: 10, gapEnd: 40, end: 41 }],
    ]);
    const result = digestRanges(bytesSource(bytes), sm3Stream(), ranges, bytes.length);
    expect(toHex(result.whole)).toBe(toHex(sm3(bytes)));
    for (const [key, { gapStart, gapEnd, end }] of ranges) {
      expect(toHex(result.ranges.get(key) ?? new Uint8Array())).toBe(
        toHex(sm3(bytes.subarray(0, gapStart), bytes.subarray(gapEnd, end))),
      );
    }
  });

  it('reads at most the file twice for fifty signatures in fifty revisions', () => {
    const step = bytes.length / 50;
    const ranges = new Map(
      Array.from({ length: 50 }, (_, i) => [
        i,
        { gapStart: i * step + 100, gapEnd: i * step + 200, end: (i + 1) * step },
      ]),
    );
    const { source, read } = counting(bytesSource(bytes));
    digestRanges(source, sm3Stream(), ranges, bytes.length);
    expect(read()).toBeLessThanOrEqual(2 * bytes.length);
  });

  it('gives null beyond the budget instead of quadratic work', () => {
    const ranges = new Map(
      Array.from({ length: 100 }, (_, i) => [i, { gapStart: 10 + i, gapEnd: 200, end: bytes.length }]),
    );
    const { source, read } = counting(bytesSource(bytes));
    const result = digestRanges(source, sm3Stream(), ranges, 2 * bytes.length);
    expect([...result.ranges.values()].filter((digest) => digest === null).length).toBe(98);
    expect(read()).toBeLessThanOrEqual(4 * bytes.length);
  });

  it('goes on from prefixes that the caller has hashed, and does not use them up', () => {
    const ranges = new Map<string, SplitRange>([
      ['before every prefix', { gapStart: 999, gapEnd: 1_500, end: 5_000_000 }],
      ['between', { gapStart: 2_500_000, gapEnd: 2_600_000, end: 2_700_000 }],
      ['at the last prefix', { gapStart: 4_000_000, gapEnd: 4_000_000, end: 4_000_000 }],
    ]);
    const known = [1_000, 2_000_000, 4_000_000].map((length) => ({
      length,
      hash: sm3Stream().update(bytes.subarray(0, length)),
    }));
    const { source, read } = counting(bytesSource(bytes));
    const alone = digestRanges(bytesSource(bytes), sm3Stream(), ranges, 2 * bytes.length);
    for (let run = 0; run < 2; run += 1) {
      const helped = digestRanges(source, sm3Stream(), ranges, 2 * bytes.length, known);
      expect(toHex(helped.whole)).toBe(toHex(alone.whole));
      expect([...helped.ranges]).toEqual([...alone.ranges]);
    }
    // 999 up to the first gap, its tail, half a million to the second gap and its tail, the last million.
    expect(read()).toBe(2 * (999 + 4_998_500 + 500_000 + 100_000 + 1_000_000));
  });

  it('ignores prefixes that are longer than the file', () => {
    const known = [{ length: bytes.length + 1, hash: sm3Stream() }];
    const result = digestRanges(bytesSource(bytes), sm3Stream(), new Map(), 0, known);
    expect(toHex(result.whole)).toBe(toHex(sm3(bytes)));
  });
});
