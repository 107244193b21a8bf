/** When a signature was made: proven by a verified time stamp (RFC 3161), else claimed, else unknown. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { HashName } from '../crypto/hashes.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { CertificateList } from '../pki/crl.ts';
import { parseTimeStampToken } from '../pki/timestamp.ts';
import { verifyTimeStampToken, type TimeStampVerdict } from '../pki/timestamp-verification.ts';
import type { CheckLog } from './check-log.ts';
import { presentOf, type VerificationContext } from './context.ts';

export interface SigningTime {
  /** The time by which certificates and seals are judged. */
  readonly at: Date;
  readonly proven: boolean;
  /** What the report shows; undefined when the signature says nothing. */
  readonly shown?: Date;
}

export interface TimeFacts {
  readonly claimed: Date | null;
  readonly token: Uint8Array | null;
  /** What the token's imprint may be, best first. */
  imprintOf(name: HashName): readonly Uint8Array[];
  /** Certificates and lists that came with the signature. */
  readonly certificates?: readonly Certificate[];
  readonly crls?: readonly CertificateList[];
}

/** Clocks differ a little (GM/T 0031 gives no figure); five minutes either way are no contradiction. */
const toleranceMs = 5 * 60_000;

/** Judges the facts and writes the outcome into the log. */
export function judgeTime(facts: TimeFacts, context: VerificationContext, log: CheckLog): SigningTime {
  const present = presentOf(context);
  const proven = facts.token ? provenTime(facts.token, facts, context, log) : null;
  const { claimed } = facts;
  if (proven) {
    const inputs = { claimed: claimed?.toISOString() ?? '', proven: proven.toISOString() };
    const late = claimed && claimed.getTime() > proven.getTime() + toleranceMs;
    if (late) log.finding('time-order', 'TIME_CLAIM_ORDER', inputs);
    if (proven.getTime() > present.getTime() + toleranceMs)
      log.finding('time-order', 'TIME_CLAIM_FUTURE', inputs);
    return { at: proven, proven: true, shown: proven };
  }
  if (!claimed) {
    log.finding('claimed-time', 'TIME_MISSING');
    return { at: present, proven: false };
  }
  if (!facts.token) log.finding('claimed-time', 'TIME_CLAIMED_ONLY', { claimed: claimed.toISOString() });
  const isFuture = claimed.getTime() > present.getTime() + toleranceMs;
  if (isFuture) log.finding('time-order', 'TIME_CLAIM_FUTURE', { claimed: claimed.toISOString() });
  return { at: claimed < present ? claimed : present, proven: false, shown: claimed };
}

function provenTime(
  token: Uint8Array,
  facts: TimeFacts,
  context: VerificationContext,
  log: CheckLog,
): Date | null {
  const verdict = verifyToken(token, facts, context);
  if (verdict === null) {
    log.finding('time-stamp', 'TIMESTAMP_INVALID', { reason: 'malformed' });
    return null;
  }
  return logTimeStamp(verdict, log) ? verdict.time : null;
}

/** Writes a time stamp's verdict down; true when the time is proven. */
export function logTimeStamp(verdict: TimeStampVerdict, log: CheckLog): boolean {
  const reasons = verdict.reasons.join(' ');
  for (const code of verdict.codes) {
    log.finding('time-stamp', code, {
      reason: reasons,
      ...(code.startsWith('ALG_') ? { algorithm: reasons } : {}),
    });
  }
  if (!verdict.ok) return false;
  log.ok('time', 'time-stamp', {
    time: verdict.time.toISOString(),
    authority: verdict.signer?.subject.toString() ?? '',
    imprint: verdict.imprintIndex ?? -1,
  });
  return true;
}

/** Null when the token cannot be read. */
export function verifyToken(
  token: Uint8Array,
  facts: Pick<TimeFacts, 'imprintOf' | 'certificates' | 'crls'>,
  context: VerificationContext,
): TimeStampVerdict | null {
  try {
    return verifyTimeStampToken({
      token: parseTimeStampToken(token),
      imprintOf: (name) => facts.imprintOf(name),
      anchors: context.anchors,
      intermediates: [...context.intermediates, ...(facts.certificates ?? [])],
      crls: [...context.crls, ...(facts.crls ?? [])],
    });
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

/** A machine clock earlier than something already seen can make an expired certificate look good. */
export function checkClock(context: VerificationContext, log: CheckLog): void {
  const status = context.statusSnapshot;
  const statusTime = status === 'forged' ? undefined : status?.thisUpdate;
  const seen = [context.clockFloor, statusTime, ...context.crls.map((list) => list.thisUpdate)];
  const floor = seen.reduce<number>((latest, time) => Math.max(latest, time?.getTime() ?? 0), 0);
  const inputs = { now: context.now.toISOString(), floor: new Date(floor).toISOString() };
  if (context.now.getTime() + toleranceMs < floor) log.finding('clock', 'CLOCK_SUSPECT', inputs);
}
