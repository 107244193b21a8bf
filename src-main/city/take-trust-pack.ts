/**
 * Takes a trust pack into a home, or refuses it and leaves everything as it was. Everything is checked in memory first; one
 * replaced manifest makes it count (trust-pack/pack-store.ts). No clock is read here.
 * Longer: the order of the checks is the security of it.
 */
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { StatusImage } from '../seal/status-image.ts';
import { applySnapshot, type KnownStatus } from '../seal/status-snapshot.ts';
import {
  correctPackClock,
  readPackManifest,
  storePack,
  type PackManifest,
} from '../trust-pack/pack-store.ts';
import { readTrustPack, withImage, type TrustPack } from '../trust-pack/read-trust-pack.ts';
import { requirePackSignature, rootsText, verifyTrustPack } from '../trust-pack/verify-trust-pack.ts';
import { openStatusStore, requirePast } from './status-store.ts';
import { nothingRemembered, requireNewerList, type PackHead, type TrustMemory } from './trust-memory.ts';
import {
  readOwnTrust,
  readTrustStore,
  requireNoOlderLists,
  requireNotAhead,
  type TrustMaterial,
} from './trust-store.ts';

/** Folders of a home. */
export interface PackFolders {
  readonly trust: string;
  readonly status: string;
}

export interface TakeOptions {
  readonly now: Date;
  /** SM3 (hex) of the root that a person has compared; needed while no root is trusted here. */
  readonly pinned?: string;
  /** What something outside the folder remembers of it. Default: nothing. */
  readonly memory?: TrustMemory;
}

/** Differences of clocks between machines, ms. */
const CLOCK_TOLERANCE = 5_000;

/**
 * Returns what counts now. The same pack again changes nothing. Errors: those of `readTrustPack` and `verifyTrustPack`,
 * `trust-root-not-pinned`, `trust-root-differs`, `trust-pack-expired`, `trust-pack-rollback`, `trust-pack-forked`,
 * `trust-pack-gap`, `trust-pack-other-city`, `crl-rollback`, `snapshot-*`, `clock-suspect`, `output-not-writable`.
 */
export function takeTrustPack(folders: PackFolders, bytes: Uint8Array, options: TakeOptions): TrustMaterial {
  const { now, memory = nothingRemembered } = options;
  const pack = readTrustPack(bytes);
  const before = orElse(() => readPackManifest(folders.trust), null);
  const roots = trustedBefore(folders.trust, before, pack, options.pinned);
  const known = orElse(() => readTrustStore(folders.trust), null);
  const crls = known?.crls ?? [];
  requirePackSignature(pack);
  // Before the signer's path, which is judged now: a wrong clock has a sentence of its own.
  requireTime(pack, before, now);
  verifyTrustPack(pack, { roots, crls, at: now, revocation: 'known' });
  requireOrder(pack, before, memory.packs);
  for (const list of pack.crls) requireNotAhead(list, now);
  requireNoOlderLists(pack.crls, crls, [...pack.roots, ...pack.intermediates]);
  const signers = { anchors: pack.roots, intermediates: pack.intermediates };
  for (const list of pack.crls) requireNewerList(list, signers, memory);
  const full = fullPack(folders, pack, known, { now, memory });
  const announced = full.roots.map(({ der }) => toHex(sm3(der)));
  storePack(folders.trust, { pack: full, roots: announced, now, before });
  const material = readTrustStore(folders.trust);
  const status = openStatusStore(folders.status);
  const state = orElse(() => status.read(material), null);
  if (state) status.noteSeen(state, now);
  return material;
}

/** The clock was ahead when the pack was taken: what its publisher states still counts (docs/adr/0039). Errors: `output-not-writable`. */
export function correctPackTime(trust: string, now: Date): void {
  correctPackClock(trust, now);
}

