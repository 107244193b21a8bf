/** The two encodings of an SM2 signature: SEQUENCE { r, s } (GB/T 35276 §7.3) and, in the wild, raw r‖s of 64 octets. */
import { bytesToBigint } from './bytes.ts';
import { readDer, readInteger, readSequence } from './der.ts';
import { der } from './der-writer.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** The two numbers of a signature and the encoding they came in. Ranges are not checked here. */
export interface Sm2Signature {
  readonly r: bigint;
  readonly s: bigint;
  readonly encoding: 'der' | 'raw';
}

/** Reads strict DER, or exactly 64 raw octets. Throws `signature-value-malformed`. */
export function parseSm2Signature(bytes: Uint8Array): Sm2Signature {
  if (bytes.length === 64) {
    // 64 octets of DER would need numbers 8 bits short each (2^-16): a DER reading that fits exactly still goes first.
    const asDer = tryDer(bytes);
    if (asDer) return asDer;
    return { r: bytesToBigint(bytes.subarray(0, 32)), s: bytesToBigint(bytes.subarray(32)), encoding: 'raw' };
  }
  const signature = tryDer(bytes);
  if (!signature) throw new BianyinError('signature-value-malformed', { what: 'neither DER nor 64 octets' });
  return signature;
}

/** DER of SEQUENCE { r INTEGER, s INTEGER }: 70 to 72 octets as a rule, sometimes fewer. */
export function encodeSm2Signature(r: bigint, s: bigint): Uint8Array {
  return der.sequence(der.integer(r), der.integer(s));
}

function tryDer(bytes: Uint8Array): Sm2Signature | undefined {
  try {
    const [r, s, ...rest] = readSequence(readDer(bytes));
    if (!r || !s || rest.length > 0) return undefined;
    return { r: readInteger(r), s: readInteger(s), encoding: 'der' };
  } catch (error) {
    if (error instanceof BianyinError) return undefined;
    throw error;
  }
}
