/**
 * Octets of a document for pdf.js, by range: from the blocks that came with the opening, from what was read ahead, or from the
 * application. Small pieces keep a large file out of memory; reading ahead keeps small pieces from being many questions.
 */
import { PDFDataRangeTransport } from 'pdfjs-dist';
import { PAGE_BLOCK } from '../../src-main/contract/page-block-calls.ts';

/** Reads `length` octets from `offset`; may return fewer at the end. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;

/** Octets by the number of their block; see contract/page-block-calls.ts. */
export type PageBlocks = ReadonlyMap<number, Uint8Array>;

/** What is asked for besides, when one piece follows the other (cross-reference tables, object streams). */
const AHEAD = 256 * 1024;

export class HostRange extends PDFDataRangeTransport {
  readonly #read: ReadRange;
  readonly #blocks: PageBlocks;
  readonly #fail: (cause: unknown) => void;
  #ahead: { readonly begin: number; readonly octets: Uint8Array } = { begin: 0, octets: new Uint8Array() };
  #expected = -1;
  #isOver = false;

  constructor(length: number, read: ReadRange, blocks: PageBlocks, fail: (cause: unknown) => void) {
    super(length, null);
    this.#read = read;
    this.#blocks = blocks;
    this.#fail = fail;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#octets(begin, end).then(
      (octets) => {
        // A copy: pdf.js moves what it gets to its worker.
        if (!this.#isOver) this.onDataRange(begin, octets.slice());
      },
      (cause: unknown) => this.#fail(cause),
    );
  }

  override abort(): void {
    this.#isOver = true;
  }

  async #octets(begin: number, end: number): Promise<Uint8Array> {
    const known = this.#known(begin, end);
    if (known) return known;
    const isNext = begin === this.#expected;
    this.#expected = end;
    const wanted = isNext ? Math.max(end - begin, AHEAD) : end - begin;
    const octets = await this.#read(begin, Math.min(wanted, this.length - begin));
    if (octets.length > end - begin) this.#ahead = { begin, octets };
    return octets.subarray(0, end - begin);
  }

  #known(begin: number, end: number): Uint8Array | null {
    const block = end - begin <= PAGE_BLOCK ? this.#blocks.get(begin / PAGE_BLOCK) : undefined;
    if (block) return block.subarray(0, end - begin);
    const { begin: from, octets } = this.#ahead;
    const isInside = begin >= from && end <= from + octets.length;
    if (isInside) this.#expected = end;
    return isInside ? octets.subarray(begin - from, end - from) : null;
  }
}
