/** What a home says at one moment: trust, status, seals, clock, store. The signer reads it by itself for each request; lists read it too. */
import { hostname } from 'node:os';
import type { CheckCertificate } from '../approval/certificate-check.ts';
import { policiesSoFar, type KnownPolicy, type PolicyFacts } from '../approval/policy-chain.ts';
import { CLOCK_TOLERANCE_MS, requireClock } from '../approval/signer-rules.ts';
import type { RequestFacts } from '../approval/walk.ts';
import { readSeals } from '../city/seal-register.ts';
import { memoryOf } from '../city/trust-memory-settings.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import {
  homeDirectory,
  readHome,
  type HomeDirectory,
  type HomeSettings,
} from '../platform/home-directory.ts';
import { readLastSeen } from '../platform/last-seen.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import { databaseIdentity, openStore, type Store } from '../store/store.ts';
import { believedForReading, believedTrust, rememberTrust, type TrustAtHome } from './believed-trust.ts';
import { certificateChecker } from './certificate-checker.ts';
import { legalCertificates, type SealsAtMoment } from './own-seals.ts';
import { settleSignedFile } from './settle-signed-file.ts';

/** One reading of the home. Closed after each request, so that nothing is judged by what was true earlier. */
export interface HomeMoment extends SealsAtMoment {
  readonly home: string;
  readonly settings: HomeSettings;
  readonly store: Store;
  readonly checkCertificate: CheckCertificate;
  /** The home takes nothing: what is asked of it is answered, and every write is refused. */
  readonly isReadOnly: boolean;
  close(): void;
}

/** The seals of a home and what is known of them; needs neither settings nor register. Errors: those of `believedTrust`, `seal-malformed`. */
export function sealsAtMoment(home: HomeDirectory, now: Date): SealsAtMoment {
  return withSeals(home, believedForReading(home), { now, clockFloor: null });
}

/**
 * Reads the home. `read`: nothing is settled, remembered or written, for a home that takes nothing (`isReadOnly`).
 * Errors: `home-*`, `store-*`, those of `believedTrust`, `seal-malformed`.
 */
