/**
 * The seal status of a home: `status/snapshot.kfs` holds the newest statement of the city with the image of all seals,
 * `status/high-water.json` the highest number and the newest time ever seen. A trust pack may bring a newer one. Everything is
 * verified again when it is read, so that whoever can write the folder still cannot make a frozen seal valid. Nothing here reads a clock.
 * Longer: taking in and reading back are checked by the same few functions.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { instantText, isInstant } from '../domain/instant.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { readOwnFile, readOwnText } from '../platform/own-file.ts';
import { sweepStaleFiles } from '../platform/stale-files.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import { lookUpSeal, sealingObstacle } from '../seal/status-lookup.ts';
import type { SealStatusAnswer } from '../seal/status-lookup.ts';
import {
  applySnapshot,
  assembleSnapshot,
  knownStatus,
  parseSnapshot,
  requireGenuineSnapshot,
} from '../seal/status-snapshot.ts';
import { statusSubject } from '../seal/status-subject.ts';
import { openStatusImage } from '../seal/status-image.ts';
import type { KnownStatus, SnapshotTrust, StatusSnapshot } from '../seal/status-snapshot.ts';

/** A snapshot with its image, and where the image lies, so that another process can read it without being sent it. */
export interface StoredSnapshot extends StatusSnapshot {
  readonly file: string;
  readonly offset: number;
}

/** Trust of a home; `packStatus` is the snapshot of the trust pack, when there is one. */
interface StatusTrust extends SnapshotTrust {
  readonly packStatus?: StoredSnapshot | null;
}

/** A verified state and where its image lies. */
export interface PlacedStatus {
  readonly state: KnownStatus;
  readonly file: string;
  readonly offset: number;
}

export interface StatusStore {
  /**
   * Takes a snapshot from the city or from a USB drive. The same one again changes nothing. `floor`: the highest number that is
   * remembered elsewhere.
   * Errors: `snapshot-malformed`, `snapshot-signature-bad`, `snapshot-signer-untrusted`, `snapshot-rollback`,
   * `snapshot-gap`, `snapshot-forked`, `clock-suspect`, `status-store-damaged`.
   */
  importSnapshot(bytes: Uint8Array, trust: StatusTrust, now: Date, floor?: number): KnownStatus;
  /** The verified state, or null when there is none. Errors: those of a forged, forked or rolled back store. */
  read(trust: StatusTrust): KnownStatus | null;
  /** The same, with its place. */
  locate(trust: StatusTrust): PlacedStatus | null;
  /** Remembers that this state and this time were seen, so that nothing older is taken afterwards. */
  noteSeen(state: KnownStatus, now: Date): void;
  /** The clock was ahead when something was taken in: what the city has said itself still counts. Errors: `status-store-damaged`. */
  correctClock(now: Date, state: KnownStatus): void;
  /** The newest time ever seen by the clock or in a snapshot; null before the first import. Errors: `status-store-damaged`. */
  latestSeen(): Date | null;
  /** The highest number ever seen; 0 before the first import, and when the mark cannot be read. */
  highestSeq(): number;
  /** What is known of a seal at a time; null when there is no status data at all. Errors: as `read`. */
  readStatus(seal: SESeal, at: Date, trust: StatusTrust): SealStatusAnswer | null;
  /** Throws the reason why this machine must not seal now (see `sealingObstacle`); `snapshot-missing` without any data. */
  requireSealing(seal: SESeal, now: Date, trust: StatusTrust, maxAgeHours?: number): void;
}

const snapshotName = 'snapshot.kfs';
/** Largest file that is read, octets. */
const MOST = 130 * 1024 * 1024;
const highWaterFile = z.strictObject({
  v: z.literal(1),
  seq: z.int().min(1),
  sm3: z.string().length(64),
  latestSeen: z.string().refine(isInstant),
});
type HighWater = z.infer<typeof highWaterFile>;

/** A snapshot may be this much ahead of the clock before the clock is doubted, ms. */
const aheadTolerance = 5 * 60_000;

/** The store in a folder (`status/` of a home); it is made when something is first imported. */
export function openStatusStore(folder: string): StatusStore {
  const read = (trust: StatusTrust): KnownStatus | null => locateState(folder, trust)?.state ?? null;
  const latestSeen = (): Date | null => {
    const mark = readHighWater(folder);
    return mark && new Date(mark.latestSeen);
  };
  return {
    read,
    locate: (trust) => locateState(folder, trust),
    latestSeen,
    highestSeq: () => orElse(() => readHighWater(folder), null)?.seq ?? 0,
    noteSeen(state, now) {
      const { seq, sm3 } = state;
      const before = orElse(() => readHighWater(folder), null);
      if (before && before.seq > seq)
        throw new BianyinError('snapshot-rollback', { have: before.seq, got: seq });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeHighWater(folder, { seq, sm3, seen: [now, state.thisUpdate], before });
    },
    correctClock(now, { seq, sm3, thisUpdate }) {
      if (readHighWater(folder)) writeHighWater(folder, { seq, sm3, seen: [now, thisUpdate], before: null });
    },
    importSnapshot: (bytes, trust, now, floor) =>
      importSnapshot(folder, bytes, trust, { now, floor: floor ?? 0 }),
    readStatus(seal, at, trust) {
      const state = read(trust);
      return state && lookUpSeal(state, statusSubject(seal, trust), at);
    },
    requireSealing(seal, now, trust, maxAgeHours) {
      const state = read(trust);
      if (!state) throw new BianyinError('snapshot-missing');
      const seen = latestSeen() ?? state.thisUpdate;
      const age = maxAgeHours === undefined ? {} : { maxAgeHours };
      const subject = statusSubject(seal, trust);
      const obstacle = sealingObstacle(state, subject, { now, latestSeen: seen, ...age });
      if (obstacle) throw new BianyinError(obstacle);
    },
  };
}

