/**
 * Takes the trust that a city hands out into a folder: a trust file, or certificates, revocation lists and a status file. The
 * folder is filled beside its place and swapped when everything in it holds together.
 */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStatusStore } from '../../city/status-store.ts';
import { installTrust, readTrustStore, type TrustBundle } from '../../city/trust-store.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { displayName } from '../../platform/display-name.ts';
import { homeDirectory, type HomeDirectory } from '../../platform/home-directory.ts';
import { readTrustPaths } from '../trust-paths.ts';

/** Largest file that is read as a status, octets. */
const MOST = 128 * 1024 * 1024;
const OPENING_BRACE = 0x7b;

export interface CityFiles extends TrustBundle {
  /** Signed status snapshots, as they came. */
  readonly snapshots: readonly Uint8Array[];
}

/** Sorts chosen files by what is in them. Errors: `trust-file-malformed`. */
export function readCityFiles(paths: readonly string[]): CityFiles {
  const files = paths.map((path) => ({ path, octets: readOctets(path) }));
  const isSnapshot = (octets: Uint8Array): boolean => octets[0] === OPENING_BRACE;
  const rest = files.filter(({ octets }) => !isSnapshot(octets));
  const trust = readTrustPaths(rest.map(({ path }) => path));
  return { ...trust, snapshots: files.map(({ octets }) => octets).filter(isSnapshot) };
}

/**
 * Replaces trust and status of a folder that is no home yet. Errors: `trust-root-missing`, `crl-*`, `snapshot-*`,
 * `clock-suspect`; then the folder is as it was.
 */
export function stageTrust(folder: HomeDirectory, files: CityFiles, now: Date): void {
  if (files.anchors.length === 0) throw new BianyinError('trust-root-missing');
  const fresh = homeDirectory(join(folder.root, 'fresh'));
  rmSync(fresh.root, { recursive: true, force: true });
  try {
    installTrust(fresh.trust, files);
    for (const snapshot of files.snapshots) {
      openStatusStore(fresh.status).importSnapshot(snapshot, readTrustStore(fresh.trust), now);
    }
    for (const kind of ['trust', 'status'] as const) swap(fresh[kind], folder[kind]);
  } finally {
    rmSync(fresh.root, { recursive: true, force: true });
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
