/**
 * SM2 signing with a key in memory (GB/T 32918.2-2016 §6), for the embedded city alone: it is a demonstration whose root is
 * trusted nowhere else. Big integers take no constant time; people's keys and seal keys live on tokens.
 */
import { bigintToBytes, bytesToBigint } from '../crypto/bytes.ts';
import { sm2Curve } from '../crypto/sm2-curve.ts';
import { encodeSm2Signature, sm2MessageDigest } from '../crypto/sm2.ts';

/** Fresh unpredictable octets. */
export type Random = (length: number) => Uint8Array;

export interface SoftwareSigner {
  /** 04 ‖ X ‖ Y, 65 octets. */
  readonly publicPoint: Uint8Array;
  /** DER signature over the message with the default ID. */
  sign(message: Uint8Array): Uint8Array;
}

/** A new private key: 32 octets, from 1 to n − 2 (GB/T 32918.1 §6.1). */
export function newPrivateKey(random: Random): Uint8Array {
  return bigintToBytes(scalarBelow(sm2Curve.n - 1n, random), 32);
}

/** A signer for a private key of `newPrivateKey`. Throws `RangeError` on octets that are none. */
export function softwareSigner(privateKey: Uint8Array, random: Random): SoftwareSigner {
  const d = bytesToBigint(privateKey);
  if (privateKey.length !== 32 || d < 1n || d >= sm2Curve.n - 1n)
    throw new RangeError('not an SM2 private key');
  const publicPoint = sm2Curve.Point.BASE.multiply(d).toBytes(false);
  return { publicPoint, sign: (message) => signDigest(d, sm2MessageDigest(publicPoint, message), random) };
}

function signDigest(d: bigint, digest: Uint8Array, random: Random): Uint8Array {
  const { n } = sm2Curve;
  const e = bytesToBigint(digest);
  for (;;) {
    const k = scalarBelow(n, random);
    const r = (e + sm2Curve.Point.BASE.multiply(k).x) % n;
    if (r === 0n || r + k === n) continue;
    const s = (inverse(1n + d) * ((((k - r * d) % n) + n) % n)) % n;
    if (s !== 0n) return encodeSm2Signature(r, s);
  }
}

/** A number from 1 to limit − 1, every one equally likely: what is too large is thrown away. */
function scalarBelow(limit: bigint, random: Random): bigint {
  for (;;) {
    const value = bytesToBigint(random(32));
    if (value >= 1n && value < limit) return value;
  }
}

/** a⁻¹ mod n by Fermat; n is prime. */
function inverse(a: bigint): bigint {
  const { n } = sm2Curve;
  let [result, base] = [1n, a % n];
  for (let power = n - 2n; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % n;
    base = (base * base) % n;
  }
  return result;
}
