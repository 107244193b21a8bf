/**
 * Time stamps from the side of whoever seals (docs/adr/0033): whether one is to be had, which is known before anybody types a PIN,
 * and adding one to files that wait for it.
 */
import { statSync } from 'node:fs';
import { walkRequest } from '../../approval/walk.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import type { TimeStampOutlook, TimeStampSupply, TimeStampWish } from '../../domain/time-stamp.ts';
import { atMoment } from '../../home/home-moment.ts';
import { tokenSupply } from '../../home/token-supply.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import type { StampOutcome } from '../../signer/answers.ts';
import type { WaitingStamp } from '../../store/time-stamps.ts';
import type { TimestampSource } from '../../tokens/signer-client.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';

export type { WaitingStamp };

interface Supply {
  readonly state: TimeStampSupply;
  /** Octets that a token of this service needs; 0 where there is none. */
  readonly length: number;
}

/** Tokens of one authority differ by the length of numbers and signatures in them, octets. */
const TOKEN_SLACK = 64;
/** How long an answer counts, ms: services count, and charge for, what they are asked. */
const FRESH_MS = 60_000;

const known = new WeakMap<AppSession, { readonly at: number; readonly supply: Promise<Supply> }>();

/** Asks the service for a stamp over nothing of value; a good answer counts for a minute. Errors: `home-*`, `trust-*`. */
export async function timeStampSupply(session: AppSession): Promise<Supply> {
  const before = known.get(session);
  if (before && Math.abs(performance.now() - before.at) < FRESH_MS) return before.supply;
  const supply = askForSupply(session);
  known.set(session, { at: performance.now(), supply });
  const forget = (): void => void (known.get(session)?.supply === supply && known.delete(session));
  await supply.then(({ state }) => (state === 'ready' ? undefined : forget()), forget);
  return supply;
}

async function askForSupply(session: AppSession): Promise<Supply> {
  const timestamps = session.timestamps();
  if (!timestamps) return { state: 'not-set-up', length: 0 };
  const imprint = new Uint8Array(32);
  let token: Uint8Array;
  try {
    token = await timestamps(imprint);
  } catch {
    return { state: 'unreachable', length: 0 };
  }
  const state = withMoment(session, (moment) => tokenSupply(moment, token, imprint));
  return { state, length: state === 'ready' ? token.length + TOKEN_SLACK : 0 };
}

/** What a person's choice comes to: by a policy that wants it there is no seal without a stamp. Errors: as `walkRequest`. */
export function wishFor(session: AppSession, ids: readonly string[], isWanted: boolean): TimeStampWish {
  if (!isWanted) return 'none';
  const isRequired = withMoment(session, (moment) =>
    ids.some((id) => walkRequest(atMoment(moment, moment.store.facts(id))).timeStampRequired),
  );
  return isRequired ? 'now' : 'later';
}

/**
 * What becomes of a sealing with that wish, before anybody types a PIN. Errors, for `now`: `timestamp-not-set-up`,
 * `timestamp-failed`, `timestamp-untrusted`, `timestamp-clock-differs`.
 */
export async function timeStampOutlook(session: AppSession, wish: TimeStampWish): Promise<TimeStampOutlook> {
  if (wish === 'none') return 'not-wanted';
  const { state } = await timeStampSupply(session);
  if (wish === 'now' && state !== 'ready') throw new BianyinError(supplyErrors[state]);
  return state;
}

const supplyErrors: Readonly<Record<Exclude<TimeStampSupply, 'ready'>, ErrorCode>> = Object.freeze({
  'not-set-up': 'timestamp-not-set-up',
  unreachable: 'timestamp-failed',
  untrusted: 'timestamp-untrusted',
  'clock-differs': 'timestamp-clock-differs',
});

interface Stamping {
  readonly stamp: TimestampSource;
  readonly timestampLength: number;
  readonly mayWait: boolean;
}

/** How the signer gets its stamp. Errors: as `timeStampOutlook`. */
export async function stampingFor(session: AppSession, wish: TimeStampWish): Promise<Stamping> {
  const nothing: TimestampSource = () => Promise.resolve(null);
  const mayWait = wish === 'later';
  if ((await timeStampOutlook(session, wish)) !== 'ready')
    return { stamp: nothing, timestampLength: 0, mayWait };
  const { length } = await timeStampSupply(session);
  const timestamps = session.timestamps();
  if (!timestamps) return { stamp: nothing, timestampLength: 0, mayWait };
  const patient: TimestampSource = (imprint) => timestamps(imprint).catch(() => null);
  return { stamp: mayWait ? patient : timestamps, timestampLength: length, mayWait };
}

/** Uses whose files wait for a time stamp, oldest first. Errors: `home-*`, `store-*`. */
export function listWaiting(session: AppSession): readonly WaitingStamp[] {
  return withMoment(session, ({ store }) => store.waitingStamps());
}

/** Whether a waiting file is still where it was put, as it was made. The signer compares it again. */
export async function isInPlace({ place, size, sealedSm3 }: WaitingStamp): Promise<boolean> {
  if (!orElse(() => statSync(place).size === size, false)) return false;
  const source = openFileSource(place);
  try {
    return (await sm3OfSource(source)) === sealedSm3;
  } finally {
    source.close();
  }
}

/** Puts a document time stamp behind a file that waits for one. Errors: as `timeStampOutlook`, those of `addTimeStamp` of the signer. */
export async function addTimeStampTo(
  session: AppSession,
  place: { readonly file: string; readonly output: string; readonly requestId?: string },
): Promise<StampOutcome> {
  requireOutsideHome(session.home, place.output);
  const { stamp, timestampLength } = await stampingFor(session, 'now');
  return session.signer().addTimeStamp({ ...place, timestampLength }, stamp);
}
