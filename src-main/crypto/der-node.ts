/** What the DER reader hands out, and the one error all readers of DER report. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** One tag-length-value. */
export interface DerNode {
  /** The first identifier octet (class, constructed bit and tag number together): 0x30, 0xa0, 0x02 … */
  readonly tag: number;
  readonly constructed: boolean;
  /** Octets of tag and length before the content. */
  readonly headerLength: number;
  /** The whole TLV, a slice of the original. */
  readonly bytes: Uint8Array;
  /** The content alone, a slice of the original (end-of-contents octets left out). */
  readonly content: Uint8Array;
  /** Where the TLV begins, counted from the beginning of what `readDer` was given. */
  readonly offset: number;
  /** Whether it was read in tolerant mode. */
  readonly ber: boolean;
  /** The TLVs inside a constructed node. */
  children(): readonly DerNode[];
  /** The same one by one and not remembered, for lists of a hundred thousand entries. */
  eachChild(): Iterable<DerNode>;
}

/** The error of this reader and of those who read fields with it. */
export function derMalformed(what: string, offset: number): BianyinError {
  return new BianyinError('der-malformed', { what, offset });
}

/** Checks the tag and returns the node itself. */
export function expectTag(node: DerNode | undefined, tag: number, what = 'element'): DerNode {
  if (!node) throw derMalformed(`${what} missing`, 0);
  if (node.tag !== tag)
    throw derMalformed(`${what}: tag ${hexTag(node.tag)} instead of ${hexTag(tag)}`, node.offset);
  return node;
}

function hexTag(tag: number): string {
  return '0x' + tag.toString(16).padStart(2, '0');
}

/** The same node under another tag: an implicit tag read as what it stands for. */
export function withTag(node: DerNode, tag: number): DerNode {
  const { headerLength, bytes, content, offset, ber } = node;
  return {
    tag,
    constructed: node.constructed,
    headerLength,
    bytes,
    content,
    offset,
    ber,
    children: () => node.children(),
    eachChild: () => node.eachChild(),
  };
}
