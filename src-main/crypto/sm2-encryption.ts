/**
 * SM2 public key encryption (GB/T 32918.4-2016), for the keys of backups: a few octets each. Ciphertexts are DER as GM/T 0009-2012 §7.2
 * has them. A private key is there while a person restores (docs/adr/0041); the key of a token never is.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { bigintToBytes, bytesToBigint, concatBytes, equalBytes } from './bytes.ts';
import { readDer, readInteger, readOctetString, readSequence } from './der.ts';
import { der } from './der-writer.ts';
import { sm2Curve, type Sm2Point } from './sm2-curve.ts';
import { parseSm2PublicKey } from './sm2-public-key.ts';
import { sm3 } from './sm3.ts';

/** Random octets of the caller's. */
export type RandomOctets = (length: number) => Uint8Array;

/** Octets that a private key is made from: 64 bits more than the order has, so that none is preferred. */
export const SM2_SEED = 40;
/** No key that is wrapped is longer. */
const LONGEST = 256;

/** A private key in [1, n − 2] (GB/T 32918.1 §6.1) from 40 octets that nobody can guess, and its public key `04 ‖ X ‖ Y`. */
export function sm2KeyPairFrom(seed: Uint8Array): {
  readonly privateKey: bigint;
  readonly publicKey: Uint8Array;
} {
  if (seed.length !== SM2_SEED) throw new RangeError('an SM2 seed has 40 octets');
  const privateKey = (bytesToBigint(seed) % (sm2Curve.n - 2n)) + 1n;
  return { privateKey, publicKey: sm2Curve.Point.BASE.multiply(privateKey).toBytes(false) };
}

/** §6.1. Errors: `public-key-invalid`. */
export function sm2Encrypt(publicKey: Uint8Array, message: Uint8Array, random: RandomOctets): Uint8Array {
  const recipient = parseSm2PublicKey(publicKey);
  if (message.length === 0 || message.length > LONGEST) throw new RangeError('not a key to be wrapped');
  for (;;) {
    const { privateKey: k } = sm2KeyPairFrom(random(SM2_SEED));
    const mask = maskOf(recipient.multiply(k), message.length);
    if (mask.isZero) continue;
    const c1 = sm2Curve.Point.BASE.multiply(k).toAffine();
    const digest = sm3(mask.x, message, mask.y);
    return der.sequence(
      der.integer(c1.x),
      der.integer(c1.y),
      der.octetString(digest),
      der.octetString(xor(message, mask.octets)),
    );
  }
}

/** §7.1. Errors: `decryption-failed`, whatever is wrong with it. */
export function sm2Decrypt(privateKey: bigint, ciphertext: Uint8Array): Uint8Array {
  try {
    const [x, y, hash, cipher, ...rest] = readSequence(readDer(ciphertext));
    const c2 = readOctetString(cipher);
    if (rest.length > 0 || c2.length === 0 || c2.length > LONGEST)
      throw new BianyinError('decryption-failed');
    const c1 = concatBytes(
      Uint8Array.of(4),
      bigintToBytes(readInteger(x), 32),
      bigintToBytes(readInteger(y), 32),
    );
    const mask = maskOf(parseSm2PublicKey(c1).multiply(privateKey), c2.length);
    const message = xor(c2, mask.octets);
    if (mask.isZero || !equalBytes(sm3(mask.x, message, mask.y), readOctetString(hash)))
      throw new BianyinError('decryption-failed');
    return message;
  } catch (cause) {
    if (cause instanceof BianyinError || cause instanceof RangeError)
      throw new BianyinError('decryption-failed', {}, { cause });
    throw cause;
  }
}

/** The key derivation of §5.4.3 from the coordinates of a point. */
function maskOf(point: Sm2Point, length: number) {
  const affine = point.toAffine();
  const [x, y] = [bigintToBytes(affine.x, 32), bigintToBytes(affine.y, 32)];
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    sm3(x, y, bigintToBytes(BigInt(i + 1), 4)),
  );
  const octets = concatBytes(...blocks).subarray(0, length);
  return { x, y, octets, isZero: octets.every((octet) => octet === 0) };
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((octet, i) => octet ^ (b[i] ?? 0));
}
