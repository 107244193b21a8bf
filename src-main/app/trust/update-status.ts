/** Brings the seal status up to date: a sandbox from its city, an enterprise from the files that the city publishes. */
import { openStatusStore } from '../../city/status-store.ts';
import { requireNewerList } from '../../city/trust-memory.ts';
import { addCrl, type Taking } from '../../city/trust-store.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { believedForReading, rememberedBy, rememberTrustOf } from '../../home/believed-trust.ts';
import type { StatusState } from '../../seal/status-snapshot.ts';
import type { AppSession } from '../session.ts';
import { readCityFiles } from './stage-trust.ts';
import { freshenHome } from './freshen-home.ts';
import { importTrustPack } from './trust-packs.ts';

/** However long a city means a status to hold, sealing needs one that is not older than this (seal/status-lookup.ts), ms. */
const SEALING_AGE_MS = 24 * 3_600_000;

/** Until when a status is new enough to seal by. */
export function usableUntil({ thisUpdate, nextUpdate }: StatusState): Date {
  return new Date(Math.min(nextUpdate.getTime(), thisUpdate.getTime() + SEALING_AGE_MS));
}

/** Asks the embedded city. Errors: as `syncCity`. */
export async function updateFromCity(session: AppSession): Promise<StatusState> {
  await freshenHome(session, { force: true });
  return requireState(session);
}

/**
 * Takes revocation lists first, since they judge who signs the status that follows. New roots never come in this way.
 * Errors: `status-file-missing`, `trust-file-malformed`, `trust-pack-*`, `crl-*`, `snapshot-*`, `clock-suspect`; what came before the error stays.
 */
export function updateFromFiles(
  session: AppSession,
  paths: readonly string[],
): { state: StatusState; lists: number } {
  const { crls, snapshots, packs } = readCityFiles(paths);
  if (crls.length + snapshots.length + packs.length === 0) throw new BianyinError('status-file-missing');
  const { trust, status } = session.home;
  // A pack is believed under the roots that are trusted here already; it never needs another comparison.
  for (const pack of packs) importTrustPack(session.home, pack, { now: session.now() });
  const memory = rememberedBy(session.home);
  const requireNewer: Taking['requireNewer'] = (list, by) => requireNewerList(list, by, memory);
  for (const list of crls) addCrl(trust, list, { now: session.now(), requireNewer });
  for (const snapshot of snapshots) {
    const believed = believedForReading(session.home).trust;
    openStatusStore(status).importSnapshot(snapshot, believed, session.now(), memory.status?.seq);
  }
  rememberTrustOf(session.home);
  return { state: requireState(session), lists: crls.length };
}

/** Errors: `snapshot-missing`. */
function requireState({ home }: AppSession): StatusState {
  const state = believedForReading(home).status.read();
  if (!state) throw new BianyinError('snapshot-missing');
  return state;
}
