/** Byte access to a source in small blocks that are kept for a while, so that parsing needs few reads and little memory. */
import type { ByteSource } from '../domain/byte-source.ts';

const blockBytes = 4 * 1024;
const maxBlocks = 512;

/** Blocks shared by all readers over one source. */
class BlockCache {
  readonly #source: ByteSource;
  readonly #blocks = new Map<number, Uint8Array>();

  constructor(source: ByteSource) {
    this.#source = source;
  }

  block(index: number): Uint8Array {
    const kept = this.#blocks.get(index);
    if (kept) return kept;
    const start = index * blockBytes;
    const block = this.#source.read(start, Math.min(blockBytes, this.#source.size - start));
    // Oldest first: parsing is mostly local, so this is close to least recently used at no cost.
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size >= maxBlocks && oldest !== undefined) this.#blocks.delete(oldest);
    this.#blocks.set(index, block);
    return block;
  }
}

/** Reads a source in blocks and keeps the newest of them, so that many small reads cost few large ones. */
export class BlockReader {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #cache: BlockCache;
  #block: Uint8Array = new Uint8Array(0);
  #blockStart = 0;

  constructor(source: ByteSource, size = source.size, cache = new BlockCache(source)) {
    this.#source = source;
    this.size = size;
    this.#cache = cache;
  }

  /** The same bytes, ending earlier. */
  upTo(size: number): BlockReader {
    return new BlockReader(this.#source, Math.min(size, this.size), this.#cache);
  }

  /** The byte at an offset; -1 outside. */
  byteAt(offset: number): number {
    const inBlock = this.#block[offset - this.#blockStart];
    if (inBlock !== undefined && offset < this.size) return inBlock;
    if (!(offset >= 0 && offset < this.size)) return -1;
    const index = Math.floor(offset / blockBytes);
    this.#block = this.#cache.block(index);
    this.#blockStart = index * blockBytes;
    return this.#block[offset - this.#blockStart] ?? -1;
  }

  /** Bytes from `start` to `end` (both cut to the file). The result may be a view: do not write to it. */
  slice(start: number, end: number): Uint8Array {
    const from = Math.max(0, Math.min(start, this.size));
    const to = Math.max(from, Math.min(end, this.size));
    const inBlock = from - this.#blockStart;
    if (inBlock >= 0 && to - this.#blockStart <= this.#block.length)
      return this.#block.subarray(inBlock, to - this.#blockStart);
    return this.#source.read(from, to - from);
  }
}
