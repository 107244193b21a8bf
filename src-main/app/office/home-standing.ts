/** What a home still lacks before anything can be sealed (暂行办法 Art. 16), and how old its seal status is. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { usableSeals } from '../../home/own-seals.ts';
import type { World } from '../../home/world.ts';
import { policyOrNull } from './overview.ts';
import { withWorld } from '../requests/requests.ts';
import type { Session } from '../session.ts';
import { usableUntil } from '../trust/update-status.ts';

export interface HomeStanding {
  readonly missing: ('policy' | 'seals')[];
  /** ISO 8601; null when there is no status that can be believed. */
  readonly statusAsOf: string | null;
  /** Until when it is new enough to seal by. */
  readonly statusUntil: string | null;
}

/** Errors: `home-*`, `store-*`. */
export function homeStanding(session: Session): HomeStanding {
  return withWorld(session, (world) => ({
    missing: [
      ...(policyOrNull(world) ? [] : ['policy' as const]),
      ...(usableSeals(world).length > 0 ? [] : ['seals' as const]),
    ],
    ...statusTimes(world),
  }));
}

function statusTimes({ status, trust }: World): Pick<HomeStanding, 'statusAsOf' | 'statusUntil'> {
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
