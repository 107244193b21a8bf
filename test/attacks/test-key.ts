/** SM2 keys and signatures for tests, derived from names, so that every run makes the same bytes. Never a product key. */
import { bigintToBytes, bytesToBigint, concatBytes, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { sm2Curve } from '../../src-main/crypto/sm2-curve.ts';
import { encodeSm2Signature, sm2MessageDigest } from '../../src-main/crypto/sm2.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';

export interface TestKey {
  readonly d: bigint;
  /** 04 ‖ X ‖ Y */
  readonly publicKey: Uint8Array;
}

export function testKey(name: string): TestKey {
  const d = (bytesToBigint(sm3(utf8Encode(`test key ${name}`))) % (sm2Curve.n - 2n)) + 1n;
  return { d, publicKey: sm2Curve.Point.BASE.multiply(d).toBytes(false) };
}

/** SM2 over the message with the default (or given) ID; k is derived (GB/T 32918.2 §6). DER. */
export function sm2Sign(key: TestKey, message: Uint8Array, id?: string): Uint8Array {
  const { n, Point } = sm2Curve;
  const digest = sm2MessageDigest(key.publicKey, message, id);
  const e = bytesToBigint(digest);
  const k = (bytesToBigint(sm3(concatBytes(bigintToBytes(key.d, 32), digest))) % (n - 1n)) + 1n;
  const r = (e + Point.BASE.multiply(k).toAffine().x) % n;
  const s = (inverse(1n + key.d, n) * ((((k - r * key.d) % n) + n) % n)) % n;
  return encodeSm2Signature(r, s);
}

/** Fermat: n is prime. */
function inverse(value: bigint, n: bigint): bigint {
  let result = 1n;
  let base = value % n;
  for (let rest = n - 2n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * base) % n;
    base = (base * base) % n;
  }
  return result;
}