/** Who may vouch for this pack: what was trusted before, or, the very first time, what a person has compared. */
function trustedBefore(
  folder: string,
  before: PackManifest | null,
  pack: TrustPack,
  pinned: string | undefined,
): ReadonlySet<string> {
  const own = readOwnTrust(folder).anchors.map(({ der }) => toHex(sm3(der)));
  const trusted = new Set([...own, ...(before?.roots ?? [])]);
  const compared = pinned?.replace(/[\s:]/g, '').toLowerCase();
  const roots = rootsText(pack);
  if (compared !== undefined) {
    const offered = pack.roots.some(({ der }) => toHex(sm3(der)) === compared);
    if (!offered || (trusted.size > 0 && !trusted.has(compared))) {
      throw new BianyinError('trust-root-differs', { roots });
    }
  }
  if (trusted.size > 0) return trusted;
  if (compared === undefined) throw new BianyinError('trust-root-not-pinned', { roots });
  return new Set([compared]);
}

function requireTime({ header }: TrustPack, before: PackManifest | null, now: Date): void {
  requirePast(new Date(header.thisUpdate), now);
  const seen = before ? new Date(before.latestSeen).getTime() : 0;
  if (now.getTime() < seen - CLOCK_TOLERANCE) throw new BianyinError('clock-suspect');
  if (new Date(header.nextUpdate) < now) {
    throw new BianyinError('trust-pack-expired', { until: header.nextUpdate });
  }
}

/** Strictly forward, and never two packs behind one number. */
function requireOrder(
  { header, sm3: digest }: TrustPack,
  before: PackManifest | null,
  packs: ReadonlyMap<string, PackHead>,
): void {
  const { seq, prevSm3, scope } = header;
  // Also where the manifest is gone or damaged: packs of two cities would both be expected for ever.
  const other = [...(before ? [before.scope] : []), ...packs.keys()].find((each) => each !== scope);
  if (other !== undefined) throw new BianyinError('trust-pack-other-city', { have: other, got: scope });
  const floor = packs.get(scope) ?? null;
  const heads = [...(before?.heads ?? []), ...(floor ? [floor] : [])];
  if (heads.some((head) => head.seq === seq && head.sm3 !== digest))
    throw new BianyinError('trust-pack-forked', { seq });
  const have = Math.max(floor?.seq ?? 0, before?.seq ?? 0);
  if (seq < have) throw new BianyinError('trust-pack-rollback', { have, got: seq });
  if (heads.some((head) => head.seq === seq - 1 && head.sm3 !== prevSm3))
    throw new BianyinError('trust-pack-forked', { seq: seq - 1 });
}

/** The pack with the image of all seals: its own, or what its delta makes of the one that is here. */
function fullPack(
  folders: PackFolders,
  pack: TrustPack,
  known: TrustMaterial | null,
  { now, memory }: { readonly now: Date; readonly memory: TrustMemory },
): TrustPack {
  if (!pack.status) return pack;
  const store = openStatusStore(folders.status);
  const latest = store.latestSeen();
  if (latest && now.getTime() < latest.getTime() - CLOCK_TOLERANCE) throw new BianyinError('clock-suspect');
  requirePast(new Date(pack.status.body.thisUpdate), now);
  const previous = known && orElse(() => store.read(known), null);
  const { sm3: digest, body, form } = pack.status;
  const have = Math.max(store.highestSeq(), memory.status?.seq ?? 0);
  const offered = Math.max(previous?.seq ?? 0, body.seq);
  if (offered < have) throw new BianyinError('snapshot-rollback', { have, got: offered });
  if (previous?.seq === body.seq && previous.sm3 !== digest) {
    throw new BianyinError('snapshot-forked', { seq: body.seq });
  }
  if (form === 'image') {
    // A status that came over the line may be newer than the pack; then it goes on counting.
    applySnapshot(previous && previous.seq < body.seq ? previous : null, pack.status);
    return pack;
  }
  if (previous?.sm3 === digest) return readTrustPack(withImage(pack, previous.image.bytes));
  return readTrustPack(withImage(pack, deltaApplied(previous, pack).bytes));
}

function deltaApplied(previous: KnownStatus | null, { status, header }: TrustPack): StatusImage {
  try {
    if (status) return applySnapshot(previous, status);
  } catch (error) {
    if (!failedWith(error, 'snapshot-gap')) throw error;
  }
  throw new BianyinError('trust-pack-gap', { have: previous?.seq ?? 0, got: status?.body.seq ?? header.seq });
}
