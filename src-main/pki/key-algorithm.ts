/**
 * The one way in which a key of each kind signs here (docs/adr/0056): SM2 with SM3 (GB/T 32918), ECDSA with the digest of its curve's size
 * (FIPS 186-5), RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2). The key alone decides: nobody names an algorithm, so none can be exchanged.
 */
import { ecdsaVerifyDigest, isLowSignature, uncompressedPoint } from '../crypto/ecdsa.ts';
import { bigintToBytes } from '../crypto/bytes.ts';
import { hash, type HashName } from '../crypto/hashes.ts';
import { rsaVerifyPkcs1 } from '../crypto/rsa.ts';
import { parseSm2Signature, sm2Verify } from '../crypto/sm2.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { readDer, readSequence } from '../crypto/der.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import type { Certificate } from './certificate.ts';
import { oids } from './oids.ts';
import type { PublicKey } from './public-key.ts';

export type KeyAlgorithm =
  'sm2-sm3' | 'rsa-sha256' | 'ecdsa-p256-sha256' | 'ecdsa-p384-sha384' | 'ecdsa-p521-sha512';

/** A key that can be computed with. */
export type KnownKey = Exclude<PublicKey, { kind: 'unsupported' }>;

/** One that is not SM2. */
export type OtherKey = Exclude<KnownKey, { kind: 'sm2' }>;

const ofCurve = {
  'P-256': { algorithm: 'ecdsa-p256-sha256', digest: 'sha256' },
  'P-384': { algorithm: 'ecdsa-p384-sha384', digest: 'sha384' },
  'P-521': { algorithm: 'ecdsa-p521-sha512', digest: 'sha512' },
} as const;

/** Bits of an RSA key. Below, signatures are not believed; above, one signature takes too long to check. */
const rsaBits = Object.freeze({ least: 2048, most: 8192 });

/** Null: a key that nobody here signs with (docs/tokens.md). */
export function keyAlgorithm(key: PublicKey): KeyAlgorithm | null {
  if (key.kind === 'sm2') return 'sm2-sm3';
  if (key.kind === 'ec') return ofCurve[key.curve].algorithm;
  const isRsa = key.kind === 'rsa' && key.bits >= rsaBits.least && key.bits <= rsaBits.most;
  return isRsa && isPlainRsa(key) ? 'rsa-sha256' : null;
}

/** The key of a certificate, if it may sign for a person. Errors: `key-rsa-short`, `key-not-supported`. */
export function requireSigningKey({
  publicKey: key,
  subject,
}: Pick<Certificate, 'publicKey' | 'subject'>): KnownKey {
  const name = subject.commonName ?? '';
  if (key.kind === 'rsa' && key.bits < rsaBits.least)
    throw new BianyinError('key-rsa-short', { name, bits: key.bits, least: rsaBits.least });
  if (key.kind === 'unsupported' || keyAlgorithm(key) === null)
    throw new BianyinError('key-not-supported', { name });
  return key;
}

/** A key whose certificate keeps it for RSASSA-PSS (RFC 4055 §1.2) must not sign in another way. */
function isPlainRsa({ spki }: PublicKey): boolean {
  return readAlgorithmIdentifier(readSequence(readDer(spki))[0]).oid === oids.rsaEncryption;
}

/** The digest that a key signs. */
export function digestOfKey(key: OtherKey): HashName {
  return key.kind === 'rsa' ? 'sha256' : ofCurve[key.curve].digest;
}

/**
 * Whether `signature` over `octets` is right, in the one spelling it may have: DER for SM2 and ECDSA, and of the two values that an ECDSA
 * signature can take the lower, so that nobody makes another signature out of one. False on hostile input and for keys that cannot sign here.
 */
export function verifyByKey(key: PublicKey, octets: Uint8Array, signature: Uint8Array): boolean {
  if (key.kind === 'sm2') return isDerSm2(signature) && sm2Verify(key.sm2Point, octets, signature);
  if (keyAlgorithm(key) === null || key.kind === 'unsupported') return false;
  const digest = hash(digestOfKey(key), octets);
  return key.kind === 'rsa'
    ? rsaVerifyPkcs1(key, 'sha256', digest, signature)
    : isLowSignature(key.curve, signature) && ecdsaVerifyDigest(key.curve, key.point, digest, signature);
}

/** What tells a key from others, however its certificate spells it: point or modulus. */
export function keyIdentity(key: PublicKey): Uint8Array {
  if (key.kind === 'sm2') return key.sm2Point;
  if (key.kind === 'ec') return uncompressedPoint(key.curve, key.point);
  return key.kind === 'rsa' ? bigintToBytes(key.modulus, Math.ceil(key.bits / 8)) : key.keyBits;
}

function isDerSm2(signature: Uint8Array): boolean {
  return orElse(() => parseSm2Signature(signature).encoding === 'der', false);
}
