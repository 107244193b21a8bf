/** The time stamp that a v5 seal may carry over its maker's signature value (GM/T 0031-2025, seal rule iii). */
import type { TrustContext } from './path-checks.ts';
import { finding, type SealCheck } from './seal-check.ts';
import type { SESeal } from './seal-structure.ts';

export interface SealTimeStampResult {
  readonly checks: readonly SealCheck[];
  /** Whether a trusted time stamp proves when the seal existed. */
  readonly isProven: boolean;
}

/** A seal without a time stamp has nothing to check. */
export function checkSealTimeStamp(seal: SESeal, _context: TrustContext): SealTimeStampResult {
  const checks = seal.timeStamp ? [finding('seal.time-stamp', 'SEAL_TIMESTAMP_UNTRUSTED')] : [];
  return { checks, isProven: false };
}
