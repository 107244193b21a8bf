/**
 * Which private key goes with a certificate. CKA_ID is a hint: drivers share one among several objects, or have none. What decides is
 * the public key, and in the end the signature, which is verified with it before anybody sees it (sm2-signing.ts).
 */
import { equalBytes } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import { keyIdentity } from '../../pki/key-algorithm.ts';
import type { PublicKey } from '../../pki/public-key.ts';
import { cka, cko } from './attributes.ts';
import type { TokenCertificate } from './certificate-objects.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { findObjects, readAttribute, readId } from './objects.ts';

/** CKS_RO_PUBLIC_SESSION and CKS_RW_PUBLIC_SESSION. */
const publicStates: readonly number[] = [0, 2];

/** A key that may be the right one. */
export interface SigningKey {
  readonly handle: Handle;
  /** CKA_ALWAYS_AUTHENTICATE: it wants the PIN for each signature. */
  readonly asksAlways: boolean;
}

/** The SM2 public key of a certificate, 65 octets. Errors: `token-certificate-not-sm2`. */
export function sm2PointOf({ id, label, der }: TokenCertificate): Uint8Array {
  const { publicKey } = parseCertificate(der);
  if (publicKey.kind !== 'sm2') throw new BianyinError('token-certificate-not-sm2', { id: id || label });
  return publicKey.sm2Point;
}

/**
 * Keys that may belong to the certificate, the likeliest first: of its CKA_ID, of a public key object with its point or modulus, and those that
 * no other certificate claims. Errors: `token-key-missing`, `token-login-required`.
 */
export function keysFor(
  library: Cryptoki,
  session: Handle,
  certificate: TokenCertificate,
  all: readonly TokenCertificate[],
): readonly SigningKey[] {
  const keys = findObjects(library, session, [{ type: cka.class, value: cko.privateKey }]).map((handle) => ({
    handle,
    id: readId(library, session, handle),
  }));
  const { publicKey } = parseCertificate(certificate.der);
  const named = new Set([certificate.id, ...idsOfKey(library, session, publicKey)].filter((id) => id !== ''));
  const claimed = new Set(all.filter((each) => !isOfKey(each, publicKey)).map(({ id }) => id));
  const likely = keys.filter(({ id }) => named.has(id));
  const free = keys.filter(({ id }) => !named.has(id) && (id === '' || !claimed.has(id)));
  if (likely.length + free.length === 0)
    throw new BianyinError(keyMissing(library, session), { id: certificate.id || certificate.label });
  return [...likely, ...free].map(({ handle }) => ({
    handle,
    asksAlways: asksAlways(library, session, handle),
  }));
}

/** Whether some private key wants the PIN for each signature. */
export function someKeyAsksAlways(library: Cryptoki, session: Handle): boolean {
  return findObjects(library, session, [{ type: cka.class, value: cko.privateKey }]).some((key) =>
    asksAlways(library, session, key),
  );
}

function asksAlways(library: Cryptoki, session: Handle, key: Handle): boolean {
  return readAttribute(library, session, key, cka.alwaysAuthenticate)?.[0] === 1;
}

/** CKA_IDs of the public keys with this point or modulus; CKA_EC_POINT is an OCTET STRING around the point, or the point itself. */
function idsOfKey(library: Cryptoki, session: Handle, key: PublicKey): readonly string[] {
  const identity = keyIdentity(key);
  const attribute = key.kind === 'rsa' ? cka.modulus : cka.ecPoint;
  return findObjects(library, session, [{ type: cka.class, value: cko.publicKey }]).flatMap((object) => {
    const value = readAttribute(library, session, object, attribute);
    const isIts = value !== undefined && equalBytes(value.subarray(-identity.length), identity);
    return isIts ? [readId(library, session, object)] : [];
  });
}

function isOfKey({ der }: TokenCertificate, key: PublicKey): boolean {
  const { publicKey } = parseCertificate(der);
  return publicKey.kind === key.kind && equalBytes(keyIdentity(publicKey), keyIdentity(key));
}

/** Private keys are invisible without a login: that is another thing to do for a person than a missing key. */
function keyMissing(library: Cryptoki, session: Handle): 'token-key-missing' | 'token-login-required' {
  const { state } = library.C_GetSessionInfo(session);
  return publicStates.includes(state) ? 'token-login-required' : 'token-key-missing';
}
