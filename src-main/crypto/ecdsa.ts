/** ECDSA verification on the NIST curves (FIPS 186-5 §6.4.2), signatures in DER (RFC 3279 §2.2.3). */
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { bigintToBytes, concatBytes, equalBytes } from './bytes.ts';
import { der } from './der-writer.ts';
import { readDer, readInteger, readSequence } from './der.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

export type EcdsaCurve = 'P-256' | 'P-384' | 'P-521';

const curves = {
  'P-256': { curve: p256, length: 32 },
  'P-384': { curve: p384, length: 48 },
  'P-521': { curve: p521, length: 66 },
} as const;

/** Checks an EC public key, `04 ‖ X ‖ Y` or compressed; throws `public-key-invalid`. */
export function checkEcPublicKey(name: EcdsaCurve, publicKey: Uint8Array): void {
  try {
    curves[name].curve.Point.fromBytes(publicKey).assertValidity();
  } catch (cause) {
    throw new BianyinError('public-key-invalid', { what: `not a point of ${name}` }, { cause });
  }
}

/** The point of a key, `04 ‖ X ‖ Y`, whichever form it was written in. Errors: `public-key-invalid`. */
export function uncompressedPoint(name: EcdsaCurve, publicKey: Uint8Array): Uint8Array {
  checkEcPublicKey(name, publicKey);
  return curves[name].curve.Point.fromBytes(publicKey).toBytes(false);
}

/** Octets of one number of a signature. */
export function ecdsaNumberLength(name: EcdsaCurve): number {
  return curves[name].length;
}

/** SEQUENCE { r, s } with the lower of the two values that s can take: (r, n − s) is right wherever (r, s) is. */
export function encodeLowSignature(name: EcdsaCurve, r: bigint, s: bigint): Uint8Array {
  const { n } = curves[name].curve.Point.CURVE();
  return der.sequence(der.integer(r), der.integer(s > n / 2n ? n - s : s));
}

/** Whether a signature is written as `encodeLowSignature` writes it. False on hostile input. */
export function isLowSignature(name: EcdsaCurve, signature: Uint8Array): boolean {
  try {
    const [r, s, ...rest] = readSequence(readDer(signature));
    if (!r || !s || rest.length > 0) return false;
    const numbers = [readInteger(r), readInteger(s)] as const;
    return numbers.every((each) => each > 0n) && equalBytes(encodeLowSignature(name, ...numbers), signature);
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}

/** Whether a strictly DER-encoded signature is right for `digest`. False on hostile input, never an exception. */
export function ecdsaVerifyDigest(
  name: EcdsaCurve,
  publicKey: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { curve, length } = curves[name];
  try {
    const [r, s, ...rest] = readSequence(readDer(signature));
    if (!r || !s || rest.length > 0) return false;
    const numbers = [readInteger(r), readInteger(s)];
    const { n } = curve.Point.CURVE();
    if (numbers.some((value) => value < 1n || value >= n)) return false;
    const compact = concatBytes(...numbers.map((value) => bigintToBytes(value, length)));
    checkEcPublicKey(name, publicKey);
    return curve.verify(compact, digest, publicKey, { prehash: false, lowS: false, format: 'compact' });
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}
