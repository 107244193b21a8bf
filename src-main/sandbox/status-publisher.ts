/** The status history of the embedded city and its signed snapshots (KFSS2): rows are added, never changed. */
import { instantText } from '../domain/instant.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { deltaOf, encodeStatusDelta } from '../seal/status-delta.ts';
import { applyStatusDelta, emptyStatusImage } from '../seal/status-image-build.ts';
import type { StatusImage } from '../seal/status-image.ts';
import { sealDigest, sealStatusNames } from '../seal/status-row.ts';
import type { SealHistory, SealStatusName, SealStatusReason, StatusRow } from '../seal/status-row.ts';
import { encodeSnapshotBody } from '../seal/status-snapshot-body.ts';
import { assembleSnapshot, statementLine } from '../seal/status-snapshot.ts';
import { roleCertificate, roleSigner } from './city-authority.ts';
import type { CityState } from './city-state.ts';
import type { Random } from './software-signer.ts';

export interface StatusChange {
  readonly esId: string;
  readonly status: SealStatusName;
  readonly reason: SealStatusReason | null;
  readonly invalidityDate: Date | null;
}

/** Division code of 开封市. */
const scope = '410200';
const days = 86_400_000;
/** Verification may go on with an older one, and says so; sealing needs a fresh one. */
const snapshotDays = 3;

/** Adds a row. A second change within one second is dated one second later when it would otherwise not count. */
export function addStatusRow(state: CityState, change: StatusChange, now: Date): void {
  const h = sealDigest(change.esId);
  const s = sealStatusNames.indexOf(change.status);
  const last = state.rows.findLast((row) => row.h === h);
  const earliest = last ? new Date(last.since).getTime() + (s > last.s ? 0 : 1000) : 0;
  state.rows.push({
    h,
    ...(change.invalidityDate ? { inv: instantText(change.invalidityDate) } : {}),
    ...(change.reason ? { r: change.reason } : {}),
    s,
    since: instantText(new Date(Math.max(now.getTime(), earliest))),
  });
}

/** Status of a seal in the register now; null before it was made. */
export function currentStatus(state: CityState, esId: string): SealStatusName | null {
  const row = state.rows.findLast(({ h }) => h === sealDigest(esId));
  return row ? (sealStatusNames[row.s] ?? null) : null;
}

/** The next snapshot: what changed when `since` is the one before, else everything. */
export function nextSnapshot(state: CityState, since: number | null, random: Random, now: Date): Uint8Array {
  const seq = (state.published?.seq ?? 0) + 1;
  const { line, image, delta } = nextStatement(state, random, now);
  return assembleSnapshot(line, delta !== null && since === seq - 1 ? delta : image);
}

export interface Published {
  /** Signed text, as in a snapshot and in a trust pack. */
  readonly line: Uint8Array;
  readonly image: Uint8Array;
  /** Since the statement before; null for the first. */
  readonly delta: Uint8Array | null;
}

/** Signs what the register knows now as the next statement. */
export function nextStatement(state: CityState, random: Random, now: Date): Published {
  const before = state.published;
  const old = imageOf(state, before?.rows ?? 0);
  const changed = deltaOf(scope, old.count, changes(state, before?.rows ?? 0));
  const image = applyStatusDelta(old, changed).bytes;
  const delta = before && encodeStatusDelta(changed);
  const thisUpdate = latestTime(state.rows, now);
  const seq = (before?.seq ?? 0) + 1;
  const body = encodeSnapshotBody({
    ...{ v: 2, fmt: 'KFSS2', purpose: 'bianyin.status-snapshot', scope, policy: 'kaifeng-2022-22', seq },
    issuer: '汴印沙箱印章状态发布',
    prevSm3: before?.sm3 ?? null,
    thisUpdate: instantText(thisUpdate),
    nextUpdate: instantText(new Date(thisUpdate.getTime() + snapshotDays * days)),
    image: named(image),
    delta: delta && named(delta),
  });
  state.published = { seq, sm3: toHex(sm3(body)), rows: state.rows.length };
  const certificates = [roleCertificate(state, 'status'), roleCertificate(state, 'sub')];
  return {
    line: statementLine(body, certificates, roleSigner(state, 'status', random).sign(body)),
    image,
    delta,
  };
}

function named(octets: Uint8Array): { length: number; sm3: string } {
  return { length: octets.length, sm3: toHex(sm3(octets)) };
}

/** All seals as the first `known` rows of the register tell them. */
function imageOf(state: CityState, known: number): StatusImage {
  const rows = state.rows.slice(0, known);
  const all = deltaOf(scope, 0, histories(state, rows, new Set(rows.map(({ h }) => h))));
  return applyStatusDelta(emptyStatusImage(scope), all);
}

/** Seals with rows behind the first `known`, with everything that is known of them now. */
function changes(state: CityState, known: number): [string, SealHistory][] {
  return histories(state, state.rows, new Set(state.rows.slice(known).map(({ h }) => h)));
}

/** A seal of which only 有效 is known needs no row: its own dates say since when. */
function histories(
  { seals }: CityState,
  rows: CityState['rows'],
  wanted: ReadonlySet<string>,
): [string, SealHistory][] {
  const numbers = new Map(seals.map(({ esId }) => [sealDigest(esId), esId]));
  return [...wanted].map((digest) => {
    const own = rows.filter(({ h }) => h === digest).map(({ h: _, ...row }): StatusRow => row);
    const isPlain = own.length === 1 && own[0]?.s === 0;
    return [
      numbers.get(digest) ?? digest,
      isPlain ? { code: 'valid', rows: [] } : { code: 'history', rows: own },
    ];
  });
}

/** A row may be dated a second ahead (see `addStatusRow`); a snapshot is never older than what it says. */
function latestTime(rows: CityState['rows'], now: Date): Date {
  return new Date(rows.reduce((latest, { since }) => Math.max(latest, Date.parse(since)), now.getTime()));
}
