/** Digests of the file and of all byte ranges: SM3 in one pass at once, other algorithms in one pass each when first asked for. */
import { hashStream } from '../../crypto/hash-stream.ts';
import type { HashName } from '../../crypto/hashes.ts';
import { sm2MessageStream } from '../../crypto/sm2.ts';
import type { ByteSource } from '../../domain/byte-source.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SignedContent } from '../../pki/signed-data-verification.ts';
import type { KnownPrefix } from '../context.ts';
import { digestRanges, type RangeDigests, type SplitRange } from './range-digests.ts';

/** Bytes that all ranges together may cost beyond one pass, besides twice the file. */
const spareBytes = 64 * 1024 * 1024;
const chunk = 1 << 20;

/** Digests of all byte ranges of a file in one pass. Errors: `pdf-limit`. */
export class FileDigests {
  readonly #source: ByteSource;
  readonly #ranges: ReadonlyMap<object, SplitRange>;
  readonly #prefixes: readonly KnownPrefix[];
  readonly #known = new Map<HashName, RangeDigests<object>>();

  /** `prefixes`: SM3 of beginnings of the file that the caller has hashed before. */
  constructor(
    source: ByteSource,
    ranges: ReadonlyMap<object, SplitRange>,
    prefixes: readonly KnownPrefix[] = [],
  ) {
    this.#source = source;
    this.#ranges = ranges;
    this.#prefixes = prefixes;
  }

  /** SM3 of the whole file. */
  get whole(): Uint8Array {
    return this.#pass('sm3').whole;
  }

  /** Digest of a range; null when the work it takes is not allowed. */
  of(key: object, name: HashName): Uint8Array | null {
    return this.#pass(name).ranges.get(key) ?? null;
  }

  /** The range as what a SignedData is about. Errors: `pdf-limit`. */
  content(key: object): SignedContent {
    return {
      digest: (name) => this.#required(key, name),
      sm2Digest: (publicKey) => {
        const range = this.#ranges.get(key);
        if (!range) throw new BianyinError('pdf-limit', { what: 'byte range', limit: 0 });
        const stream = sm2MessageStream(publicKey);
        this.#feed(0, range.gapStart, (bytes) => stream.update(bytes));
        this.#feed(range.gapEnd, range.end, (bytes) => stream.update(bytes));
        return stream.digest();
      },
    };
  }

  #required(key: object, name: HashName): Uint8Array {
    const digest = this.of(key, name);
    if (!digest) throw new BianyinError('pdf-limit', { what: 'hashed bytes', limit: 2 * this.#source.size });
    return digest;
  }

  #pass(name: HashName): RangeDigests<object> {
    const known = this.#known.get(name);
    if (known) return known;
    const budget = 2 * this.#source.size + spareBytes;
    const prefixes = name === 'sm3' ? this.#prefixes : [];
    const result = digestRanges(this.#source, hashStream(name), this.#ranges, budget, prefixes);
    this.#known.set(name, result);
    return result;
  }

  #feed(from: number, to: number, take: (bytes: Uint8Array) => unknown): void {
    for (let at = from; at < to; at += chunk) take(this.#source.read(at, Math.min(chunk, to - at)));
  }
}
