/** Brings a home up to date with its city: revocation lists first, since they judge who signs the status that follows. */
import { failedWith } from '../domain/errors/failed-with.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { StatusState } from '../seal/status-snapshot.ts';
import type { CityPort } from './city-port.ts';
import { openStatusStore } from './status-store.ts';
import { addCrl, readTrustStore } from './trust-store.ts';

/** Folders of a home. */
export interface CityFolders {
  readonly trust: string;
  readonly status: string;
}

/**
 * Fetches lists and status and takes them in; a delta where it follows, else everything. A damaged or rolled back store is
 * repaired by the full snapshot. Errors: those of the city, of `addCrl` and of `importSnapshot`.
 */
export async function syncCity(city: CityPort, folders: CityFolders, now: Date): Promise<StatusState> {
  for (const list of await city.publishCrl()) addCrl(folders.trust, list, { now });
  const trust = readTrustStore(folders.trust);
  const store = openStatusStore(folders.status);
  const since = knownNumber(() => store.read(trust));
  if (since !== null) {
    try {
      return store.importSnapshot(await city.publishSnapshot({ since }), trust, now);
    } catch (error) {
      if (!failedWith(error, 'snapshot-gap')) throw error;
    }
  }
  return store.importSnapshot(await city.publishSnapshot({}), trust, now);
}

function knownNumber(read: () => StatusState | null): number | null {
  return orElse(() => read()?.seq ?? null, null);
}
