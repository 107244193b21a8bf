/** What a home still lacks before anything can be sealed (暂行办法 Art. 16), and how old its seal status is. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { usableSeals } from '../home/own-seals.ts';
import type { World } from '../home/world.ts';
import { policyOrNull } from './overview.ts';
import { withWorld } from './requests.ts';
import type { Session } from './session.ts';

export interface HomeStanding {
  readonly missing: ('policy' | 'seals')[];
  /** ISO 8601; null when there is no status that can be believed. */
  readonly statusAsOf: string | null;
}

/** Errors: `home-*`, `store-*`. */
export function homeStanding(session: Session): HomeStanding {
  return withWorld(session, (world) => ({
    missing: [
      ...(policyOrNull(world) ? [] : ['policy' as const]),
      ...(usableSeals(world).length > 0 ? [] : ['seals' as const]),
    ],
    statusAsOf: statusAsOf(world),
  }));
}

function statusAsOf({ status, trust }: World): string | null {
  try {
    return status.read(trust)?.thisUpdate.toISOString() ?? null;
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}
