/**
 * SM2 signatures from tokens that agree on little: the digest is computed here, each way that the vendor's profile
 * names is tried in turn, and only a signature that the certificate's key verifies ever leaves this file.
 */
import {
  encodeSm2Signature,
  parseSm2Signature,
  SM2_DEFAULT_ID,
  sm2MessageDigest,
  sm2VerifyDigest,
} from '../../crypto/sm2.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { failedWith } from '../../domain/errors/failed-with.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import type { Handle } from './cryptoki.ts';
import { tokenError } from './return-values.ts';
import type { SignVariant } from './vendor-profile.ts';

/** What C_SignInit and C_Sign need for one attempt. */
export interface SignCall {
  readonly mechanism: number;
  readonly parameter: Buffer | undefined;
  readonly input: Uint8Array;
  readonly key: Handle;
}

/** A way that worked: tried first, and alone, the next time. */
export interface WorkingWay {
  readonly variant: SignVariant;
  readonly key: Handle;
}

/** A signature that has been verified, as DER, and how it was got. */
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
  'pin-incorrect',
  'pin-locked',
  'pin-expired',
]);

/**
 * Signs `message` and verifies the result with `publicKey` (65 octets, default identity).
 * `sign` makes one call on the token and returns whatever octets come back.
 * Errors: `token-signature-bad`, `token-mechanism-missing`, and those of the token.
 */
export function signVerified(
  ways: readonly WorkingWay[],
  publicKey: Uint8Array,
  message: Uint8Array,
  sign: (call: SignCall) => Uint8Array,
): VerifiedSignature {
  const digest = sm2MessageDigest(publicKey, message);
  let problem: BianyinError | undefined;
  for (const way of ways) {
    try {
      const signature = normalised(sign(callFor(way, digest, message)));
      if (signature && sm2VerifyDigest(publicKey, digest, signature)) return { signature, way };
      problem = new BianyinError('token-signature-bad');
    } catch (error) {
      const known = tokenError(error);
      if (final.has(known.code)) throw known;
      problem ??= known;
    }
  }
  throw problem ?? new BianyinError('token-mechanism-missing');
}

function callFor({ variant, key }: WorkingWay, digest: Uint8Array, message: Uint8Array): SignCall {
  return {
    mechanism: variant.mechanism,
    parameter: variant.identityParameter ? Buffer.from(SM2_DEFAULT_ID) : undefined,
    input: variant.input === 'digest' ? digest : message,
    key,
  };
}

/** DER of whatever encoding the token chose; undefined when it is no signature at all. */
function normalised(octets: Uint8Array): Uint8Array | undefined {
  try {
    const { r, s } = parseSm2Signature(octets);
    return encodeSm2Signature(r, s);
  } catch (error) {
    if (failedWith(error, 'signature-value-malformed')) return undefined;
    throw error;
  }
}
