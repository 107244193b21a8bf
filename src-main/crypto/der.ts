/**
 * A reader of DER (X.690 §10), with a tolerant BER mode. It never re-encodes: every node is a slice of the original octets,
 * because what was signed is what was encoded. Children are read on demand, with bounds on depth and on their number.
 */
import { derMalformed, expectTag, type DerNode } from './der-node.ts';

export { derMalformed, expectTag, type DerNode } from './der-node.ts';
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

interface Bounds {
  readonly bytes: Uint8Array;
  readonly ber: boolean;
  readonly maxDepth: number;
  nodesLeft: number;
}

/** Reads one TLV. Every failure, here and in children, is `der-malformed` with the offset. */
export function readDer(bytes: Uint8Array, options: DerOptions = {}): DerNode {
  const bounds: Bounds = {
    bytes,
    ber: options.ber ?? false,
    maxDepth: options.maxDepth ?? 64,
    nodesLeft: options.maxNodes ?? 1_000_000,
  };
  const node = readNode(bounds, 0, bytes.length, 0);
  if (node.bytes.length !== bytes.length && options.allowTrailing !== true) {
    throw derMalformed('octets after the structure', node.bytes.length);
  }
  return node;
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

function readNode(bounds: Bounds, start: number, end: number, depth: number): DerNode {
  if (depth > bounds.maxDepth) throw derMalformed('nested too deeply', start);
  bounds.nodesLeft -= 1;
  if (bounds.nodesLeft < 0) throw derMalformed('too many elements', start);
  const tag = octet(bounds, start, end);
  if ((tag & 0x1f) === 0x1f) throw derMalformed('tag number over 30', start);
  const { headerLength, length } = readLength(bounds, start, end);
  const from = start + headerLength;
  if (length !== undefined) {
    if (length > end - from) throw derMalformed('length runs past the end', start);
    return makeNode(bounds, { tag, start, from, to: from + length, stop: from + length, depth });
  }
  if ((tag & 0x20) === 0) throw derMalformed('indefinite length of a primitive', start);
  const to = findEndOfContents(bounds, from, end, depth);
  return makeNode(bounds, { tag, start, from, to, stop: to + 2, depth });
}

interface Extent {
  readonly tag: number;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly stop: number;
  readonly depth: number;
}

function makeNode(bounds: Bounds, extent: Extent): DerNode {
  const { tag, start, from, to, stop, depth } = extent;
  let children: readonly DerNode[] | undefined;
  return {
    tag,
    constructed: (tag & 0x20) !== 0,
    headerLength: from - start,
    bytes: bounds.bytes.subarray(start, stop),
    content: bounds.bytes.subarray(from, to),
    offset: start,
    ber: bounds.ber,
    children() {
      if ((tag & 0x20) === 0) throw derMalformed('a primitive has no elements', start);
      children ??= readAll(bounds, from, to, depth + 1);
      return children;
    },
  };
}

function readAll(bounds: Bounds, from: number, to: number, depth: number): readonly DerNode[] {
  const nodes: DerNode[] = [];
  let at = from;
  while (at < to) {
    const node = readNode(bounds, at, to, depth);
    nodes.push(node);
    at += node.bytes.length;
  }
  return nodes;
}

function readLength(
  bounds: Bounds,
  start: number,
  end: number,
): { headerLength: number; length: number | undefined } {
  const first = octet(bounds, start + 1, end);
  if (first < 0x80) return { headerLength: 2, length: first };
  if (first === 0x80) {
    if (!bounds.ber) throw derMalformed('indefinite length', start);
    return { headerLength: 2, length: undefined };
  }
  const count = first & 0x7f;
  if (count > (bounds.ber ? 8 : 4)) throw derMalformed('length too long', start);
  let length = 0;
  for (let i = 0; i < count; i += 1) length = length * 256 + octet(bounds, start + 2 + i, end);
  const minimal = length >= 0x80 && bounds.bytes[start + 2] !== 0;
  if (!minimal && !bounds.ber) throw derMalformed('length not minimal', start);
  return { headerLength: 2 + count, length };
}

function findEndOfContents(bounds: Bounds, from: number, end: number, depth: number): number {
  let at = from;
  for (;;) {
    if (octet(bounds, at, end) === 0) {
      if (octet(bounds, at + 1, end) !== 0) throw derMalformed('bad end of contents', at);
      return at;
    }
    at += readNode(bounds, at, end, depth + 1).bytes.length;
  }
}

function octet(bounds: Bounds, at: number, end: number): number {
  const value = at < end ? bounds.bytes[at] : undefined;
  if (value === undefined) throw derMalformed('ends too early', at);
  return value;
}
