/** Whether a time-stamp token proves anything to this home, before it is put into a file: a use must not be lost to a service that nobody trusts. */
import { equalBytes } from '../crypto/bytes.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { TimeStampSupply } from '../domain/time-stamp.ts';
import { verifyTimeStampToken } from '../pki/timestamp-verification.ts';
import { parseTimeStampToken } from '../pki/timestamp.ts';
import type { SealsAtMoment } from './own-seals.ts';

/** Clocks differ a little: the verifier calls no more than this a contradiction (verification/signing-time.ts). */
const toleranceMs = 5 * 60_000;

/** `imprint`: the SM3 that the token was asked for. */
export function tokenSupply(
  { trust, now }: Pick<SealsAtMoment, 'trust' | 'now'>,
  octets: Uint8Array,
  imprint: Uint8Array,
): Extract<TimeStampSupply, 'ready' | 'untrusted' | 'clock-differs'> {
  const token = orElse(() => parseTimeStampToken(octets), null);
  if (!token || !equalBytes(token.imprint.digest, imprint)) return 'untrusted';
  // First: where a clock is wrong, certificates look as if they were not valid yet or any more.
  if (Math.abs(token.genTime.getTime() - now.getTime()) > toleranceMs) return 'clock-differs';
  const verdict = verifyTimeStampToken({ ...trust, token, imprintOf: () => [imprint], knownSince: now });
  return verdict.ok ? 'ready' : 'untrusted';
}