function importSnapshot(
  folder: string,
  bytes: Uint8Array,
  trust: StatusTrust,
  { now, floor }: { readonly now: Date; readonly floor: number },
): KnownStatus {
  const snapshot = parseSnapshot(bytes);
  const { body } = snapshot;
  if (body.seq < floor) throw new BianyinError('snapshot-rollback', { have: floor, got: body.seq });
  const publisher = requireGenuineSnapshot(snapshot, trust, 'known');
  requirePast(new Date(body.thisUpdate), now);
  // One with the image repairs a damaged store; as long as the mark can be read, never with one from before it.
  const repairs = snapshot.form === 'image';
  const highWater = repairs ? orElse(() => readHighWater(folder), null) : readHighWater(folder);
  const found = repairs ? orElse(() => locateState(folder, trust), null) : locateState(folder, trust);
  const previous = found?.state ?? null;
  if (previous?.sm3 === snapshot.sm3) return previous;
  const known = [previous, highWater].flatMap((each) => (each ? [each] : []));
  if (known.some(({ seq, sm3 }) => seq === body.seq && sm3 !== snapshot.sm3)) {
    throw new BianyinError('snapshot-forked', { seq: body.seq });
  }
  if (highWater && body.seq < highWater.seq) {
    throw new BianyinError('snapshot-rollback', { have: highWater.seq, got: body.seq });
  }
  const state = knownStatus(snapshot, applySnapshot(previous, snapshot), publisher);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // First the snapshot, then the mark: a crash between leaves a mark that is too low, which refuses nothing genuine.
  replaceFile(join(folder, snapshotName), assembleSnapshot(snapshot.line, state.image.bytes));
  const { seq, sm3 } = state;
  writeHighWater(folder, { seq, sm3, seen: [now, state.thisUpdate], before: highWater });
  // A killed import leaves a whole image of all seals.
  sweepStaleFiles(folder, now);
  return state;
}

/** Errors: `clock-suspect` when something signed is from a future of this clock. */
export function requirePast(signedAt: Date, now: Date): void {
  if (signedAt.getTime() > now.getTime() + aheadTolerance) throw new BianyinError('clock-suspect');
}

function locateState(folder: string, trust: StatusTrust): PlacedStatus | null {
  const own = readOwn(folder);
  const highWater = readHighWater(folder);
  const newest = newerOf(own, trust.packStatus ?? null);
  if (own && !highWater) throw damaged('high-water.json');
  if (highWater && (!newest || newest.body.seq < highWater.seq)) {
    throw new BianyinError('snapshot-rollback', { have: highWater.seq, got: newest?.body.seq ?? 0 });
  }
  if (!newest) return null;
  const publisher = requireGenuineSnapshot(newest, trust, 'if-known');
  if (highWater?.seq === newest.body.seq && highWater.sm3 !== newest.sm3) {
    throw new BianyinError('snapshot-forked', { seq: highWater.seq });
  }
  const { file, offset } = newest;
  return { state: knownStatus(newest, openStatusImage(newest.data), publisher), file, offset };
}

function newerOf(own: StoredSnapshot | null, packed: StoredSnapshot | null): StoredSnapshot | null {
  if (!own || !packed) return own ?? packed;
  if (own.body.seq === packed.body.seq && own.sm3 !== packed.sm3) {
    throw new BianyinError('snapshot-forked', { seq: own.body.seq });
  }
  return packed.body.seq > own.body.seq ? packed : own;
}

/** What lies in the folder, its image already compared with the text. Errors: `status-store-damaged`, `snapshot-malformed`. */
function readOwn(folder: string): StoredSnapshot | null {
  const file = join(folder, snapshotName);
  if (!existsSync(file)) return null;
  const snapshot = parseSnapshot(octetsOf(file));
  if (snapshot.form !== 'image') throw damaged(snapshotName);
  return { ...snapshot, file, offset: snapshot.line.length + 1 };
}

function octetsOf(file: string): Uint8Array {
  try {
    return new Uint8Array(readOwnFile(file, MOST));
  } catch (cause) {
    throw damaged(snapshotName, cause);
  }
}

function readHighWater(folder: string): HighWater | null {
  return readJson(folder, 'high-water.json', highWaterFile);
}

interface NewMark {
  readonly seq: number;
  readonly sm3: string;
  /** Times now known to have passed. */
  readonly seen: readonly Date[];
  readonly before: HighWater | null;
}

/** The newest time seen never goes back, even when the clock does. */
function writeHighWater(folder: string, { seq, sm3, seen, before }: NewMark): void {
  const times = [...seen.map(instantText), ...(before ? [before.latestSeen] : [])].sort();
  const mark: HighWater = { v: 1, seq, sm3, latestSeen: times.at(-1) ?? instantText(new Date(0)) };
  replaceFile(join(folder, 'high-water.json'), JSON.stringify(mark));
}

function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): T | null {
  const file = join(folder, name);
  if (!existsSync(file)) return null;
  try {
    return schema.parse(JSON.parse(readOwnText(file)));
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function damaged(what: string, cause?: unknown): BianyinError {
  return new BianyinError('status-store-damaged', { what }, { cause });
}
