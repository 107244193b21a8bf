/** A logged-in session: signing with a certificate's key, and writing what a new token needs. */
import { parseCertificate } from '../../pki/certificate.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { cka, cko, sessionFlag } from './attributes.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { findObjects } from './objects.ts';
import { generateKeyPair, storeCertificate, storeData, type DataObject } from './personalise.ts';
import { translated } from './return-values.ts';
import { closeSession } from './session-handle.ts';
import { signVerified, type SignCall, type WorkingWay } from './sm2-signing.ts';
import { readCertificates, type TokenCertificate } from './token-listing.ts';
import type { TokenSlot } from './token-slot.ts';
import { offeredVariants } from './vendor-profile.ts';

/** Room for every signature in use: a buffer that is too small leaves the operation active for ever. */
const SIGNATURE_ROOM = 256;

/** CKS_RO_PUBLIC_SESSION and CKS_RW_PUBLIC_SESSION. */
const publicStates: readonly number[] = [0, 2];

/** Identifiers are CKA_ID in lower-case hexadecimal. */
export interface TokenSession {
  readonly certificates: readonly TokenCertificate[];
  /**
   * DER signature (SM2 with SM3, default identity) over a message, verified against the certificate before it is
   * returned. Errors: `token-certificate-missing`, `token-certificate-not-sm2`, `token-key-missing`,
   * `token-login-required`, `token-mechanism-missing`, `token-signature-bad`, `token-removed`, `token-busy`, `token-device-error`.
   */
  signSm2(certificateId: string, message: Uint8Array): Uint8Array;
  /** A key pair born on the token; its public key `04 ‖ X ‖ Y` (65 octets). */
  generateSm2KeyPair(id: string, label: string): Uint8Array;
  importCertificate(certificate: TokenCertificate): void;
  /** A public data object, such as an SESeal. */
  writeDataObject(object: DataObject): void;
}

/** Ways to sign that worked, by token and certificate; kept for the life of the module. */
export type WayMemory = Map<string, WorkingWay['variant']>;

interface Signer {
  readonly publicKey: Uint8Array;
  readonly ways: readonly WorkingWay[];
}

/** Wraps an open, logged-in session. `end` closes it. */
export function tokenSession(
  library: Cryptoki,
  token: TokenSlot,
  first: Handle,
  memory: WayMemory,
): TokenSession & { end(): void } {
  let session = first;
  const signers = new Map<string, Signer>();

  /** A failed operation may stay active in its session; a new session has none. The login outlives the change. */
  function renew(): void {
    const next = library.C_OpenSession(token.slot, sessionFlag.readWrite);
    closeSession(library, session);
    session = next;
  }

  function callToken(call: SignCall): Uint8Array {
    const { mechanism, parameter } = call;
    try {
      library.C_SignInit(session, parameter ? { mechanism, parameter } : { mechanism }, call.key);
      return Uint8Array.from(library.C_Sign(session, Buffer.from(call.input), Buffer.alloc(SIGNATURE_ROOM)));
    } catch (error) {
      renew();
      throw error;
    }
  }

  function signerFor(id: string): Signer {
    const known = signers.get(id) ?? translated(() => findSigner(library, token, session, id));
    signers.set(id, known);
    return known;
  }

  return {
    get certificates() {
      return translated(() => readCertificates(library, session));
    },
    signSm2(certificateId, message) {
      const signer = signerFor(certificateId);
      const memoryKey = `${token.serial}/${certificateId}`;
      const before = memory.get(memoryKey);
      const ways = before ? signer.ways.filter((way) => way.variant === before) : signer.ways;
      const { signature, way } = signVerified(ways, signer.publicKey, message, callToken);
      memory.set(memoryKey, way.variant);
      return signature;
    },
    generateSm2KeyPair: (id, label) => translated(() => generateKeyPair(library, session, token, id, label)),
    importCertificate(certificate) {
      translated(() => storeCertificate(library, session, certificate));
      signers.delete(certificate.id);
    },
    writeDataObject: (object) => translated(() => storeData(library, session, object)),
    end: () => closeSession(library, session),
  };
}

function findSigner(library: Cryptoki, token: TokenSlot, session: Handle, id: string): Signer {
  const publicKey = sm2PointOf(
    id,
    readCertificates(library, session).filter((c) => c.id === id),
  );
  const keys = findObjects(library, session, [
    { type: cka.class, value: cko.privateKey },
    { type: cka.id, value: Buffer.from(id, 'hex') },
  ]);
  if (keys.length === 0) throw new BianyinError(keyMissing(library, session), { id });
  const variants = token.profile ? offeredVariants(token.profile, token.mechanisms) : [];
  // Signing and encryption keys of one container may share the id: verification tells which one it was.
  return { publicKey, ways: keys.flatMap((key) => variants.map((variant) => ({ variant, key }))) };
}

/** Private keys are invisible without a login: that is another thing to do for a person than a missing key. */
function keyMissing(library: Cryptoki, session: Handle): 'token-key-missing' | 'token-login-required' {
  const { state } = library.C_GetSessionInfo(session);
  return publicStates.includes(state) ? 'token-login-required' : 'token-key-missing';
}

/** The SM2 key of the signing certificate. CKA_KEY_TYPE is not asked: what the certificate says decides. */
function sm2PointOf(id: string, candidates: readonly TokenCertificate[]): Uint8Array {
  if (candidates.length === 0) throw new BianyinError('token-certificate-missing', { id });
  const parsed = candidates.map((candidate) => parseCertificate(candidate.der));
  const signing = parsed.find((c) => c.keyUsage?.digitalSignature ?? false) ?? parsed[0];
  if (signing?.publicKey.kind !== 'sm2') throw new BianyinError('token-certificate-not-sm2', { id });
  return signing.publicKey.sm2Point;
}
