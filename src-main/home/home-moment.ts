/** What a home says at one moment: trust, status, seals, clock, store. The signer reads it by itself for each request; lists read it too. */
import { hostname } from 'node:os';
import type { CheckCertificate } from '../approval/certificate-check.ts';
import { policiesSoFar, type KnownPolicy, type PolicyFacts } from '../approval/policy-chain.ts';
import { requireClock } from '../approval/signer-rules.ts';
import type { RequestFacts } from '../approval/walk.ts';
import { readSeals } from '../city/seal-register.ts';
import { openStatusStore } from '../city/status-store.ts';
import { readTrustStore } from '../city/trust-store.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import {
  homeDirectory,
  readHome,
  type HomeDirectory,
  type HomeSettings,
} from '../platform/home-directory.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import { openStore, type Store } from '../store/store.ts';
import { certificateChecker } from './certificate-checker.ts';
import { legalCertificates, type SealsAtMoment } from './own-seals.ts';
import { settleSignedFile } from './settle-signed-file.ts';

/** One reading of the home. Closed after each request, so that nothing is judged by what was true earlier. */
export interface HomeMoment extends SealsAtMoment {
  readonly home: string;
  readonly settings: HomeSettings;
  readonly store: Store;
  readonly checkCertificate: CheckCertificate;
  close(): void;
}

/** The seals of a home and what is known of them; needs neither settings nor register. Errors: `trust-file-malformed`, `seal-malformed`. */
export function sealsAtMoment(home: HomeDirectory, now: Date): SealsAtMoment {
  const { trust, seals, status } = home;
  return { trust: readTrustStore(trust), status: openStatusStore(status), seals: readSeals(seals), now };
}

/** Reads the home. Errors: `home-*`, `store-*`, `trust-file-malformed`, `seal-malformed`. */
export function openMoment(root: string, now: Date): HomeMoment {
  const home = homeDirectory(root);
  const settings = readHome(home);
  const known = sealsAtMoment(home, now);
  const store = openStore(home.root, { now: () => now, device: hostname() });
  store.reconcile();
  store.settleSignedFiles(settleSignedFile);
  return {
    home: home.root,
    settings,
    store,
    ...known,
    checkCertificate: certificateChecker(known.trust),
    close: () => store.close(),
  };
}

/**
 * What the policy chain is judged by. The legal representative is whoever seal 05, made by a trusted maker, lists. The clock comes
 * first: one that was put back makes every seal look as if it were not valid yet. Errors: `clock-behind`, `seal-not-trusted`.
 */
export function policyFacts(moment: HomeMoment): PolicyFacts {
  const { store, now, checkCertificate } = moment;
  const clockFloor = store.latestTime();
  requireClock({ now, clockFloor });
  const policies = store.policies();
  return { policies, legalCertificates: legalCertificates(moment), now, clockFloor, checkCertificate };
}

/** Facts of a request as read from the store, with the moment to judge them in. Errors: as `policyFacts`, those of the status store. */
export function atMoment<T extends { readonly clockFloor: Date | null }>(
  moment: HomeMoment,
  facts: T,
): T & Pick<PolicyFacts, 'legalCertificates' | 'now' | 'checkCertificate'> {
  const { now, checkCertificate } = moment;
  const clockFloor = latest(facts.clockFloor, moment.status.read(moment.trust)?.thisUpdate ?? null);
  requireClock({ now, clockFloor });
  return { ...facts, legalCertificates: legalCertificates(moment), now, checkCertificate, clockFloor };
}

/** A moment for many requests: policies, legal representative, status and clock are judged once. Only for one look, never kept. */
export interface MomentOfMany {
  /** The policies in force. Errors: as `policiesSoFar`. */
  readonly chain: () => readonly KnownPolicy[];
  readonly factsOf: (stored: Omit<RequestFacts, keyof Judge>) => RequestFacts;
}

type Judge = Pick<RequestFacts, 'now' | 'checkCertificate' | 'clockFloor'>;

/** Errors: as `atMoment`. */
export function momentOfMany(moment: HomeMoment): MomentOfMany {
  const { policies, ...judge } = atMoment(moment, {
    policies: moment.store.policies(),
    clockFloor: moment.store.latestTime(),
  });
  let judged: { readonly value: readonly KnownPolicy[] } | { readonly error: unknown } | undefined;
  const chain = (): readonly KnownPolicy[] => {
    judged ??= settled(() => policiesSoFar({ ...judge, policies }));
    if ('error' in judged) throw judged.error;
    return judged.value;
  };
  const { now, checkCertificate, clockFloor } = judge;
  return { chain, factsOf: (stored) => ({ ...stored, now, checkCertificate, clockFloor }) };
}

function settled<T>(work: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

/** Setting with the highest number of a status snapshot by which this home was ready to sign. */
const statusSetting = 'status-seq';

/**
 * The city calls the seal valid, by a snapshot that is fresh and not older than any relied on before. That number is kept in
 * the database too: whoever deletes the status folder and imports an older snapshot is refused.
 * Errors: those of `sealingObstacle`; `snapshot-missing`, `snapshot-rollback`.
 */
export function requireSealStatus(moment: HomeMoment, seal: SESeal): void {
  const { status, store, trust, now } = moment;
  status.requireSealing(seal, now, trust);
  const got = status.read(trust)?.seq ?? 0;
  const have = Number(store.setting(statusSetting) ?? 0);
  if (got < have) throw new BianyinError('snapshot-rollback', { have, got });
  if (got > have) store.setSetting(statusSetting, String(got));
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
