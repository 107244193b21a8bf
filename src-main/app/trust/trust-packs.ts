/**
 * Trust packs of a home: taking one in, showing what counts, handing it on. The newest pack ever taken is remembered in the
 * database too, so that an older one stays refused when somebody deletes the folder. A counter needs no enterprise for this.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { takeTrustPack } from '../../city/take-trust-pack.ts';
import { memoryOf, packSetting } from '../../city/trust-memory-settings.ts';
import { nothingRemembered, type TrustMemory } from '../../city/trust-memory.ts';
import { readOwnTrust, type TrustMaterial } from '../../city/trust-store.ts';
import { toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import {
  believedForReading,
  believedTrust,
  raisedSettings,
  rememberedBy,
  trustAsFound,
  type TrustAtHome,
} from '../../home/believed-trust.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { displayName } from '../../platform/display-name.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
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
  const take = (memory: TrustMemory): TrustPack =>
    requirePack(takeTrustPack(home, bytes, { ...options, memory })).pack;
  // What is refused leaves no register behind where there was none; the pack is then taken again, which changes nothing.
  if (!existsSync(join(home.root, 'bianyin.db'))) take(nothingRemembered);
  return withStore(home, (store) => {
    let taken: TrustPack | undefined;
    // One at a time: of two that come at once, the older must not be the last.
    store.changeSettings((settings) => {
      taken = take(memoryOf(settings));
      const head = packSetting(header.scope, { seq: taken.header.seq, sm3: taken.sm3 });
      const believed = () => believedTrust(home, () => memoryOf(settings));
      // Trust that is put back in another place stays refused when it is read; the pack has been taken all the same.
      return orElse(() => raisedSettings(settings, believed()), [head]);
    });
    return packView(taken ?? requirePack(trustAsFound(home)).pack);
  });
}

/** Errors: `trust-pack-rollback` when a newer one of its city was taken here before, `trust-pack-*` when it cannot be read. */
export function requireNoOlderPack(home: HomeDirectory, bytes: Uint8Array): void {
  const { scope, seq } = readTrustPack(bytes).header;
  const have = rememberedBy(home).packs.get(scope)?.seq ?? 0;
  if (seq < have) throw new BianyinError('trust-pack-rollback', { have, got: seq });
}

/** The pack that counts here, or null. Errors: those of `believedTrust`. */
export function showTrustPack(home: HomeDirectory): TrustPackView | null {
  const { pack } = believedForReading(home).trust;
  return pack ? packView(pack.pack) : null;
}

/** Writes the pack that counts, with the image of all seals, to a new file. Errors: `trust-pack-missing`, `output-*`. */
export function exportTrustPack(home: HomeDirectory, target: string): TrustPackView {
  requireOutsideHome(home, target);
  const { pack } = requirePack(believedForReading(home).trust);
  writeNewFile(target, pack.bytes);
  return packView(pack);
}

/** The newest time that packs and status of a home have seen; null when there are none. */
export function trustClockFloor({ trust: { pack }, status }: TrustAtHome): Date | null {
  const seen = [status.latestSeen(), pack ? new Date(pack.manifest.latestSeen) : null];
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

function withStore<T>(home: HomeDirectory, work: (store: ReturnType<typeof openStore>) => T): T {
  mkdirSync(home.root, { recursive: true, mode: 0o700 });
  const store = openStore(home.root, { device: hostname() });
  try {
    return work(store);
  } finally {
    store.close();
  }
}
