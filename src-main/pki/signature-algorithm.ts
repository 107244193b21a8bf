/** One door to every signature algorithm: SM2 with SM3 (GM/T 0009), RSA PKCS #1 v1.5 and PSS (RFC 4055), ECDSA (RFC 5758). */
import { readDer, readExplicit, readSequence, readSmallInteger } from '../crypto/der.ts';
import { ecdsaVerifyDigest } from '../crypto/ecdsa.ts';
import { hash, type HashName } from '../crypto/hashes.ts';
import { rsaVerifyPkcs1, rsaVerifyPss, type PssParameters } from '../crypto/rsa.ts';
import { sm2Verify } from '../crypto/sm2.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { hashByOid, oids, signatureByOid } from './oids.ts';
import type { PublicKey } from './public-key.ts';

/** How a signature is to be checked. */
export type SignatureScheme =
  | { readonly kind: 'sm2' }
  | { readonly kind: 'rsa' | 'ec'; readonly hash: HashName }
  | { readonly kind: 'pss'; readonly pss: PssParameters };

const sm2Oids: readonly string[] = [oids.sm2WithSm3, oids.sm2Sign, oids.sm2Curve];

/** The scheme of an algorithm; undefined when it is not supported. `digest` serves OIDs that do not name one (CMS). */
export function signatureScheme(
  algorithm: AlgorithmIdentifier | string,
  digest?: HashName,
): SignatureScheme | undefined {
  const oid = typeof algorithm === 'string' ? algorithm : algorithm.oid;
  if (sm2Oids.includes(oid)) return { kind: 'sm2' };
  if (oid === oids.rsaPss) return typeof algorithm === 'string' ? undefined : pssScheme(algorithm);
  if (oid === oids.rsaEncryption) return digest ? { kind: 'rsa', hash: digest } : undefined;
  const named = Object.hasOwn(signatureByOid, oid) ? signatureByOid[oid] : undefined;
  return named && { kind: named.key, hash: named.hash };
}

/** What can be said of a signature. `unsupported` is not `wrong`: nobody has looked, so nothing is known to be forged. */
export type SignatureCheck = 'right' | 'wrong' | 'unsupported';

/**
 * Checks `signature` over `message`. `algorithm` is an OID or an AlgorithmIdentifier (parsed or its DER). `unsupported` when
 * this software cannot compute with the key (any curve but the known ones) or with the algorithm; `wrong` when the two do
 * not fit each other. Hostile input never throws.
 */
export function checkSigned(
  key: PublicKey,
  algorithm: AlgorithmIdentifier | Uint8Array | string,
  message: Uint8Array,
  signature: Uint8Array,
  digest?: HashName,
): SignatureCheck {
  try {
    const parsed = algorithm instanceof Uint8Array ? readAlgorithmIdentifier(readDer(algorithm)) : algorithm;
    const scheme = signatureScheme(parsed, digest);
    if (!scheme || key.kind === 'unsupported') return 'unsupported';
    return verifyWithScheme(key, scheme, message, signature) ? 'right' : 'wrong';
  } catch (error) {
    if (error instanceof BianyinError) return 'wrong';
    throw error;
  }
}

/** Whether `signature` over `message` is right; for callers to whom "cannot be checked" is as bad as "wrong". */
export function verifySigned(...signed: Parameters<typeof checkSigned>): boolean {
  return checkSigned(...signed) === 'right';
}

/** A short name when key or algorithm is too weak to trust (SHA-1, RSA under 2048 bits); undefined when it is not. */
export function weakness(
  key: PublicKey,
  algorithm: AlgorithmIdentifier,
  digest?: HashName,
): string | undefined {
  const scheme = signatureScheme(algorithm, digest);
  const name =
    scheme?.kind === 'pss' ? scheme.pss.hash : scheme && 'hash' in scheme ? scheme.hash : undefined;
  if (name === 'sha1') return 'SHA-1';
  return key.kind === 'rsa' && key.bits < 2048 ? `RSA-${key.bits}` : undefined;
}

/**
 * Like `signatureScheme`, for CMS: there `ecPublicKey` and the like stand where an algorithm should, so the key decides.
 * Undefined too for a key that nothing here can compute with: what was not checked is not wrong.
 */
export function signatureSchemeFor(
  key: PublicKey,
  algorithm: AlgorithmIdentifier,
  digest: HashName | undefined,
): SignatureScheme | undefined {
  if (key.kind === 'unsupported') return undefined;
  if (algorithm.oid !== oids.ecPublicKey) return signatureScheme(algorithm, digest);
  if (key.kind === 'sm2') return { kind: 'sm2' };
  return key.kind === 'ec' && digest ? { kind: 'ec', hash: digest } : undefined;
}

/** Whether `signature` over a message with this digest is right; not for SM2, whose digest takes in the key. */
export function verifyDigestWithScheme(
  key: PublicKey,
  scheme: Exclude<SignatureScheme, { kind: 'sm2' }>,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  switch (scheme.kind) {
    case 'ec':
      return key.kind === 'ec' && ecdsaVerifyDigest(key.curve, key.point, digest, signature);
    case 'rsa':
      return key.kind === 'rsa' && rsaVerifyPkcs1(key, scheme.hash, digest, signature);
    case 'pss':
      return key.kind === 'rsa' && rsaVerifyPss(key, scheme.pss, digest, signature);
  }
}

/** Whether `signature` over `message` is right under a scheme already chosen. */
export function verifyWithScheme(
  key: PublicKey,
  scheme: SignatureScheme,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (scheme.kind === 'sm2') return key.kind === 'sm2' && sm2Verify(key.sm2Point, message, signature);
  const name = scheme.kind === 'pss' ? scheme.pss.hash : scheme.hash;
  return verifyDigestWithScheme(key, scheme, hash(name, message), signature);
}

/** RSASSA-PSS-params (RFC 4055 §3.1); the defaults there are SHA-1 and 20. */
function pssScheme(algorithm: AlgorithmIdentifier): SignatureScheme | undefined {
  const parts = algorithm.parameters ? readSequence(algorithm.parameters) : [];
  const part = (number: number) => {
    const holder = parts.find((each) => each.tag === (0xa0 | number));
    return holder && readExplicit(holder, number);
  };
  const [hashNode, mgfNode, saltNode] = [part(0), part(1), part(2)];
  const name = hashNode ? hashByOid[readAlgorithmIdentifier(hashNode).oid] : 'sha1';
  const mgf = mgfNode ? readAlgorithmIdentifier(mgfNode) : undefined;
  if (mgf && (mgf.oid !== oids.mgf1 || !mgf.parameters)) return undefined;
  const mgfHash = mgf ? hashByOid[readAlgorithmIdentifier(mgf.parameters).oid] : 'sha1';
  const saltLength = saltNode ? readSmallInteger(saltNode) : 20;
  if (name === undefined || mgfHash === undefined || saltLength < 0 || saltLength > 512) return undefined;
  return { kind: 'pss', pss: { hash: name, mgfHash, saltLength } };
}
