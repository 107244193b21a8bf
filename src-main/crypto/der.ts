/**
 * A reader of DER (X.690 §10), with a tolerant BER mode. It never re-encodes: every node is a slice of the original octets,
 * because what was signed is what was encoded. Children are read on demand, with bounds on depth and on their number.
 */
import { readExtent, type Bounds, type Extent } from './der-extent.ts';
import { derMalformed, expectTag, type DerNode } from './der-node.ts';

export { derMalformed, expectTag, withTag, type DerNode } from './der-node.ts';
export * from './der-values.ts';
export { readString, readTime } from './der-text.ts';

export interface DerOptions {
  /** Tolerate BER: indefinite lengths, long-form lengths, non-minimal integers. Default: strict DER. */
  readonly ber?: boolean;
  /** Allow octets after the first TLV (zero padding in PDF /Contents). The caller looks at them. Default: refused. */
  readonly allowTrailing?: boolean;
  /** Nesting allowed. Default 64. */
  readonly maxDepth?: number;
  /** TLVs allowed in one structure. Default 1 000 000 (a CRL has three for each entry). */
  readonly maxNodes?: number;
}

/** Reads one TLV. Every failure, here and in children, is `der-malformed` with the offset. */
export function readDer(bytes: Uint8Array, options: DerOptions = {}): DerNode {
  const bounds: Bounds = {
    bytes,
    ber: options.ber ?? false,
    maxDepth: options.maxDepth ?? 64,
    nodesLeft: options.maxNodes ?? 1_000_000,
  };
  const extent = readExtent(bounds, 0, bytes.length, 0);
  if (extent.stop !== bytes.length && options.allowTrailing !== true) {
    throw derMalformed('octets after the structure', extent.stop);
  }
  return new SlicedNode(bounds, extent);
}

/** The children of a SEQUENCE (or of whatever constructed `tag` is named). */
export function readSequence(node: DerNode | undefined, tag = 0x30): readonly DerNode[] {
  return expectTag(node, tag).children();
}

/** The one child of an explicit tag `[number]`. */
export function readExplicit(node: DerNode | undefined, number: number): DerNode {
  const holder = expectTag(node, 0xa0 | number);
  const [inner, ...rest] = holder.children();
  if (!inner || rest.length > 0) throw derMalformed('an explicit tag holds one element', holder.offset);
  return inner;
}

/** Slices are made when asked for: a list has millions of nodes, most of which are only walked over. */
class SlicedNode implements DerNode {
  readonly #bounds: Bounds;
  readonly #extent: Extent;
  #children: readonly DerNode[] | undefined;

  constructor(bounds: Bounds, extent: Extent) {
    this.#bounds = bounds;
    this.#extent = extent;
  }
  get tag(): number {
    return this.#extent.tag;
  }
  get constructed(): boolean {
    return (this.#extent.tag & 0x20) !== 0;
  }
  get headerLength(): number {
    return this.#extent.from - this.#extent.start;
  }
  get bytes(): Uint8Array {
    return this.#bounds.bytes.subarray(this.#extent.start, this.#extent.stop);
  }
  get content(): Uint8Array {
    return this.#bounds.bytes.subarray(this.#extent.from, this.#extent.to);
  }
  get offset(): number {
    return this.#extent.start;
  }
  get ber(): boolean {
    return this.#bounds.ber;
  }
  children(): readonly DerNode[] {
    this.#children ??= [...this.eachChild()];
    return this.#children;
  }
  *eachChild(): Generator<DerNode> {
    const { from, to, start, depth } = this.#extent;
    if (!this.constructed) throw derMalformed('a primitive has no elements', start);
    for (let at = from; at < to;) {
      const extent = readExtent(this.#bounds, at, to, depth + 1);
      yield new SlicedNode(this.#bounds, extent);
      at = extent.stop;
    }
  }
}
