/**
 * The seal status of a home: `status/snapshot.json` holds the signed snapshots (a full one and the deltas behind it) as they
 * came, `status/high-water.json` the highest number and the newest time ever seen. Everything is verified again when it is
 * read, so that whoever can write the folder still cannot make a frozen seal valid. Nothing here reads a clock.
 * Longer: taking in and reading back are checked by the same few functions.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { utf8Decode, utf8Encode } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText, isInstant } from '../domain/instant.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { lookUpSeal, sealingObstacle } from '../seal/status-lookup.ts';
import type { SealStatusAnswer } from '../seal/status-lookup.ts';
import { applySnapshot, parseSnapshot, requireGenuineSnapshot } from '../seal/status-snapshot.ts';
import type { SnapshotTrust, StatusState } from '../seal/status-snapshot.ts';

export interface StatusStore {
  /**
   * Takes a snapshot from the city or from a USB drive. The same one again changes nothing.
   * Errors: `snapshot-malformed`, `snapshot-signature-bad`, `snapshot-signer-untrusted`, `snapshot-rollback`,
   * `snapshot-gap`, `clock-suspect`, `status-store-damaged`.
   */
  importSnapshot(bytes: Uint8Array, trust: SnapshotTrust, now: Date): StatusState;
  /** The verified state, or null when there is none. Errors: those of a forged or rolled back store. */
  read(trust: SnapshotTrust): StatusState | null;
  /** What is known of a seal at a time; null when there is no status data at all. Errors: as `read`. */
  readStatus(esId: string, at: Date, trust: SnapshotTrust): SealStatusAnswer | null;
  /** Throws the reason why this machine must not seal now (see `sealingObstacle`); `snapshot-missing` without any data. */
  requireSealing(esId: string, now: Date, trust: SnapshotTrust, maxAgeHours?: number): void;
}

/** One full snapshot and the deltas behind it. */
const mostKept = 8;
const snapshotFile = z.strictObject({ v: z.literal(1), snapshots: z.array(z.string()).min(1).max(mostKept) });
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
  const read = (trust: SnapshotTrust): StatusState | null => readState(folder, trust);
  return {
    read,
    importSnapshot: (bytes, trust, now) => importSnapshot(folder, bytes, trust, now),
    readStatus(esId, at, trust) {
      const state = read(trust);
      return state && lookUpSeal(state, esId, at);
    },
    requireSealing(esId, now, trust, maxAgeHours) {
      const state = read(trust);
      if (!state) throw new BianyinError('snapshot-missing');
      const latestSeen = new Date(readHighWater(folder)?.latestSeen ?? state.thisUpdate);
      const age = maxAgeHours === undefined ? {} : { maxAgeHours };
      const obstacle = sealingObstacle(state, esId, { now, latestSeen, ...age });
      if (obstacle) throw new BianyinError(obstacle);
    },
  };
}

function importSnapshot(folder: string, bytes: Uint8Array, trust: SnapshotTrust, now: Date): StatusState {
  const snapshot = parseSnapshot(bytes);
  const { body } = snapshot;
  requireGenuineSnapshot(snapshot, trust, 'known');
  if (new Date(body.thisUpdate).getTime() > now.getTime() + aheadTolerance) {
    throw new BianyinError('clock-suspect');
  }
  // A full snapshot repairs a damaged store; as long as the mark can be read, never with one from before it.
  const highWater = body.full ? orNull(() => readHighWater(folder)) : readHighWater(folder);
  const previous = body.full ? orNull(() => readState(folder, trust)) : readState(folder, trust);
  if (previous?.sm3 === snapshot.sm3) return previous;
  if (
    highWater &&
    (body.seq < highWater.seq || (body.seq === highWater.seq && snapshot.sm3 !== highWater.sm3))
  ) {
    throw new BianyinError('snapshot-rollback', { have: highWater.seq, got: body.seq });
  }
  const kept = body.full ? [] : readTexts(folder);
  // Everything is verified at each reading: after this many deltas a full snapshot is due.
  if (kept.length >= mostKept)
    throw new BianyinError('snapshot-gap', { have: previous?.seq ?? 0, got: body.seq });
  const state = applySnapshot(previous, snapshot);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // First the snapshot, then the mark: a crash between leaves a mark that is too low, which refuses nothing genuine.
  const texts = { v: 1, snapshots: [...kept, utf8Decode(bytes)] };
  replaceFile(join(folder, 'snapshot.json'), JSON.stringify(texts));
  writeHighWater(folder, {
    seq: state.seq,
    sm3: state.sm3,
    seen: [now, state.thisUpdate],
    before: highWater,
  });
  return state;
}

function readState(folder: string, trust: SnapshotTrust): StatusState | null {
  const texts = readTexts(folder);
  const highWater = readHighWater(folder);
  let state: StatusState | null = null;
  for (const text of texts) {
    const snapshot = parseSnapshot(utf8Encode(text));
    requireGenuineSnapshot(snapshot, trust, 'if-known');
    state = applySnapshot(state, snapshot);
  }
  if (state && !highWater) throw damaged('high-water.json');
  if (highWater && (!state || state.seq < highWater.seq)) {
    throw new BianyinError('snapshot-rollback', { have: highWater.seq, got: state?.seq ?? 0 });
  }
  return state;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

function readTexts(folder: string): readonly string[] {
  return readJson(folder, 'snapshot.json', snapshotFile)?.snapshots ?? [];
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
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function damaged(what: string, cause?: unknown): BianyinError {
  return new BianyinError('status-store-damaged', { what }, { cause });
}
