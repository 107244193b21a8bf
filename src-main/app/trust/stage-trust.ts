/**
 * Takes the trust that a city hands out into a folder: a trust file, or certificates, revocation lists and a status file. The
 * folder is filled beside its place and swapped when everything in it holds together.
 */
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStatusStore } from '../../city/status-store.ts';
import { takeTrustPack } from '../../city/take-trust-pack.ts';
import { installTrust, readTrustStore, type TrustBundle } from '../../city/trust-store.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { LARGEST_PACK, packRoots, readTrustPack } from '../../trust-pack/read-trust-pack.ts';
import { displayName } from '../../platform/display-name.ts';
import { homeDirectory, type HomeDirectory } from '../../platform/home-directory.ts';
import { readTrustPaths } from './trust-paths.ts';

/** Largest file that is read as a status, octets. */
const MOST = LARGEST_PACK;
const OPENING_BRACE = 0x7b;

/** First octet of a trust pack, `.btp`. */
const PACK_MARK = 0x89;

export interface CityFiles extends TrustBundle {
  /** Signed status snapshots, as they came. */
  readonly snapshots: readonly Uint8Array[];
  /** Trust packs, as they came. */
  readonly packs: readonly Uint8Array[];
}

/** Sorts chosen files by what is in them. Errors: `trust-file-malformed`. */
export function readCityFiles(paths: readonly string[]): CityFiles {
  const files = paths.map((path) => ({ path, octets: readOctets(path) }));
  const beginningWith = (mark: number): Uint8Array[] =>
    files.map(({ octets }) => octets).filter((octets) => octets[0] === mark);
  const rest = files.filter(({ octets }) => octets[0] !== OPENING_BRACE && octets[0] !== PACK_MARK);
  const trust = readTrustPaths(rest.map(({ path }) => path));
  return { ...trust, snapshots: beginningWith(OPENING_BRACE), packs: beginningWith(PACK_MARK) };
}

/**
 * Replaces trust and status of a folder that is no home yet. Errors: `trust-root-missing`, `trust-pack-*`, `crl-*`, `snapshot-*`,
 * `clock-suspect`; then the folder is as it was.
 */
export function stageTrust(folder: HomeDirectory, files: CityFiles, now: Date): void {
  if (files.anchors.length === 0 && files.packs.length === 0) throw new BianyinError('trust-root-missing');
  const fresh = homeDirectory(join(folder.root, 'fresh'));
  rmSync(fresh.root, { recursive: true, force: true });
  try {
    for (const pack of files.packs) stagePack(fresh, pack, now);
    installTrust(fresh.trust, files, now);
    for (const snapshot of files.snapshots) {
      openStatusStore(fresh.status).importSnapshot(snapshot, readTrustStore(fresh.trust), now);
    }
    for (const kind of ['trust', 'status'] as const) swap(fresh[kind], folder[kind]);
  } finally {
    rmSync(fresh.root, { recursive: true, force: true });
  }
}

/** Copies trust and status of one folder into another, in place of what is there. */
export function copyTrust(from: HomeDirectory, folder: HomeDirectory): void {
  for (const kind of ['trust', 'status'] as const) {
    rmSync(folder[kind], { recursive: true, force: true });
    if (existsSync(from[kind])) cpSync(from[kind], folder[kind], { recursive: true });
  }
}

/**
 * A pack vouches for itself under one of its own roots: that its parts belong together. Which roots count is what the person
 * decides afterwards, by comparing all of them. Errors: those of `takeTrustPack`.
 */
function stagePack(fresh: HomeDirectory, bytes: Uint8Array, now: Date): void {
  const [first, ...others] = packRoots(readTrustPack(bytes)).map(({ sm3 }) => sm3);
  if (first === undefined) throw new BianyinError('trust-root-missing');
  const takeUnder = (pinned: string): void => void takeTrustPack(fresh, bytes, { now, pinned });
  const other = others.find((pinned) => succeeds(() => takeUnder(pinned)));
  if (other === undefined) takeUnder(first);
}

function succeeds(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}

function swap(fresh: string, place: string): void {
  rmSync(place, { recursive: true, force: true });
  try {
    renameSync(fresh, place);
  } catch (error) {
    // No status came along: then there is no folder of it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function readOctets(path: string): Uint8Array {
  try {
    const octets = new Uint8Array(readFileSync(path));
    if (octets.length <= MOST) return octets;
  } catch (cause) {
    throw new BianyinError('trust-file-malformed', { file: displayName(path) }, { cause });
  }
  throw new BianyinError('trust-file-malformed', { file: displayName(path) });
}
