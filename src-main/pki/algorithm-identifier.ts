/** AlgorithmIdentifier (RFC 5280 §4.1.1.2): an OID and whatever parameters it has. */
import { derMalformed, readOid, readSequence, type DerNode } from '../crypto/der.ts';

export interface AlgorithmIdentifier {
  readonly oid: string;
  /** Absent parameters and NULL mean the same everywhere here, so NULL is dropped. */
  readonly parameters?: DerNode;
  /** The original TLV. */
  readonly der: Uint8Array;
}

/** Reads an AlgorithmIdentifier; throws `der-malformed`. */
export function readAlgorithmIdentifier(node: DerNode | undefined): AlgorithmIdentifier {
  const [oid, parameters, ...rest] = readSequence(node);
  if (!node || rest.length > 0) throw derMalformed('bad AlgorithmIdentifier', node?.offset ?? 0);
  const present = parameters !== undefined && parameters.tag !== 0x05;
  return { oid: readOid(oid), der: node.bytes, ...(present ? { parameters } : {}) };
}
