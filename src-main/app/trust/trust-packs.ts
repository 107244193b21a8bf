/**
 * Trust packs of a home: taking one in, showing what counts, handing it on. The newest pack ever taken is remembered in the
 * database too, so that an older one stays refused when somebody deletes the folder. A counter needs no enterprise for this.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { openStatusStore } from '../../city/status-store.ts';
import { takeTrustPack, type PackHead } from '../../city/take-trust-pack.ts';
import { readOwnTrust, readTrustStore, type TrustMaterial } from '../../city/trust-store.ts';
import { toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { displayName } from '../../platform/display-name.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { openStore } from '../../store/store.ts';
import { readPackManifest } from '../../trust-pack/pack-store.ts';
import { LARGEST_PACK, readTrustPack, type TrustPack } from '../../trust-pack/read-trust-pack.ts';

interface TrustRootView {
  readonly name: string;
  readonly organisation: string;
  /** SM3 of the certificate, hexadecimal. */
  readonly sm3: string;
  /** ISO 8601. */
  readonly validTo: string;
}

/** A trust pack for people. Times are ISO 8601. */
export interface TrustPackView {
  /** Scope and number, as reports name it: `410200-7`. */
  readonly version: string;
  readonly issuer: string;
  readonly scope: string;
  readonly seq: number;
  readonly sm3: string;
  readonly prevSm3: string | null;
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  readonly roots: readonly TrustRootView[];
  readonly intermediates: number;
  readonly sealMakers: number;
  readonly timeStampers: number;
  readonly crls: number;
  readonly responses: number;
  readonly policyProfile: string | null;
  readonly status: PackStatusView | null;
}

interface PackStatusView {
  readonly seq: number;
  readonly sm3: string;
  readonly prevSm3: string | null;
  readonly thisUpdate: string;
  readonly nextUpdate: string;
}

export interface ImportOptions {
  readonly now: Date;
  /** SM3 (hex) of the root that a person has compared; needed the first time. */
  readonly pinned?: string;
}

/**
 * Takes a pack into a home, which may be empty. Errors: those of `takeTrustPack`, `store-*`; then nothing has changed.
 */
export function importTrustPack(
  home: HomeDirectory,
  bytes: Uint8Array,
  options: ImportOptions,
): TrustPackView {
  const { header } = readTrustPack(bytes);
  let view: TrustPackView | undefined;
  const take = (floor: PackHead | null): string => {
    const { pack } = requirePack(takeTrustPack(home, bytes, { ...options, floor }));
    view = packView(pack);
    return `${pack.header.seq}:${pack.sm3}`;
  };
  // What is refused leaves no register behind where there was none; the pack is then taken again, which changes nothing.
  if (!existsSync(join(home.root, 'bianyin.db'))) take(null);
  // One at a time: of two that come at once, the older must not be the last.
  withStore(home, (store) => store.changeSetting(floorSetting(header.scope), (value) => take(headOf(value))));
  return view ?? packView(requirePack(readTrustStore(home.trust)).pack);
}

/** Errors: `trust-pack-rollback` when a newer one of its city was taken here before, `trust-pack-*` when it cannot be read. */
export function requireNoOlderPack(home: HomeDirectory, bytes: Uint8Array): void {
  const { scope, seq } = readTrustPack(bytes).header;
  const have = floorForReading(home, scope)?.seq ?? 0;
  if (seq < have) throw new BianyinError('trust-pack-rollback', { have, got: seq });
}

/** The pack that counts here, or null. Errors: those of `readTrustStore`, `trust-pack-rollback`. */
export function showTrustPack(home: HomeDirectory): TrustPackView | null {
  const { pack } = readBelievedTrust(home);
  return pack ? packView(pack.pack) : null;
}

/** Writes the pack that counts, with the image of all seals, to a new file. Errors: `trust-pack-missing`, `output-*`. */
export function exportTrustPack(home: HomeDirectory, target: string): TrustPackView {
  const { pack } = requirePack(readBelievedTrust(home));
  writeNewFile(target, pack.bytes);
  return packView(pack);
}

/**
 * The trust of a home, unless its pack is older than one that was taken before: somebody has put the folder back.
 * Errors: `trust-pack-rollback`, those of `readTrustStore`.
 */
