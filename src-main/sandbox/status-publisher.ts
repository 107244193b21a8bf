/** The status history of the embedded city and its signed snapshots (KFSS1): rows are added, never changed. */
import { instantText } from '../domain/instant.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import {
  compareRows,
  encodeSnapshotBody,
  rowsDigest,
  sealDigest,
  sealStatusNames,
} from '../seal/status-snapshot-body.ts';
import type { SealStatusName, SealStatusReason, StatusRow } from '../seal/status-snapshot-body.ts';
import { assembleSnapshot } from '../seal/status-snapshot.ts';
import { roleCertificate, roleSigner } from './city-authority.ts';
import type { CityState } from './city-state.ts';
import type { Random } from './software-signer.ts';

export interface StatusChange {
  readonly esId: string;
  readonly status: SealStatusName;
  readonly reason: SealStatusReason | null;
  readonly invalidityDate: Date | null;
}

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

/** The next snapshot: a delta when `since` is the one before, else a full one. */
export function nextSnapshot(state: CityState, since: number | null, random: Random, now: Date): Uint8Array {
  const before = state.published;
  const full = before === null || since !== before.seq;
  const all = [...state.rows].sort(compareRows);
  const entries = full ? all : state.rows.slice(before.rows).sort(compareRows);
  const thisUpdate = latestTime(state.rows, now);
  const body = encodeSnapshotBody({
    ...{ v: 1, fmt: 'KFSS1', purpose: 'bianyin.status-snapshot', scope: '410200', policy: 'kaifeng-2022-22' },
    issuer: '汴印沙箱印章状态发布',
    seq: (before?.seq ?? 0) + 1,
    prevSm3: before?.sm3 ?? null,
    full,
    thisUpdate: instantText(thisUpdate),
    nextUpdate: instantText(new Date(thisUpdate.getTime() + snapshotDays * days)),
    entries,
    root: rowsDigest(all),
  });
  state.published = { seq: (before?.seq ?? 0) + 1, sm3: toHex(sm3(body)), rows: state.rows.length };
  const certificates = [roleCertificate(state, 'status'), roleCertificate(state, 'sub')];
  return assembleSnapshot(body, certificates, roleSigner(state, 'status', random).sign(body));
}

/** A row may be dated a second ahead (see `addStatusRow`); a snapshot is never older than what it says. */
function latestTime(rows: readonly StatusRow[], now: Date): Date {
  return new Date(rows.reduce((latest, { since }) => Math.max(latest, Date.parse(since)), now.getTime()));
}
