/** Brings trust, revocation lists and seal status of a home up to date from its city. The embedded city needs no network. */
import { syncCity as fetchFromCity } from '../../city/sync-city.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { StatusState } from '../../seal/status-snapshot.ts';
import { believedForReading, rememberTrustOf } from '../../home/believed-trust.ts';
import { aloneInHome } from '../../store/alone.ts';
import type { AppSession } from '../session.ts';

/** A status younger than this is not asked for again, ms. */
const FRESH_MS = 60 * 60 * 1000;

/**
 * Fetches what is older than an hour. Homes without a city are left as they are.
 * Errors: `clock-suspect`, `snapshot-*`, `crl-*`: then nothing newer was taken.
 */
export async function freshenHome(
  session: AppSession,
  options: { readonly force?: boolean } = {},
): Promise<void> {
  const city = session.city();
  if (!city) return;
  const { root } = session.home;
  const now = session.now();
  const isFresh = (): boolean => {
    const age = ageOf(() => believedForReading(session.home).status.read(), now);
    return age >= 0 && age < FRESH_MS;
  };
  if (options.force !== true && isFresh()) return;
  // Two at once would each publish and take in what the other one knows nothing of.
  await aloneInHome(root, () => fetchFromCity(city, session.home, now));
  rememberTrustOf(session.home);
}

/** A status that cannot be believed is as good as none: then everything is fetched again. */
function ageOf(read: () => StatusState | null, now: Date): number {
  try {
    const state = read();
    return state ? now.getTime() - state.thisUpdate.getTime() : Infinity;
  } catch (error) {
    if (error instanceof BianyinError) return Infinity;
    throw error;
  }
}
