/**
 * Octets of a document for pdf.js, by range: from the application, or from what is put behind the file (its page tree, see
 * contract/page-tree-calls.ts). Small pieces keep a large file out of memory; reading ahead keeps them from being many questions.
 */
import { PDFDataRangeTransport } from 'pdfjs-dist';

/** Reads `length` octets from `offset`; may return fewer at the end. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;

/** What is asked for at the least when one piece follows the other (cross-reference tables, object streams); whole pieces. */
const AHEAD = 256 * 1024;

export interface RangeOptions {
  /** Octets of the file. */
  readonly size: number;
  readonly read: ReadRange;
  /** Octets behind the file; may be empty. */
  readonly behind: Uint8Array;
  readonly fail: (cause: unknown) => void;
}

export class HostRange extends PDFDataRangeTransport {
  readonly #options: RangeOptions;
  #expected = -1;
  #isOver = false;

  constructor(options: RangeOptions) {
    super(options.size + options.behind.length, null);
    this.#options = options;
  }

  /** pdf.js keeps more than it asked for when it gets more, as long as that ends with a piece or with the file. */
  override requestDataRange(begin: number, end: number): void {
    const isNext = begin === this.#expected;
    const wanted = Math.min(isNext ? Math.max(end, begin + AHEAD) : end, this.length);
    this.#expected = wanted;
    this.#octets(begin, wanted).then(
      (octets) => {
        if (!this.#isOver) this.onDataRange(begin, octets);
      },
      (cause: unknown) => {
        if (!this.#isOver) this.#options.fail(cause);
      },
    );
  }

  /** Nothing that is still on its way is of use: pdf.js would throw what it did not wait for any more. */
  override abort(): void {
    this.#isOver = true;
  }

  /** A new array: pdf.js moves what it gets to its worker. */
  async #octets(begin: number, end: number): Promise<Uint8Array> {
    const { size, read, behind } = this.#options;
    // All that lies behind the file is in memory already, and is needed at once.
    if (begin >= size) return behind.slice(begin - size);
    const own = await read(begin, Math.min(end, size) - begin);
    if (end <= size) return own;
    const whole = new Uint8Array(own.length + behind.length);
    whole.set(own);
    whole.set(behind, own.length);
    return whole;
  }
}
