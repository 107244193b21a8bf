/**
 * `token test`: which ways of a token give SM2 signatures that its certificate's key verifies. What is signed is a text that says so and can be
 * nothing else; the signatures are thrown away.
 */
import { sm2MessageDigest, sm2VerifyDigest } from '../../crypto/sm2.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { triedOutcomes, type SignatureForm, type TriedOutcome } from '../../domain/token-test.ts';
import { isSameWay, type SignVariant } from '../../tokens/sign-variant.ts';
import { shownValue, tokenError } from './return-values.ts';
import { signatureReadings } from './signature-readings.ts';
import type { SigningKey } from './signing-keys.ts';
import { callFor, endsAttempts, NothingSigned, type SignCall } from './sm2-signing.ts';

/** What came of one way. */
interface TriedWay {
  readonly way: SignVariant;
  readonly outcome: TriedOutcome;
  /** How the signature is written, where one of it verified. */
  readonly form: SignatureForm | null;
  /** Return value of a refusal. */
  readonly ckr: string | null;
  /** The token's profile has it already. */
  readonly isKnown: boolean;
}

export interface TriedWays {
  readonly tried: readonly TriedWay[];
  /** Why the trying ended before all were tried; null: it did not. */
  readonly ended: BianyinError | null;
}

/** Tries each way with each key that may be the certificate's, until one of them works. */
export function tryWays(
  ways: readonly SignVariant[],
  known: readonly SignVariant[],
  keys: readonly SigningKey[],
  { publicKey, message }: { readonly publicKey: Uint8Array; readonly message: Uint8Array },
  sign: (call: SignCall) => Uint8Array,
): TriedWays {
  const tried: TriedWay[] = [];
  for (const way of ways) {
    const outcomes: TriedWay[] = [];
    const isKnown = known.some((each) => isSameWay(each, way));
    for (const key of keys) {
      try {
        const octets = sign(callFor({ variant: way, key }, publicKey, message));
        outcomes.push({ way, isKnown, ckr: null, ...judged(octets, publicKey, message) });
      } catch (error) {
        const cause = error instanceof NothingSigned ? error.cause : error;
        const known = tokenError(cause);
        if (endsAttempts(known)) return { tried, ended: known };
        outcomes.push({ way, isKnown, outcome: 'refused', form: null, ckr: shownValue(cause) });
      }
      if (outcomes.at(-1)?.outcome === 'works') break;
    }
    tried.push(...outcomes.toSorted((a, b) => rank(a) - rank(b)).slice(0, 1));
  }
  return { tried, ended: null };
}

function judged(
  octets: Uint8Array,
  publicKey: Uint8Array,
  message: Uint8Array,
): Pick<TriedWay, 'outcome' | 'form'> {
  const readings = signatureReadings(octets);
  const over = (digest: Uint8Array) =>
    readings.find(({ der }) => sm2VerifyDigest(publicKey, digest, der))?.form ?? null;
  const right = over(sm2MessageDigest(publicKey, message));
  if (right) return { outcome: 'works', form: right };
  const bare = over(sm3(message));
  return bare ? { outcome: 'no-za', form: bare } : { outcome: 'other', form: null };
}

function rank({ outcome }: TriedWay): number {
  return triedOutcomes.indexOf(outcome);
}
