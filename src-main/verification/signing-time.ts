/** When a signature was made: proven by a verified time stamp (RFC 3161), else claimed, else unknown. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { HashName } from '../crypto/hashes.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { CertificateList } from '../pki/crl.ts';
import type { OcspResponse } from '../pki/ocsp.ts';
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
  /** The claim, where `at` is only the bound that a later time stamp over the whole file proves. */
  readonly claimed?: Date;
}

export interface TimeFacts {
  readonly claimed: Date | null;
  readonly token: Uint8Array | null;
  /** What the token's imprint may be, best first. */
  imprintOf(name: HashName): readonly Uint8Array[];
  /** Certificates and lists that came with the signature. */
  readonly certificates?: readonly Certificate[];
  readonly crls?: readonly CertificateList[];
  readonly ocsp?: readonly OcspResponse[];
  /** The earliest time that a later document time stamp proves for this signature. */
  readonly coveredBy?: Date | undefined;
}

/** Clocks differ a little (GM/T 0031 gives no figure); five minutes either way are no contradiction. */
const toleranceMs = 5 * 60_000;

/** Judges the facts and writes the outcome into the log: the signature's own stamp first, then one over the file, then the claim. */
export function judgeTime(facts: TimeFacts, context: VerificationContext, log: CheckLog): SigningTime {
  const own = facts.token ? provenTime(facts.token, facts, context, log) : null;
  const { claimed, coveredBy } = facts;
  if (own) {
    checkProven(own, claimed, context, log);
    checkOrder(own, coveredBy, log);
    return { at: own, proven: true, shown: own };
  }
  if (coveredBy) {
    checkProven(coveredBy, claimed, context, log);
    log.finding('covering-time-stamp', 'TIME_PROVEN_BY_DOCUMENT_STAMP', { date: coveredBy.toISOString() });
    log.ok('time', 'covering-time-stamp', { time: coveredBy.toISOString() });
    const isOpen = claimed !== null && claimed < coveredBy;
    return { at: coveredBy, proven: true, shown: coveredBy, ...(isOpen ? { claimed } : {}) };
  }
  return claimedTime(facts, presentOf(context), log);
}

/** A proven time against the claim and against the present. */
function checkProven(proven: Date, claimed: Date | null, context: VerificationContext, log: CheckLog): void {
  const inputs = { claimed: claimed?.toISOString() ?? '', proven: proven.toISOString() };
  const isLate = claimed && claimed.getTime() > proven.getTime() + toleranceMs;
  if (isLate) log.finding('time-order', 'TIME_CLAIM_ORDER', inputs);
  checkNotFuture(proven, context, log);
}

/** A trusted time later than the machine's own means that the machine is wrong; later than an asked-for time, that it was not yet so. */
export function checkNotFuture(proven: Date, context: VerificationContext, log: CheckLog): void {
  const inputs = { proven: proven.toISOString(), now: context.now.toISOString() };
  if (proven.getTime() > context.now.getTime() + toleranceMs) log.finding('clock', 'CLOCK_SUSPECT', inputs);
  else if (proven.getTime() > presentOf(context).getTime() + toleranceMs)
    log.finding('time-order', 'TIME_CLAIM_FUTURE', inputs);
}

/** What a stamp covers is older than the stamp. */
export function checkOrder(time: Date, coveredBy: Date | undefined, log: CheckLog): void {
  if (!coveredBy || time.getTime() <= coveredBy.getTime() + toleranceMs) return;
  log.finding('time-order', 'TIMESTAMP_ORDER', {
    time: time.toISOString(),
    coveredBy: coveredBy.toISOString(),
  });
}

function claimedTime({ claimed, token }: TimeFacts, present: Date, log: CheckLog): SigningTime {
  if (!claimed) {
    log.finding('claimed-time', 'TIME_MISSING');
    return { at: present, proven: false };
  }
  if (!token) log.finding('claimed-time', 'TIME_CLAIMED_ONLY', { claimed: claimed.toISOString() });
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
      ...(code === 'TIMESTAMP_EXPIRED_NO_POE' && verdict.signer
        ? { date: dayOf(verdict.signer.notAfter) }
        : {}),
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
  facts: Pick<TimeFacts, 'imprintOf' | 'certificates' | 'crls' | 'ocsp' | 'coveredBy'>,
  context: VerificationContext,
): TimeStampVerdict | null {
  try {
    return verifyTimeStampToken({
      token: parseTimeStampToken(token),
      imprintOf: (name) => facts.imprintOf(name),
      anchors: context.anchors,
      intermediates: [...context.intermediates, ...(facts.certificates ?? [])],
      crls: [...context.crls, ...(facts.crls ?? [])],
      ocsp: [...(context.ocsp ?? []), ...(facts.ocsp ?? [])],
      knownSince: facts.coveredBy ?? presentOf(context),
    });
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** A machine clock earlier than something already seen can make an expired certificate look good. */
export function checkClock(context: VerificationContext, log: CheckLog): void {
  const status = context.statusSnapshot;
  const statusTime = status === 'forged' ? undefined : status?.thisUpdate;
  const lists = context.crls.map((list) => list.thisUpdate);
  const responses = (context.ocsp ?? []).map((response) => response.producedAt);
  const seen = [context.clockFloor, statusTime, ...lists, ...responses];
  const floor = seen.reduce<number>((latest, time) => Math.max(latest, time?.getTime() ?? 0), 0);
  const inputs = { now: context.now.toISOString(), floor: new Date(floor).toISOString() };
  if (context.now.getTime() + toleranceMs < floor) log.finding('clock', 'CLOCK_SUSPECT', inputs);
}
