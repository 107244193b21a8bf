/** What a home still lacks before anything can be sealed (暂行办法 Art. 16), and how old its seal status is. */
import { policyInForce } from '../../approval/policy-chain.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import type { Lapse } from '../../domain/lapse.ts';
import { usableSeals, type SealsAtMoment } from '../../home/own-seals.ts';
import { policyFacts, sealsAtMoment, type HomeMoment } from '../../home/home-moment.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';
import { lapsesAt, sealLapses } from './lapses.ts';
import { brokenRegister } from '../../home/broken-register.ts';
import { usableUntil } from '../trust/update-status.ts';

export interface HomeStanding {
  readonly missing: ('policy' | 'seals')[];
  /** ISO 8601; null when there is no status that can be believed. */
  readonly statusAsOf: string | null;
  /** Until when it is new enough to seal by. */
  readonly statusUntil: string | null;
  /** What keeps policy, seals or register from being read. */
  readonly problem: BianyinError | null;
  /** What comes to its end soon; the most urgent first. */
  readonly lapses: readonly Lapse[];
}

/** What cannot be read is said, and hides nothing else. */
export function homeStanding(session: AppSession): HomeStanding {
  try {
    return withMoment(session, (moment) => ({
      ...workOf(moment, session),
      ...statusTimes(moment),
      lapses: lapsesAt(moment, session.home),
    }));
  } catch (error) {
    const problem = ours(error);
    // The register may be what cannot be read; the state of the seals does not hang on it.
    const seals = orElse(() => sealsAtMoment(session.home, session.now()), null);
    const times = seals ? statusTimes(seals) : noTimes;
    return { missing: [], ...times, problem, lapses: seals ? sealLapses(seals) : [] };
  }
}

function workOf(moment: HomeMoment, { home }: AppSession): Pick<HomeStanding, 'missing' | 'problem'> {
  const policy = policyProblem(moment);
  const hasSeals = usableSeals(moment).length > 0;
  return {
    missing: [...(isMissing(policy) ? ['policy' as const] : []), ...(hasSeals ? [] : ['seals' as const])],
    problem:
      brokenRegister(home, moment.store) ??
      (policy && !notYet.includes(policy.code) ? policy : null) ??
      (moment.isReadOnly ? new BianyinError('store-read-only') : null),
  };
}

/** A home that is being set up has no policy yet, or one that begins later: nothing is wrong. */
const notYet: readonly ErrorCode[] = ['policy-missing', 'policy-not-yet-valid'];

/** A chain that does not hold is mended by signing a policy anew; a clock or a seal is not. */
function isMissing(problem: BianyinError | null): boolean {
  return problem?.code.startsWith('policy-') ?? false;
}

function policyProblem(moment: HomeMoment): BianyinError | null {
  try {
    policyInForce(policyFacts(moment));
    return null;
  } catch (error) {
    return ours(error);
  }
}

function ours(error: unknown): BianyinError {
  if (error instanceof BianyinError) return error;
  throw error;
}

const noTimes = { statusAsOf: null, statusUntil: null };

function statusTimes({ status }: SealsAtMoment): Pick<HomeStanding, 'statusAsOf' | 'statusUntil'> {
  try {
    const state = status.read();
    if (!state) return noTimes;
    return { statusAsOf: state.thisUpdate.toISOString(), statusUntil: usableUntil(state).toISOString() };
  } catch (error) {
    if (error instanceof BianyinError) return noTimes;
    throw error;
  }
}
