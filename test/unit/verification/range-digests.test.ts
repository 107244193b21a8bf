/** One pass for many ranges: same digests as hashing each alone, and work that is linear in the file. */
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3, sm3Stream } from '../../../src-main/crypto/sm3.ts';
import { bytesSource, type ByteSource } from '../../../src-main/domain/byte-source.ts';
import { digestRanges, type SplitRange } from '../../../src-main/verification/range-digests.ts';

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
});
