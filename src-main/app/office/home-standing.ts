/** What a home still lacks before anything can be sealed (暂行办法 Art. 16), and how old its seal status is. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { usableSeals } from '../../home/own-seals.ts';
import type { HomeMoment } from '../../home/home-moment.ts';
import { policyOrNull } from '../seals/overview.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';
import { usableUntil } from '../trust/update-status.ts';

export interface HomeStanding {
  readonly missing: ('policy' | 'seals')[];
  /** ISO 8601; null when there is no status that can be believed. */
  readonly statusAsOf: string | null;
  /** Until when it is new enough to seal by. */
  readonly statusUntil: string | null;
}

/** Errors: `home-*`, `store-*`. */
export function homeStanding(session: AppSession): HomeStanding {
  return withMoment(session, (moment) => ({
    missing: [
      ...(policyOrNull(moment) ? [] : ['policy' as const]),
      ...(usableSeals(moment).length > 0 ? [] : ['seals' as const]),
    ],
    ...statusTimes(moment),
  }));
}

function statusTimes({ status, trust }: HomeMoment): Pick<HomeStanding, 'statusAsOf' | 'statusUntil'> {
  const none = { statusAsOf: null, statusUntil: null };
  try {
    const state = status.read(trust);
    if (!state) return none;
    return { statusAsOf: state.thisUpdate.toISOString(), statusUntil: usableUntil(state).toISOString() };
  } catch (error) {
    if (error instanceof BianyinError) return none;
    throw error;
  }
}
