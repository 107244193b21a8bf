/**
 * Digests over many byte ranges in one pass (ISO 32000-2 §12.8.1). All ranges start at 0, so the file is hashed once
 * and the stream is forked where a range has its gap: work grows with the file, not with signatures × file.
 */
import type { ByteSource } from '../domain/byte-source.ts';

/** A running hash that can be copied. */
export interface ForkableHash {
  update(bytes: Uint8Array): unknown;
  fork(): ForkableHash;
  digest(): Uint8Array;
}

/** [0, gapStart) and [gapEnd, end) of the file, in bytes. */
export interface SplitRange {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
}

export interface RangeDigests<T> {
  /** Digest of the whole file. */
  readonly whole: Uint8Array;
  /** Digest per range; null where the budget did not reach. */
  readonly ranges: ReadonlyMap<T, Uint8Array | null>;
}

const CHUNK = 1 << 20;

function absorb(hash: ForkableHash, source: ByteSource, from: number, to: number): void {
  for (let at = from; at < to; at += CHUNK) hash.update(source.read(at, Math.min(CHUNK, to - at)));
}

/**
 * Hashes the file once and every range with it. `tailBudget` bounds the bytes that ranges may cost beyond the one pass:
 * honest files have disjoint tails (together at most the file), a hostile one gets null instead of quadratic time.
 */
export function digestRanges<T>(
  source: ByteSource,
  start: ForkableHash,
  ranges: ReadonlyMap<T, SplitRange>,
  tailBudget: number,
): RangeDigests<T> {
  const results = new Map<T, Uint8Array | null>();
  let position = 0;
  let budget = tailBudget;
  for (const [key, range] of [...ranges].sort((a, b) => a[1].gapStart - b[1].gapStart)) {
    absorb(start, source, position, range.gapStart);
    position = range.gapStart;
    const tail = range.end - range.gapEnd;
    budget -= tail;
    results.set(key, budget < 0 ? null : tailDigest(start.fork(), source, range));
  }
  absorb(start, source, position, source.size);
  return { whole: start.digest(), ranges: results };
}

function tailDigest(hash: ForkableHash, source: ByteSource, range: SplitRange): Uint8Array {
  absorb(hash, source, range.gapEnd, range.end);
  return hash.digest();
}
