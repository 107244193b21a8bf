/** What the parsers of certificates, lists, SignedData and time stamps share: one error code each, and the signed frame. */
import { derMalformed, readBitStringOctets, readSequence, type DerNode } from '../crypto/der.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';

/** Runs `read`; whatever is wrong with the octets becomes `code`, with the cause and what it said. */
export function readingAs<T>(code: ErrorCode, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof BianyinError) || cause.code === code) throw cause;
    const what = typeof cause.detail['what'] === 'string' ? cause.detail['what'] : cause.code;
    throw new BianyinError(code, { what }, { cause });
  }
}

/** SEQUENCE { what is signed, AlgorithmIdentifier, BIT STRING }, the frame of certificates and lists (RFC 5280 §4.1.1, §5.1.1). */
export interface SignedFrame {
  readonly tbs: DerNode;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/** Errors: `der-malformed`. */
export function readSignedFrame(node: DerNode): SignedFrame {
  const [tbs, algorithm, signature, ...rest] = readSequence(node);
  if (!tbs || rest.length > 0) throw derMalformed('a signed structure has three parts', node.offset);
  return {
    tbs,
    signatureAlgorithm: readAlgorithmIdentifier(algorithm),
    signature: readBitStringOctets(signature),
  };
}
