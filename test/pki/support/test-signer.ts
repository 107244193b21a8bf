/** An SM2 signer for tests: textbook arithmetic on a key in memory, never used outside test/. */
import { randomBytes } from 'node:crypto';
import { bigintToBytes, bytesToBigint, concatBytes } from '../../../src-main/crypto/bytes.ts';
import { sm2Curve } from '../../../src-main/crypto/sm2-curve.ts';
import { encodeSm2Signature, sm2MessageDigest } from '../../../src-main/crypto/sm2.ts';

export interface TestSigner {
  readonly d: bigint;
  /** 04 ‖ X ‖ Y. */
  readonly publicKey: Uint8Array;
  /** DER signature over the message under the default ID. */
  sign(message: Uint8Array): Uint8Array;
  /** The same as 64 raw octets. */
  signRaw(message: Uint8Array): Uint8Array;
}

/** A signer for a private key, by default a random one. */
export function createTestSigner(d = randomScalar()): TestSigner {
  const publicKey = sm2Curve.Point.BASE.multiply(d).toBytes(false);
  const numbers = (message: Uint8Array) =>
    signDigest(d, bytesToBigint(sm2MessageDigest(publicKey, message)), randomScalar());
  return {
    d,
    publicKey,
    sign(message) {
      const { r, s } = numbers(message);
      return encodeSm2Signature(r, s);
    },
    signRaw(message) {
      const { r, s } = numbers(message);
      return concatBytes(bigintToBytes(r, 32), bigintToBytes(s, 32));
    },
  };
}

/** r and s of GB/T 32918.2-2016 §6.1 for a digest e and a number k. The callers' k never gives r = 0 or s = 0. */
export function signDigest(d: bigint, e: bigint, k: bigint): { r: bigint; s: bigint } {
  const { n, Point } = sm2Curve;
  const r = (e + Point.BASE.multiply(k).x) % n;
  const inverse = power(1n + d, n - 2n, n);
  const s = (((inverse * (k - r * d)) % n) + n) % n;
  return { r, s };
}

function randomScalar(): bigint {
  return (bytesToBigint(randomBytes(40)) % (sm2Curve.n - 2n)) + 1n;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let rest = exponent, square = base % modulus; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
