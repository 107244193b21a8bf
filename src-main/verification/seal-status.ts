/** The state of a seal by the city's snapshot, against the time of signing (KFSS2; 暂行办法 Art. 17, 18). */
import { listAge } from '../pki/list-age.ts';
import { lookUpSeal } from '../seal/status-lookup.ts';
import type { SealStanding } from '../seal/status-lookup.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import type { StatusSubject } from '../seal/status-subject.ts';
import type { CheckLog } from './check-log.ts';
import type { StatusSource } from './context.ts';
import type { SigningTime } from './signing-time.ts';

const check = 'seal-status';
const refusals = {
  expired: 'SEAL_STATUS_EXPIRED',
  frozen: 'SEAL_STATUS_FROZEN',
  cancelled: 'SEAL_STATUS_CANCELLED',
} as const;

/** What became of a seal after it had been used; that it ended as it said itself is nothing new. */
const laterStates: Partial<Record<SealStanding['status'], VerdictCode>> = {
  frozen: 'SEAL_FROZEN_SINCE',
  cancelled: 'SEAL_CANCELLED_SINCE',
};

/** Writes what the snapshot says into the log. */
export function checkSealStatus(
  seal: StatusSubject,
  source: StatusSource | undefined,
  time: SigningTime,
  present: Date,
  log: CheckLog,
): void {
  if (!source) return log.finding(check, 'SEAL_STATUS_MISSING');
  if (source === 'forged') return log.finding(check, 'SEAL_STATUS_FORGED');
  const { then, latest, known, asOf, nextUpdate } = lookUpSeal(source, seal, time.at);
  const inputs = { date: asOf.toISOString().slice(0, 10), seq: source.seq, state: then.status };
  const claimed = time.claimed ? lookUpSeal(source, seal, time.claimed).then : then;
  judgeStandings({ then, claimed, latest }, time, log);
  // A stale snapshot can still condemn; it cannot acquit, whatever end it states.
  if (nextUpdate < present || listAge('seal', asOf, present) === 'stale')
    log.finding(check, 'SEAL_STATUS_STALE', inputs);
  else if (known === 'number-of-another') log.finding(check, 'SEAL_STATUS_OTHER_SEAL', inputs);
  else if (then.status === 'unknown') log.finding(check, 'SEAL_STATUS_UNKNOWN', inputs);
  else if (!log.made(check)) log.ok('identity', check, inputs);
}

interface Standings {
  readonly then: SealStanding;
  /** At the claimed time, where only a later bound of it is proven; else the same as `then`. */
  readonly claimed: SealStanding;
  readonly latest: SealStanding;
}

function isInUse({ status }: SealStanding): boolean {
  return status === 'valid' || status === 'unknown';
}

function judgeStandings({ then, claimed, latest }: Standings, time: SigningTime, log: CheckLog): void {
  const wasGood = isInUse(then);
  if (then.status !== 'valid' && then.status !== 'unknown') {
    // Only the date of the leak lies before the signing: the city had not said so yet, and nobody can tell who held the key.
    const isHindsight = then.since !== null && then.since > time.at;
    const code = isHindsight ? 'SEAL_KEY_COMPROMISED' : refusals[then.status];
    const bad = { ...standing(then), date: then.invalidityDate?.toISOString().slice(0, 10) ?? '' };
    log.finding(check, isInUse(claimed) ? 'SEAL_STATUS_NO_POE' : code, bad);
  }
  const isBadNow = !isInUse(latest);
  // What was used before counts only when the time is proven: whoever has the key can write any date.
  if (wasGood && isBadNow && !time.proven) log.finding(check, 'SEAL_STATUS_NO_POE', standing(latest));
  // The signature stands, and whoever takes it should know before the next one comes.
  const since = laterStates[latest.status];
  if (then.status === 'valid' && isInUse(claimed) && time.proven && since)
    log.finding(check, since, { ...standing(latest), date: latest.since?.toISOString().slice(0, 10) ?? '' });
}

function standing({ status, since, reason, invalidityDate }: SealStanding) {
  return {
    state: status,
    since: since?.toISOString() ?? '',
    reason: reason ?? '',
    invalidityDate: invalidityDate?.toISOString() ?? '',
  };
}
