/** What a status state says about one seal, at a time and now; and whether a machine may seal on the strength of it. */
import type { ErrorCode } from '../domain/errors/codes.ts';
import { sealStatusNames } from './status-row.ts';
import type { SealStatusName, SealStatusReason, StatusRow } from './status-row.ts';
import type { StatusState } from './status-snapshot.ts';
import type { StatusSubject } from './status-subject.ts';

/** One row in words. `unknown`: the city has not said anything, which is never the same as valid. */
export interface SealStanding {
  readonly status: SealStatusName | 'unknown';
  readonly reason: SealStatusReason | null;
  /** Since when it has been so; null when the city does not say: from its issue, or from the end that the seal itself states. */
  readonly since: Date | null;
  /** With KEY_COMPROMISE: since when the key must not be relied on. */
  readonly invalidityDate: Date | null;
}

export interface SealStatusAnswer {
  /** At the time asked for. A key said to be bad since before that time counts as bad, whenever that became known. */
  readonly then: SealStanding;
  /** The newest row. Where the signing time is not proven, this is the one that counts. */
  readonly latest: SealStanding;
  /** Whose history it is; `number-of-another`: the city knows the number, of a seal under the root that publishes. */
  readonly known: 'seal' | 'number-of-another' | 'not';
  /** The rows that all this is read from. */
  readonly rows: readonly StatusRow[];
  /** 截至: `thisUpdate` of the state. */
  readonly asOf: Date;
  readonly nextUpdate: Date;
}

const unknown: SealStanding = { status: 'unknown', reason: null, since: null, invalidityDate: null };

/** Valid since it was issued, or over since the end that the seal itself states: the seal's own dates are judged elsewhere. */
const validFromIssue: SealStanding = { ...unknown, status: 'valid' };
const expiredByItself: SealStanding = { ...unknown, status: 'expired' };

/** Looks a seal up: by its own octets, else by its number, which counts under the publisher's root alone. Errors: `snapshot-malformed`. */
export function lookUpSeal(state: StatusState, seal: StatusSubject, at: Date): SealStatusAnswer {
  const { thisUpdate: asOf, nextUpdate, publisher } = state;
  const own = state.byOctets(seal.der);
  const { code, rows } = own.code === 'unissued' ? state.byNumber(seal.esId) : own;
  const facts = { asOf, nextUpdate, rows, known: 'seal' } as const;
  const nothing = { ...facts, rows: [], then: unknown, latest: unknown };
  if (code === 'unissued') return { ...nothing, known: 'not' };
  if (own.code === 'unissued' && !seal.isUnder(publisher)) return { ...nothing, known: 'number-of-another' };
  if (code === 'valid') return { ...facts, then: validFromIssue, latest: validFromIssue };
  if (code === 'expired') return { ...facts, then: validFromIssue, latest: expiredByItself };
  return { ...facts, then: standingAt(rows, at), latest: standing(rows.at(-1), unknown) };
}

function standingAt(rows: readonly StatusRow[], at: Date): SealStanding {
  const compromised = rows.find(({ inv }) => inv !== undefined && new Date(inv) <= at);
  const then = rows.findLast(({ since }) => new Date(since) <= at);
  const worst = compromised && (!then || then.since < compromised.since) ? compromised : then;
  // A history that tells when the seal became valid says that it was not before.
  const before = rows[0]?.s === 0 ? unknown : validFromIssue;
  return standing(worst, before);
}

function standing(row: StatusRow | undefined, otherwise: SealStanding): SealStanding {
  if (!row) return otherwise;
  return {
    status: sealStatusNames[row.s] ?? 'unknown',
    reason: row.r ?? null,
    since: new Date(row.since),
    invalidityDate: row.inv === undefined ? null : new Date(row.inv),
  };
}

const hour = 3_600_000;
/** Instants are whole seconds, and a city's clock is never quite this machine's. */
const clockTolerance = 5_000;
/** However a profile is set, older than this is too old to seal with. */
const hardestMaxAgeHours = 72;
const defaultMaxAgeHours = 24;

/**
 * Why this machine must not seal now, or null. `now` and `latestSeen` (the newest time ever seen here) come from the caller.
 * Codes: `clock-suspect`, `snapshot-stale`, `seal-status-unknown`, `seal-status-expired`, `seal-status-frozen`,
 * `seal-status-cancelled`.
 */
export function sealingObstacle(
  state: StatusState,
  seal: StatusSubject,
  clock: { readonly now: Date; readonly latestSeen: Date; readonly maxAgeHours?: number },
): ErrorCode | null {
  const { now, latestSeen, maxAgeHours = defaultMaxAgeHours } = clock;
  const known = Math.max(latestSeen.getTime(), state.thisUpdate.getTime());
  if (now.getTime() < known - clockTolerance) return 'clock-suspect';
  const age = now.getTime() - state.thisUpdate.getTime();
  if (age > Math.min(maxAgeHours, hardestMaxAgeHours) * hour || now > state.nextUpdate)
    return 'snapshot-stale';
  const { status } = lookUpSeal(state, seal, now).latest;
  return status === 'valid' ? null : obstacles[status];
}

const obstacles = {
  unknown: 'seal-status-unknown',
  expired: 'seal-status-expired',
  frozen: 'seal-status-frozen',
  cancelled: 'seal-status-cancelled',
} as const satisfies Record<string, ErrorCode>;
