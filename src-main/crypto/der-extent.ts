/** Where a TLV begins and ends (X.690 §8.1): identifier, length in every form, end-of-contents; every octet is checked for. */
import { derMalformed } from './der-node.ts';

/** The input and what may still be spent on it. */
export interface Bounds {
  readonly bytes: Uint8Array;
  readonly ber: boolean;
  readonly maxDepth: number;
  nodesLeft: number;
}

/** Offsets of one TLV: `start` of the tag, content `from`–`to`, `stop` after everything. */
export interface Extent {
  readonly tag: number;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly stop: number;
  readonly depth: number;
}

/** Measures the TLV at `start`, which must end before `end`; throws `der-malformed`. */
export function readExtent(bounds: Bounds, start: number, end: number, depth: number): Extent {
  if (depth > bounds.maxDepth) throw derMalformed('nested too deeply', start);
  bounds.nodesLeft -= 1;
  if (bounds.nodesLeft < 0) throw derMalformed('too many elements', start);
  const tag = octet(bounds, start, end);
  if ((tag & 0x1f) === 0x1f) throw derMalformed('tag number over 30', start);
  const { headerLength, length } = readLength(bounds, start, end);
  const from = start + headerLength;
  if (length !== undefined) {
    if (length > end - from) throw derMalformed('length runs past the end', start);
    return { tag, start, from, to: from + length, stop: from + length, depth };
  }
  if ((tag & 0x20) === 0) throw derMalformed('indefinite length of a primitive', start);
  const to = findEndOfContents(bounds, from, end, depth);
  return { tag, start, from, to, stop: to + 2, depth };
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
    at = readExtent(bounds, at, end, depth + 1).stop;
  }
}

function octet(bounds: Bounds, at: number, end: number): number {
  const value = at < end ? bounds.bytes[at] : undefined;
  if (value === undefined) throw derMalformed('ends too early', at);
  return value;
}
