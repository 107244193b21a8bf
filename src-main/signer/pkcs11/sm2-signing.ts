/**
 * Signatures from tokens that agree on little: each way that the vendor's profile names is tried in turn, and only a signature that the
 * certificate's key verifies ever leaves this file. SM2 is here; what other keys sign is a task of other-signing.ts.
 */
import { concatBytes } from '../../crypto/bytes.ts';
import { SM2_DEFAULT_ID, sm2MessageDigest, sm2UserDigest, sm2VerifyDigest } from '../../crypto/sm2.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import { tokenError } from './return-values.ts';
import { signatureReadings } from './signature-readings.ts';
import type { SigningKey } from './signing-keys.ts';
import type { SignVariant } from '../../tokens/sign-variant.ts';

/** What C_SignInit and C_Sign need for one attempt. */
export interface SignCall {
  readonly mechanism: number;
  readonly parameter: Buffer | undefined;
  readonly input: Uint8Array;
  readonly key: SigningKey;
}

/** A way that worked: tried first, and alone, the next time. */
export interface WorkingWay {
  readonly variant: SignVariant;
  readonly key: SigningKey;
}

/** A signature that has been verified, and how it was got. */
export interface VerifiedSignature {
  readonly signature: Uint8Array;
  readonly way: WorkingWay;
}

/** Errors after which another way cannot help. */
const final: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'token-removed',
  'token-busy',
  'token-login-required',
  'token-key-missing',
  // Somebody said no on the token: it is not asked again in another way.
  'token-cancelled',
  'pin-incorrect',
  'pin-locked',
  'pin-expired',
]);

/** Whether to try another way is no use: the token is gone, or somebody said no on it. */
export function endsAttempts({ code }: BianyinError): boolean {
  return final.has(code);
}

/** What a call on the token came to, where it gave no signature. */
export class NothingSigned extends Error {
  /** It was refused before the token could sign: C_SignInit failed, or the person said no on the token. */
  override readonly name = 'NothingSigned';
}

/** One message for one key, whatever the algorithm. */
export interface SignTask {
  /** What a way gives the token. */
  input(variant: SignVariant): Uint8Array;
  /** The signature in what came back, in the one spelling that counts; undefined: none that the key verifies. */
  read(octets: Uint8Array): Uint8Array | undefined;
}

/** As `signTask`, over `message` with SM2 (`publicKey`: 65 octets, default identity); the signature is DER. */
export function signVerified(
  ways: readonly WorkingWay[],
  publicKey: Uint8Array,
  message: Uint8Array,
  sign: (call: SignCall) => Uint8Array,
): VerifiedSignature {
  return signTask(ways, sm2Task(publicKey, message), sign);
}

/** SM2 with SM3 over a message. */
export function sm2Task(publicKey: Uint8Array, message: Uint8Array): SignTask {
  const digest = sm2MessageDigest(publicKey, message);
  return {
    input: (variant) => inputOf(variant, publicKey, message),
    read: (octets) =>
      signatureReadings(octets).find(({ der }) => sm2VerifyDigest(publicKey, digest, der))?.der,
  };
}

/**
 * Signs and verifies the result.
 * `sign` makes one call on the token and returns whatever octets come back; it throws `NothingSigned` where the token certainly made
 * none. Errors: `token-signature-bad`, `token-mechanism-missing`, and those of the token, with `nothingSigned: 1` where that is certain
 * of all that was tried.
 */
export function signTask(
  ways: readonly WorkingWay[],
  task: SignTask,
  sign: (call: SignCall) => Uint8Array,
): VerifiedSignature {
  let problem: BianyinError | undefined;
  let mayHaveSigned = false;
  const said = (error: BianyinError): BianyinError =>
    mayHaveSigned
      ? error
      : new BianyinError(error.code, { ...error.detail, nothingSigned: 1 }, { cause: error });
  for (const way of ways) {
    try {
      const octets = sign(callOf(way, task.input(way.variant)));
      mayHaveSigned = true;
      const signature = task.read(octets);
      if (signature) return { signature, way };
      problem = new BianyinError('token-signature-bad');
    } catch (error) {
      mayHaveSigned ||= !(error instanceof NothingSigned);
      const known = tokenError(error instanceof NothingSigned ? error.cause : error);
      if (endsAttempts(known)) throw said(known);
      problem ??= known;
    }
  }
  throw said(problem ?? new BianyinError('token-mechanism-missing'));
}

/** What one attempt gives the token. Whatever the way, what it is to sign is e = SM3(ZA ‖ M) of this message. */
export function callFor(way: WorkingWay, publicKey: Uint8Array, message: Uint8Array): SignCall {
  return callOf(way, inputOf(way.variant, publicKey, message));
}

function callOf({ variant, key }: WorkingWay, input: Uint8Array): SignCall {
  return {
    mechanism: variant.mechanism,
    parameter: variant.identityParameter ? Buffer.from(SM2_DEFAULT_ID) : undefined,
    input,
    key,
  };
}

function inputOf({ input }: SignVariant, publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  if (input === 'digest') return sm2MessageDigest(publicKey, message);
  return input === 'message' ? message : concatBytes(sm2UserDigest(publicKey), message);
}