export function readBelievedTrust(home: HomeDirectory): TrustMaterial {
  const material = readTrustStore(home.trust);
  if (!material.pack) return material;
  const { seq, scope } = material.pack.manifest;
  const have = floorForReading(home, scope)?.seq ?? 0;
  if (seq < have) throw new BianyinError('trust-pack-rollback', { have, got: seq });
  return material;
}

/** The newest time that packs and status of a home have seen; null when there are none. */
export function trustClockFloor(home: HomeDirectory, { pack }: TrustMaterial): Date | null {
  const seen = [openStatusStore(home.status).latestSeen(), pack ? new Date(pack.manifest.latestSeen) : null];
  return seen.reduce((latest, time) => (latest && (!time || latest > time) ? latest : time), null);
}

/** Whether this machine trusts no root yet, so that a person has to compare one. Errors: those of `readOwnTrust`. */
export function needsRoot(home: HomeDirectory): boolean {
  return readOwnTrust(home.trust).anchors.length === 0 && !hasPack(home);
}

/** A manifest that cannot be read names no root. */
function hasPack(home: HomeDirectory): boolean {
  return orElse(() => readPackManifest(home.trust) !== null, false);
}

/** Octets of a pack file. Errors: `file-not-readable`, `trust-pack-malformed`. */
export function readPackFile(path: string): Uint8Array {
  try {
    const status = statSync(path);
    // A device or a pipe has no size and no end.
    if (!status.isFile()) throw new TypeError('no file');
    if (status.size <= LARGEST_PACK) return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
  throw new BianyinError('trust-pack-malformed', { what: 'too long' });
}

/** A trust pack as pages and the terminal show it. */
export function packView(pack: TrustPack): TrustPackView {
  const { issuer, scope, seq, prevSm3, thisUpdate, nextUpdate } = pack.header;
  return {
    ...{ version: packVersion(pack), issuer, scope, seq, sm3: pack.sm3, prevSm3, thisUpdate, nextUpdate },
    roots: pack.roots.map(rootView),
    intermediates: pack.intermediates.length,
    sealMakers: pack.sealMakers.length,
    timeStampers: pack.timeStampers.length,
    crls: pack.crls.length,
    responses: pack.ocsp.length,
    policyProfile: pack.policyProfile?.id ?? null,
    status: pack.status && {
      seq: pack.status.body.seq,
      sm3: pack.status.sm3,
      prevSm3: pack.status.body.prevSm3,
      thisUpdate: pack.status.body.thisUpdate,
      nextUpdate: pack.status.body.nextUpdate,
    },
  };
}

/** How reports name a pack. */
export function packVersion({ header: { scope, seq } }: TrustPack): string {
  return `${scope}-${seq}`;
}

function rootView({ subject, der, notAfter }: Certificate): TrustRootView {
  return {
    name: subject.commonName ?? subject.toString(),
    organisation: subject.organization ?? '',
    sm3: toHex(sm3(der)),
    validTo: notAfter.toISOString(),
  };
}

function requirePack({ pack }: TrustMaterial): { readonly pack: TrustPack } {
  if (!pack) throw new BianyinError('trust-pack-missing');
  return pack;
}

/** Setting with the newest pack ever taken, `seq:sm3`. */
function floorSetting(scope: string): string {
  return `trust-pack:${scope}`;
}

/** A register that cannot be opened must not stop a counter from verifying; nothing is written for it either. */
function floorForReading(home: HomeDirectory, scope: string): PackHead | null {
  try {
    const store = openStore(home.root, { readOnly: true });
    try {
      return headOf(store.setting(floorSetting(scope)));
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

function headOf(setting: string | null): PackHead | null {
  const [seq, digest] = setting?.split(':') ?? [];
  return seq && digest ? { seq: Number(seq), sm3: digest } : null;
}

function withStore<T>(home: HomeDirectory, work: (store: ReturnType<typeof openStore>) => T): T {
  mkdirSync(home.root, { recursive: true, mode: 0o700 });
  const store = openStore(home.root, { device: hostname() });
  try {
    return work(store);
  } finally {
    store.close();
  }
}
