/** A logged-in session: signing with a certificate's key, and writing what a new token needs. */
import { toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import { requireSigningKey, type KnownKey } from '../../pki/key-algorithm.ts';
import { contextSpecific } from './attributes.ts';
import { readShown, type TokenContents, type TokenCertificate } from './certificate-objects.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { generateKeyPair, storeCertificate, storeData, type DataObject } from './personalise.ts';
import { pinText } from './pin.ts';
import { ckr, returnValueOf, translated } from './return-values.ts';
import { closeSession, openWidest } from './session-handle.ts';
import { keysFor, sm2PointOf, someKeyAsksAlways, type SigningKey } from './signing-keys.ts';
import { otherTask, otherWays } from './other-signing.ts';
import { NothingSigned, signTask, sm2Task, type SignCall, type WorkingWay } from './sm2-signing.ts';
import type { TokenSlot } from './token-slot.ts';
import { tryWays, type TriedWays } from './try-ways.ts';
import { offeredVariants } from './vendor-profile.ts';
import { waysToTry } from './ways-to-try.ts';

const CKF_SIGN = 0x800;

/** Room for every signature in use: a buffer that is too small leaves the operation active for ever. */
const SIGNATURE_ROOM = 1024;

/** Identifiers are CKA_ID in lower-case hexadecimal. */
export interface TokenSession {
  readonly certificates: readonly TokenCertificate[];
  /** What this login shows: more than without it, where objects are private. */
  readonly shown: TokenContents;
  /**
   * DER signature (SM2 with SM3, default identity) over a message by the key of this certificate, verified with it before it is
   * returned. Errors: `token-certificate-not-sm2`, `token-key-missing`, `token-login-required`, `token-mechanism-missing`,
   * `token-signature-bad`, `token-cancelled`, `token-removed`, `token-busy`, `token-device-error`; with `nothingSigned: 1` where the
   * token certainly made no signature.
   */
  signSm2(certificate: TokenCertificate, message: Uint8Array): Uint8Array;
  /**
   * The same in the one way of the certificate's key, of whatever kind (pki/key-algorithm.ts). Errors besides: `key-rsa-short`,
   * `key-not-supported`, `token-algorithm-missing`, `token-sha1-only`.
   */
  signByKey(certificate: TokenCertificate, message: Uint8Array): Uint8Array;
  /** Every way that the token might sign in, tried over `message` with the key of this certificate. Errors: as `signSm2` for its key. */
  tryWays(certificate: TokenCertificate, message: Uint8Array): TriedWays;
  /** A key pair born on the token; its public key `04 ‖ X ‖ Y` (65 octets). */
  generateSm2KeyPair(id: string, label: string): Uint8Array;
  importCertificate(certificate: TokenCertificate): void;
  /** A public data object, such as an SESeal. */
  writeDataObject(object: DataObject): void;
}

/** Ways to sign that worked, by token and certificate; kept for the life of the module. */
export type WayMemory = Map<string, WorkingWay['variant']>;

interface Signer {
  readonly key: KnownKey;
  readonly ways: readonly WorkingWay[];
}

interface Login {
  readonly memory: WayMemory;
  /** Overwritten by whoever opened the session, when it ends, and here as soon as no key asks for it again. */
  readonly pin: Uint8Array | null;
}

/** Wraps an open session. `loggedIn` is told once the PIN was right; `end` closes it. */
export function tokenSession(
  library: Cryptoki,
  token: TokenSlot,
  first: Handle,
  { memory, pin }: Login,
): TokenSession & { loggedIn(): void; end(): void } {
  let session = first;
  const signers = new Map<string, Signer>();

  /** A failed operation may stay active in its session; a new session has none. The login outlives the change. */
  function renew(): void {
    const next = openWidest(library, token.slot);
    closeSession(library, session);
    session = next;
  }

  function begin({ mechanism, parameter, key }: SignCall): void {
    const call = (): void =>
      library.C_SignInit(session, parameter ? { mechanism, parameter } : { mechanism }, key.handle);
    try {
      call();
    } catch (error) {
      // What a call before this one left behind. A token of one session cannot be helped so; it says that it is busy.
      if (returnValueOf(error) !== ckr.operationActive) throw error;
      renew();
      call();
    }
  }

  function callToken(call: SignCall): Uint8Array {
    try {
      begin(call);
      if (call.key.asksAlways)
        library.C_Login(
          session,
          contextSpecific,
          pin === null ? '' : pinText(pin, library.C_GetTokenInfo(token.slot)),
        );
    } catch (cause) {
      throw new NothingSigned('before C_Sign', { cause });
    }
    try {
      return Uint8Array.from(library.C_Sign(session, Buffer.from(call.input), Buffer.alloc(SIGNATURE_ROOM)));
    } catch (cause) {
      throw refusals.has(returnValueOf(cause) ?? -1)
        ? new NothingSigned('refused on the token', { cause })
        : cause;
    }
  }

  function signerFor(certificate: TokenCertificate): Signer {
    const name = toHex(sm3(certificate.der));
    const known = signers.get(name) ?? translated(() => findSigner(library, token, session, certificate));
    signers.set(name, known);
    return known;
  }

  function sign(certificate: TokenCertificate, message: Uint8Array): Uint8Array {
    const signer = signerFor(certificate);
    const { key } = signer;
    const memoryKey = `${token.serial}/${toHex(sm3(certificate.der))}`;
    const before = memory.get(memoryKey);
    const ways = before ? signer.ways.filter((way) => way.variant === before) : signer.ways;
    const task = key.kind === 'sm2' ? sm2Task(key.sm2Point, message) : otherTask(key, message);
    const { signature, way } = signTask(ways, task, callToken);
    memory.set(memoryKey, way.variant);
    // The key that it was is the only one that is asked from now on.
    signers.set(toHex(sm3(certificate.der)), { ...signer, ways: [way] });
    return signature;
  }

  return {
    get certificates() {
      return translated(() => readShown(library, session)).certificates;
    },
    get shown() {
      return translated(() => readShown(library, session));
    },
    signSm2(certificate, message) {
      sm2PointOf(certificate);
      return sign(certificate, message);
    },
    signByKey: sign,
    tryWays(certificate, message) {
      const keys = translated(() => keysOf(library, session, certificate));
      const ways = waysToTry({ ...token, signs: (mechanism) => signs(library, token, mechanism) });
      const known = sm2Variants(token);
      return tryWays(ways, known, keys, { publicKey: sm2PointOf(certificate), message }, callToken);
    },
    generateSm2KeyPair: (id, label) => translated(() => generateKeyPair(library, session, token, id, label)),
    importCertificate: (certificate) => translated(() => storeCertificate(library, session, certificate)),
    writeDataObject: (object) => translated(() => storeData(library, session, object)),
    loggedIn() {
      if (!translated(() => someKeyAsksAlways(library, session))) pin?.fill(0);
    },
    end: () => closeSession(library, session),
  };
}

/** The person said no on the token, or let its time run out: no signature was made. */
const refusals: ReadonlySet<number> = new Set([ckr.cancel, ckr.functionCanceled, ckr.functionRejected]);

/** Signing and encryption keys of one container may share an id: verification tells which one it was. */
function findSigner(
  library: Cryptoki,
  token: TokenSlot,
  session: Handle,
  certificate: TokenCertificate,
): Signer {
  const key = requireSigningKey(parseCertificate(certificate.der));
  const variants = key.kind === 'sm2' ? sm2Variants(token) : otherWays(key, token.mechanisms);
  const keys = keysOf(library, session, certificate);
  return { key, ways: keys.flatMap((key) => variants.map((variant) => ({ variant, key }))) };
}

function sm2Variants({ profile, mechanisms }: TokenSlot): readonly WorkingWay['variant'][] {
  return profile ? offeredVariants(profile, mechanisms) : [];
}

function keysOf(library: Cryptoki, session: Handle, certificate: TokenCertificate): readonly SigningKey[] {
  return keysFor(library, session, certificate, readShown(library, session).certificates);
}

/** CKF_SIGN of the mechanism; a driver that says nothing of it is not asked twice. */
function signs(library: Cryptoki, { slot }: TokenSlot, mechanism: number): boolean {
  try {
    return (library.C_GetMechanismInfo(slot, mechanism).flags & CKF_SIGN) !== 0;
  } catch {
    return true;
  }
}
