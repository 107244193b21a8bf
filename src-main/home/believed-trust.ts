/**
 * The one reading of a home's trust and seal status (docs/adr/0034): as far as its memory in the register's database bears them out.
 * Gate, register, verification and updates all take what comes from here; the folders alone say nothing.
 */
import { hostname } from 'node:os';
import { openStatusStore, type PlacedStatus, type StatusStore } from '../city/status-store.ts';
import {
  nothingRemembered,
  raised,
  requireRemembered,
  requireRememberedStatus,
  type TrustMemory,
} from '../city/trust-memory.ts';
import { memoryOf, settingsOf } from '../city/trust-memory-settings.ts';
import { withKeptAnswers } from '../city/revoking-answers.ts';
import { correctPackTime } from '../city/take-trust-pack.ts';
import { readTrustStore, type TrustMaterial } from '../city/trust-store.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import type { SealStatusAnswer } from '../seal/status-lookup.ts';
import type { KnownStatus } from '../seal/status-snapshot.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import { openStore, type Settings, type Store } from '../store/store.ts';

declare const believed: unique symbol;

/** Trust material that was compared with the memory of its home. Only this file makes one. */
export interface BelievedTrust extends TrustMaterial {
  readonly [believed]: true;
}

/** The seal status of a home; each reading is compared with the memory as it is then. Errors: those of the status store. */
export interface BelievedStatus extends Pick<StatusStore, 'latestSeen'> {
  read(): KnownStatus | null;
  locate(): PlacedStatus | null;
  /** What is known of a seal at a time; null when there is no status data at all. */
  readStatus(seal: SESeal, at: Date): SealStatusAnswer | null;
  /** Throws the reason why this machine must not seal now. */
  requireSealing(seal: SESeal, now: Date, maxAgeHours?: number): void;
  /** The clock was ahead when status and pack were taken in: what they state themselves still counts. */
  correctClock(now: Date): void;
}

export interface TrustAtHome {
  readonly trust: BelievedTrust;
  readonly status: BelievedStatus;
}

type Folders = Pick<HomeDirectory, 'trust' | 'status'>;

/** Errors: those of `readTrustStore` and of `requireRemembered`. */
export function believedTrust(folders: Folders, memory: () => TrustMemory): TrustAtHome {
  const remembered = memory();
  const found = withKeptAnswers(readTrustStore(folders.trust), remembered.revoking);
  requireRemembered(found, remembered);
  const trust = found as BelievedTrust;
  const store = openStatusStore(folders.status);
  const read = (): KnownStatus | null => checkedStatus(store.read(trust), memory());
  const status: BelievedStatus = {
    read,
    locate() {
      const placed = store.locate(trust);
      checkedStatus(placed?.state ?? null, memory());
      return placed;
    },
    readStatus(seal, at) {
      read();
      return store.readStatus(seal, at, trust);
    },
    requireSealing(seal, now, maxAgeHours) {
      read();
      store.requireSealing(seal, now, trust, maxAgeHours);
    },
    correctClock(now) {
      const state = read();
      if (state) store.correctClock(now, state);
      correctPackTime(folders.trust, now);
    },
    latestSeen: () => store.latestSeen(),
  };
  return { trust, status };
}

function checkedStatus(state: KnownStatus | null, memory: TrustMemory): KnownStatus | null {
  requireRememberedStatus(state, memory);
  return state;
}

/** The same where the database may be unreadable or not there: a counter verifies all the same. Errors: as `believedTrust`. */
export function believedForReading(home: HomeDirectory): TrustAtHome {
  const memory = rememberedBy(home);
  return believedTrust(home, () => memory);
}

/** What the home remembers; nothing where its database cannot be read. */
export function rememberedBy(home: HomeDirectory): TrustMemory {
  return orElse(() => withStore(home, { readOnly: true }, memoryOf), nothingRemembered);
}

/** What lies in the folder, believed or not: for eyes and for naming where it comes from only. Errors: those of `readTrustStore`. */
export function trustAsFound({ trust }: Folders): TrustMaterial {
  return readTrustStore(trust);
}

/**
 * Raises the memory to what is believed now; it never goes down, whoever else writes it meanwhile. Nothing is written where nothing
 * is new. Errors: those of `requireRemembered`, `store-*`.
 */
export function rememberTrust(
  store: Pick<Store, keyof Settings | 'changeSettings'>,
  believed: TrustAtHome,
): void {
  const change = (settings: Settings) => raisedSettings(settings, believed);
  if (change(store).length > 0) store.changeSettings(change);
}

/** The settings that are to change for it. Errors: those of `requireRemembered`. */
export function raisedSettings(settings: Settings, { trust, status }: TrustAtHome): [string, string][] {
  const before = memoryOf(settings);
  requireRemembered(trust, before);
  const state = orElse(() => checkedStatus(status.read(), before), null);
  return settingsOf(raised(before, trust, state)).filter(([key, value]) => settings.setting(key) !== value);
}

/** After something was taken in. Errors: as `rememberTrust`. */
export function rememberTrustOf(home: HomeDirectory): void {
  withStore(home, { device: hostname() }, (store) => {
    rememberTrust(
      store,
      believedTrust(home, () => memoryOf(store)),
    );
  });
}

function withStore<T>(
  home: HomeDirectory,
  options: Parameters<typeof openStore>[1],
  work: (store: Store) => T,
): T {
  const store = openStore(home.root, options);
  try {
    return work(store);
  } finally {
    store.close();
  }
}