export function openMoment(root: string, now: Date, access: 'write' | 'read' = 'write'): HomeMoment {
  const isReadOnly = access === 'read';
  const home = homeDirectory(root);
  const settings = readHome(home);
  const store = openStore(home.root, { now: () => now, device: hostname(), readOnly: isReadOnly });
  try {
    return { ...momentOver({ home, settings, store, now }, isReadOnly), close: () => store.close() };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Moments one after the other, each a reading of the home by itself. */
export interface MomentsOfLogin {
  open(now: Date): HomeMoment;
  close(): void;
}

/**
 * Over one opening of the store: what it has verified of the register is not verified again for each (docs/adr/0048). A database that
 * was put in the place of the one that is open is opened anew. Errors of `open`: as `openMoment`.
 */
export function momentsOfLogin(root: string): MomentsOfLogin {
  const home = homeDirectory(root);
  let time = new Date();
  let opened: { readonly store: Store; readonly file: string } | undefined;
  const close = (): void => {
    opened?.store.close();
    opened = undefined;
  };
  return {
    close,
    open(now) {
      time = now;
      const settings = readHome(home);
      if (opened?.file !== databaseIdentity(root)) close();
      opened ??= openKept(root, () => time);
      opened.store.renew();
      return { ...momentOver({ home, settings, store: opened.store, now }, false), close: () => undefined };
    },
  };
}

function openKept(root: string, now: () => Date): { readonly store: Store; readonly file: string } {
  // Before it is opened: one that takes its place meanwhile is another one to the next moment.
  const file = databaseIdentity(root);
  return { store: openStore(root, { now, device: hostname() }), file };
}

interface OpenHome {
  readonly home: HomeDirectory;
  readonly settings: HomeSettings;
  readonly store: Store;
  readonly now: Date;
}

function momentOver(
  { home, settings, store, now }: OpenHome,
  isReadOnly: boolean,
): Omit<HomeMoment, 'close'> {
  if (!isReadOnly) store.reconcile();
  if (!isReadOnly) store.settleSignedFiles(settleSignedFile);
  const believed = believedTrust(home, () => memoryOf(store));
  // Before anything is judged: what is refused today by a status is not to be granted tomorrow by an older one.
  if (!isReadOnly) rememberTrust(store, believed);
  const known = withSeals(home, believed, { now, clockFloor: store.latestTime() });
  const checkCertificate = certificateChecker(known.trust);
  return { home: home.root, settings, store, ...known, checkCertificate, isReadOnly };
}

interface Clock {
  readonly now: Date;
  /** The latest time on record. */
  readonly clockFloor: Date | null;
}

function withSeals({ seals }: HomeDirectory, believed: TrustAtHome, clock: Clock): SealsAtMoment {
  return {
    ...believed,
    seals: readSeals(seals),
    now: clock.now,
    judgedAt: judgingTime(clock, believed),
  };
}

/** What has been seen of time here: by this machine's own clock, and by what others have signed. */
export interface SeenTimes {
  /** The latest on record, in the status and in the pack as this machine noted it; null when there is none. */
  readonly byClock: Date | null;
  /** The latest that city, authorities or time stamps have stated. A clock before it is wrong. */
  readonly byOthers: Date | null;
}

export function seenTimes({ store, status, trust, home, now }: HomeMoment): SeenTimes {
  const { pack, crls } = trust;
  const own = [store.latestTime(), status.latestSeen(), pack ? new Date(pack.manifest.latestSeen) : null];
  const others = [
    orElse(() => status.read()?.thisUpdate ?? null, null),
    pack ? new Date(pack.pack.header.thisUpdate) : null,
    readLastSeen(homeDirectory(home), now),
    ...crls.map(({ thisUpdate }) => thisUpdate),
  ];
  return { byClock: own.reduce(latest, null), byOthers: others.reduce(latest, null) };
}

/** A clock that stands a little behind what is on record is no reason to judge by an earlier time than that. */
function judgingTime({ now, clockFloor }: Clock, { trust: { crls, pack }, status }: TrustAtHome): Date {
  const seen = [
    clockFloor,
    orElse(() => status.latestSeen(), null),
    pack ? new Date(pack.manifest.latestSeen) : null,
    ...crls.map(({ thisUpdate }) => thisUpdate),
  ];
  // What lies further ahead is a wrong clock, theirs or ours; that has a sentence of its own (`requireClock`).
  const within = seen.filter((time) => time !== null && time.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS);
  return within.reduce<Date>((latest, time) => (time !== null && time > latest ? time : latest), now);
}

/**
 * What the policy chain is judged by. The legal representative is whoever seal 05, made by a trusted maker, lists. The clock comes
 * first: one that was put back makes every seal look as if it were not valid yet. Errors: `clock-behind`, `seal-not-trusted`.
 */
export function policyFacts(moment: HomeMoment): PolicyFacts {
  const { store, now, judgedAt, checkCertificate } = moment;
  const stored = store.policyFacts();
  requireClock({ now, clockFloor: stored.clockFloor });
  return {
    ...stored,
    legalCertificates: legalCertificates(moment),
    now: judgedAt,
    checkCertificate,
  };
}

/** Facts of a request as read from the store, with the moment to judge them in. Errors: as `policyFacts`, those of the status store. */
export function atMoment<T extends { readonly clockFloor: Date | null }>(
  moment: HomeMoment,
  facts: T,
): T & Pick<PolicyFacts, 'legalCertificates' | 'now' | 'checkCertificate'> {
  const { now, judgedAt, checkCertificate } = moment;
  const clockFloor = latest(facts.clockFloor, moment.status.read()?.thisUpdate ?? null);
  requireClock({ now, clockFloor });
  return {
    ...facts,
    legalCertificates: legalCertificates(moment),
    now: judgedAt,
    checkCertificate,
    clockFloor,
  };
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
  const { policies, putBack, ...judge } = atMoment(moment, moment.store.policyFacts());
  let judged: { readonly value: readonly KnownPolicy[] } | { readonly error: unknown } | undefined;
  const chain = (): readonly KnownPolicy[] => {
    judged ??= settled(() => policiesSoFar({ ...judge, policies, putBack }));
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

/**
 * The city calls the seal valid, by a status that is fresh, as new as any believed before, and newer than the backup that the home was put
 * back from: what it had believed since then is forgotten. Errors: as `BelievedStatus.requireSealing`, `restored-status-old`.
 */
export function requireSealStatus(
  { status, now, store }: Pick<HomeMoment, 'status' | 'now'> & { readonly store: Pick<Store, 'restores'> },
  seal: SESeal,
): void {
  status.requireSealing(seal, now);
  const backup = store.restores().at(-1)?.backupAt;
  const thisUpdate = status.read()?.thisUpdate;
  if (backup !== undefined && (!thisUpdate || thisUpdate <= new Date(backup)))
    throw new BianyinError('restored-status-old', { backup });
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
