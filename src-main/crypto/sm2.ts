/** SM2 signature verification (GB/T 32918.2-2016 §7) and the digests it works on (§5.5). Signing lives in the token. */
import { bigintToBytes, bytesToBigint, concatBytes, utf8Encode } from './bytes.ts';
import { sm2Curve } from './sm2-curve.ts';
import { rememberedVerification } from './sm2-known-results.ts';
import { parseSm2PublicKey, sm2Combine } from './sm2-public-key.ts';
import { parseSm2Signature } from './sm2-signature.ts';
import { sm3, sm3Stream, type Sm3Stream } from './sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

export { parseSm2PublicKey } from './sm2-public-key.ts';
export { encodeSm2Signature, parseSm2Signature } from './sm2-signature.ts';

/** The signer ID that GM/T 0009-2012 §10 sets where nothing else is agreed. */
export const SM2_DEFAULT_ID = '1234567812345678';

const curveOctets = concatBytes(
  ...[sm2Curve.a, sm2Curve.b, sm2Curve.Gx, sm2Curve.Gy].map((v) => bigintToBytes(v, 32)),
);

/** ZA = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA), 32 octets. */
export function sm2UserDigest(publicKey: Uint8Array, id: string | Uint8Array = SM2_DEFAULT_ID): Uint8Array {
  parseSm2PublicKey(publicKey);
  const idOctets = typeof id === 'string' ? utf8Encode(id) : id;
  if (idOctets.length > 8191) throw new RangeError('an SM2 ID has at most 65535 bits');
  return sm3(bigintToBytes(BigInt(idOctets.length * 8), 2), idOctets, curveOctets, publicKey.subarray(1));
}

/** e = SM3(ZA ‖ M), 32 octets: what an SM2 signature over the message M is computed on. */
export function sm2MessageDigest(
  publicKey: Uint8Array,
  message: Uint8Array,
  id?: string | Uint8Array,
): Uint8Array {
  return sm2MessageStream(publicKey, id).update(message).digest();
}

/** A stream that has been fed ZA and now waits for the message M; its digest is e. */
export function sm2MessageStream(publicKey: Uint8Array, id?: string | Uint8Array): Sm3Stream {
  return sm3Stream().update(sm2UserDigest(publicKey, id));
}

/**
 * Whether `signature` (DER or raw r‖s) is right for the 32-octet digest `e`.
 * False for anything out of range, badly encoded or not on the curve; it does not throw on hostile input.
 */
export function sm2VerifyDigest(publicKey: Uint8Array, e: Uint8Array, signature: Uint8Array): boolean {
  if (e.length !== 32) return false;
  return rememberedVerification(publicKey, e, signature, () => isSignatureOf(publicKey, e, signature));
}

function isSignatureOf(publicKey: Uint8Array, e: Uint8Array, signature: Uint8Array): boolean {
  const { n } = sm2Curve;
  try {
    const { r, s } = parseSm2Signature(signature);
    if (r < 1n || r >= n || s < 1n || s >= n) return false;
    const t = (r + s) % n;
    if (t === 0n) return false;
    const sum = sm2Combine(s, publicKey, t);
    if (sum.is0()) return false;
    return (bytesToBigint(e) + sum.x) % n === r;
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}

/** Whether `signature` is right for `message` under the default (or given) ID. Never throws on hostile input. */
export function sm2Verify(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  id?: string | Uint8Array,
): boolean {
  try {
    return sm2VerifyDigest(publicKey, sm2MessageDigest(publicKey, message, id), signature);
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}
