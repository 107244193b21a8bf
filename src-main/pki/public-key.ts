/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7; SM2: GM/T 0015 §5.2.3.7): SM2 in both forms of the field, EC on NIST curves, RSA. */
import {
  derMalformed,
  readBitStringOctets,
  readDer,
  readInteger,
  readOid,
  readSequence,
  type DerNode,
} from '../crypto/der.ts';
import { der } from '../crypto/der-writer.ts';
import { checkEcPublicKey, type EcdsaCurve } from '../crypto/ecdsa.ts';
import { checkRsaPublicKey, rsaKeyBits } from '../crypto/rsa.ts';
import { parseSm2PublicKey } from '../crypto/sm2.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { curveByOid, oids } from './oids.ts';

interface KeyBase {
  /** The original SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** The content of its BIT STRING: what key identifiers are computed over. */
  readonly keyBits: Uint8Array;
}
/** An SM2 key: `sm2Point` is 04 ‖ X ‖ Y, 65 octets, checked to be on the curve. */
interface Sm2Key extends KeyBase {
  readonly kind: 'sm2';
  readonly sm2Point: Uint8Array;
}
interface EcKey extends KeyBase {
  readonly kind: 'ec';
  readonly curve: EcdsaCurve;
  readonly point: Uint8Array;
}
interface RsaKey extends KeyBase {
  readonly kind: 'rsa';
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly bits: number;
}
/** A key of an algorithm this software does not verify with (DSA, EdDSA, other curves …): a fact, not an error. */
interface UnsupportedKey extends KeyBase {
  readonly kind: 'unsupported';
  readonly algorithm: string;
}
export type PublicKey = Sm2Key | EcKey | RsaKey | UnsupportedKey;

/** Reads a SubjectPublicKeyInfo; throws `der-malformed` or `public-key-invalid`. */
export function readPublicKey(node: DerNode | undefined): PublicKey {
  const [algorithmNode, bits, ...rest] = readSequence(node);
  if (!node || rest.length > 0) throw derMalformed('bad SubjectPublicKeyInfo', node?.offset ?? 0);
  const algorithm = readAlgorithmIdentifier(algorithmNode);
  const base = { spki: node.bytes, keyBits: readBitStringOctets(bits) };
  if (algorithm.oid === oids.rsaEncryption || algorithm.oid === oids.rsaPss) return readRsaKey(base);
  const curve = curveOid(algorithm);
  if (curve === oids.sm2Curve) {
    parseSm2PublicKey(base.keyBits);
    return { ...base, kind: 'sm2', sm2Point: base.keyBits };
  }
  const named = curve === undefined ? undefined : curveByOid[curve];
  if (named === undefined) return { ...base, kind: 'unsupported', algorithm: algorithm.oid };
  checkEcPublicKey(named, base.keyBits);
  return { ...base, kind: 'ec', curve: named, point: base.keyBits };
}

/** Reads a SubjectPublicKeyInfo from octets. */
export function parsePublicKey(spki: Uint8Array): PublicKey {
  return readPublicKey(readDer(spki));
}

/** SubjectPublicKeyInfo of an SM2 point 04 ‖ X ‖ Y. */
export function encodeSm2PublicKey(point: Uint8Array): Uint8Array {
  return der.sequence(der.sequence(der.oid(oids.ecPublicKey), der.oid(oids.sm2Curve)), der.bitString(point));
}

/** Named curves only: explicit parameters let an attacker choose the base point (CVE-2020-0601), so they stay unsupported. */
function curveOid(algorithm: AlgorithmIdentifier): string | undefined {
  if (algorithm.oid === oids.sm2Curve || algorithm.oid === oids.sm2Sign) return oids.sm2Curve;
  if (algorithm.oid !== oids.ecPublicKey || algorithm.parameters?.tag !== 0x06) return undefined;
  return readOid(algorithm.parameters);
}

function readRsaKey(base: KeyBase): RsaKey {
  // Before the numbers are computed: 16384 bits are 2 KiB.
  if (base.keyBits.length > 4096) throw derMalformed('RSA key too long', 0);
  const [n, e, ...rest] = readSequence(readDer(base.keyBits));
  const key = { modulus: readInteger(n), exponent: readInteger(e) };
  if (rest.length > 0) throw derMalformed('bad RSA key', 0);
  checkRsaPublicKey(key);
  return { ...base, ...key, kind: 'rsa', bits: rsaKeyBits(key.modulus) };
}
