/** The time stamp that a v5 seal may carry over its maker's signature value (GM/T 0031-2025, seal rule iii). */
import { hash } from '../crypto/hashes.ts';
import { der } from '../crypto/der-writer.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import { verifyTimeStampToken, type TimeStampCode } from '../pki/timestamp-verification.ts';
import { parseTimeStampToken, type TimeStampToken } from '../pki/timestamp.ts';
import type { TrustContext } from './path-checks.ts';
import { finding, passedUnless, type SealCheck } from './seal-check.ts';
import type { SESeal } from './seal-structure.ts';

export interface SealTimeStampResult {
  readonly checks: readonly SealCheck[];
  /** The time by which the seal existed, proven by a trusted time stamp; else null. */
  readonly existedBy: Date | null;
}

const check = 'seal.time-stamp';
const codes: Readonly<Record<TimeStampCode, VerdictCode>> = {
  TIMESTAMP_INVALID: 'SEAL_TIMESTAMP_INVALID',
  TIMESTAMP_UNTRUSTED: 'SEAL_TIMESTAMP_UNTRUSTED',
  // The stamp's own algorithms: what is open is the time, not whether the seal is whole.
  ALG_UNSUPPORTED: 'SEAL_TIMESTAMP_UNTRUSTED',
  ALG_WEAK: 'SEAL_TIMESTAMP_UNTRUSTED',
  TIMESTAMP_EXPIRED_NO_POE: 'TIMESTAMP_EXPIRED_NO_POE',
};

/** A time stamp that is there must be right, and the seal must not claim to be younger than it. */
export function checkSealTimeStamp(seal: SESeal, context: TrustContext): SealTimeStampResult {
  if (!seal.timeStamp) return { checks: [], existedBy: null };
  const token = readToken(seal.timeStamp);
  if (!token) return { checks: [finding(check, 'SEAL_TIMESTAMP_INVALID')], existedBy: null };
  const { signatureValue, info } = seal;
  const { anchors, intermediates, crls, ocsp = [] } = context;
  const verdict = verifyTimeStampToken({
    token,
    // The standard's way first, then the whole BIT STRING as some authorities do.
    imprintOf: (name) => [hash(name, signatureValue), hash(name, der.bitString(signatureValue))],
    anchors,
    intermediates,
    crls,
    ocsp,
  });
  const latest = token.genTime.getTime() + token.accuracyMilliseconds;
  const isOrdered = info.createDate.getTime() <= latest;
  const checks = passedUnless(check, [
    ...verdict.codes.map((code) => finding(check, codes[code], { reason: verdict.reasons.join(' ') })),
    isOrdered ? null : finding(check, 'SEAL_TIMESTAMP_ORDER'),
  ]);
  return { checks, existedBy: verdict.ok && isOrdered ? new Date(latest) : null };
}

function readToken(bytes: Uint8Array): TimeStampToken | null {
  return orElse(() => parseTimeStampToken(bytes), null);
}
