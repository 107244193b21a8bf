/**
 * Digests over many byte ranges in one pass (ISO 32000-2 §12.8.1). All ranges start at 0, so the file is hashed once
 * and the stream is forked where a range has its gap: work grows with the file, not with signatures × file. A caller that
 * has hashed the beginning of the file before may hand its running hashes over instead of having it read once more.
 */
import type { ByteSource } from '../../domain/byte-source.ts';
import type { ForkableHash, KnownPrefix } from '../context.ts';

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
 * `known` are prefixes in ascending order of length; they are forked, never used up.
 */
export function digestRanges<T>(
  source: ByteSource,
  start: ForkableHash,
  ranges: ReadonlyMap<T, SplitRange>,
  tailBudget: number,
  known: readonly KnownPrefix[] = [],
): RangeDigests<T> {
  const results = new Map<T, Uint8Array | null>();
  let running: KnownPrefix = { length: 0, hash: start };
  let budget = tailBudget;
  for (const [key, range] of [...ranges].sort((a, b) => a[1].gapStart - b[1].gapStart)) {
    running = advance(running, source, range.gapStart, known);
    const tail = range.end - range.gapEnd;
    budget -= tail;
    results.set(key, budget < 0 ? null : tailDigest(running.hash.fork(), source, range));
  }
  return { whole: advance(running, source, source.size, known).hash.digest(), ranges: results };
}

/** The hash of everything before `to`: from the longest prefix that is known, else from where it stands. */
function advance(
  running: KnownPrefix,
  source: ByteSource,
  to: number,
  known: readonly KnownPrefix[],
): KnownPrefix {
  const nearest = known.findLast(({ length }) => length <= to);
  const { length, hash } =
    nearest && nearest.length > running.length ? { ...nearest, hash: nearest.hash.fork() } : running;
  absorb(hash, source, length, to);
  return { length: to, hash };
}

function tailDigest(hash: ForkableHash, source: ByteSource, range: SplitRange): Uint8Array {
  absorb(hash, source, range.gapEnd, range.end);
  return hash.digest();
}
