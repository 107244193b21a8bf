/**
 * RSA and ECDSA signatures from tokens (PKCS#11 v2.40 §2.1.7, §2.3.6; docs/adr/0056): the digest is computed here where the token lets us,
 * and only a signature in the one way of the key (pki/key-algorithm.ts), verified with it, ever leaves this file. SHA-1 is never asked for.
 */
import { bytesToBigint, concatBytes } from '../../crypto/bytes.ts';
import { der } from '../../crypto/der-writer.ts';
import { readDer, readInteger, readSequence } from '../../crypto/der.ts';
import { ecdsaNumberLength, encodeLowSignature } from '../../crypto/ecdsa.ts';
import { hash } from '../../crypto/hashes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { digestOfKey, verifyByKey, type OtherKey } from '../../pki/key-algorithm.ts';
import { oidOfHash } from '../../pki/oids.ts';
import type { SignVariant } from '../../tokens/sign-variant.ts';
import type { SignTask } from './sm2-signing.ts';

const way = (mechanism: number, input: SignVariant['input']): SignVariant =>
  Object.freeze({ mechanism, input, identityParameter: false, isUnlisted: false });

/** CKM_RSA_PKCS over a DigestInfo, CKM_SHA256_RSA_PKCS; CKM_ECDSA over a digest, CKM_ECDSA_SHA256 to SHA512. */
const ways = {
  rsa: [way(0x1, 'digest'), way(0x40, 'message')],
  'P-256': [way(0x1041, 'digest'), way(0x1044, 'message')],
  'P-384': [way(0x1041, 'digest'), way(0x1045, 'message')],
  'P-521': [way(0x1041, 'digest'), way(0x1046, 'message')],
} as const;

/** CKM_SHA1_RSA_PKCS and CKM_ECDSA_SHA1: what old cards offer alone. */
const sha1Ways: Readonly<Record<OtherKey['kind'], number>> = { rsa: 0x6, ec: 0x1042 };

/** The ways of a token for a key. Errors: `token-sha1-only`, `token-algorithm-missing`. */
export function otherWays(key: OtherKey, mechanisms: readonly number[]): readonly SignVariant[] {
  const all = key.kind === 'rsa' ? ways.rsa : ways[key.curve];
  // A token that does not say what it offers is asked.
  const offered =
    mechanisms.length === 0 ? all : all.filter(({ mechanism }) => mechanisms.includes(mechanism));
  if (offered.length > 0) return offered;
  const algorithm = key.kind === 'rsa' ? 'RSA' : 'ECDSA';
  const code = mechanisms.includes(sha1Ways[key.kind]) ? 'token-sha1-only' : 'token-algorithm-missing';
  throw new BianyinError(code, { algorithm });
}

/** What a token is given for a message, and how what it gives back is read. */
export function otherTask(key: OtherKey, message: Uint8Array): SignTask {
  const digestName = digestOfKey(key);
  const digest = hash(digestName, message);
  const info = (): Uint8Array =>
    der.sequence(der.sequence(der.oid(oidOfHash[digestName]), der.null()), der.octetString(digest));
  return {
    input: ({ input }) => (input === 'message' ? message : key.kind === 'rsa' ? info() : digest),
    read: (octets) => readingsOf(key, octets).find((each) => verifyByKey(key, message, each)),
  };
}

/** RSA as it is, or with zeros that a driver left out; ECDSA as r ‖ s (PKCS#11 §2.3.1), or in DER as some drivers give it. */
function readingsOf(key: OtherKey, octets: Uint8Array): readonly Uint8Array[] {
  if (key.kind === 'rsa') {
    const length = Math.ceil(key.bits / 8);
    return octets.length < length
      ? [concatBytes(new Uint8Array(length - octets.length), octets)]
      : [octets.subarray(0, length)];
  }
  const size = ecdsaNumberLength(key.curve);
  const raw = octets.length === 2 * size ? [[octets.subarray(0, size), octets.subarray(size)] as const] : [];
  return [
    ...raw.map(([r, s]) => encodeLowSignature(key.curve, bytesToBigint(r), bytesToBigint(s))),
    ...orElse(() => [lowFromDer(key.curve, octets)], []),
  ];
}

function lowFromDer(curve: Extract<OtherKey, { kind: 'ec' }>['curve'], octets: Uint8Array): Uint8Array {
  const [r, s] = readSequence(readDer(octets, { allowTrailing: true }));
  return encodeLowSignature(curve, readInteger(r), readInteger(s));
}
