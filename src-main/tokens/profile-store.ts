/** Vendor profiles that a person added to a home: `vendor-profiles/<id>.json`. One that cannot be read is passed over and named: without it a token signs as before, or not. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { readOwnText } from '../platform/own-file.ts';
import { parseProfileFile, profileFileText, type InstalledProfile } from './profile-file.ts';

/** Every further one is tried on each token that it names. */
const MOST = 32;

export interface StoredProfiles {
  readonly profiles: readonly InstalledProfile[];
  /** Names of files that are none. */
  readonly unreadable: readonly string[];
}

/** Never fails. */
export function storedProfiles({ vendorProfiles: folder }: HomeDirectory): StoredProfiles {
  const read = namesIn(folder).map((name) => ({ name, profile: readOne(folder, name) }));
  return {
    profiles: read.flatMap(({ profile }) => profile ?? []),
    unreadable: read.flatMap(({ name, profile }) => (profile ? [] : [name])),
  };
}

/** Keeps it; one of that id is replaced. Errors: `vendor-profile-too-many`, `output-not-writable`. */
export function storeProfile(home: HomeDirectory, profile: InstalledProfile): void {
  const { profiles } = storedProfiles(home);
  if (profiles.length >= MOST && !profiles.some(({ id }) => id === profile.id))
    throw new BianyinError('vendor-profile-too-many', { most: MOST });
  mkdirSync(home.vendorProfiles, { recursive: true, mode: 0o700 });
  replaceFile(fileOf(home, profile.id), profileFileText(profile));
}

/** Errors: `vendor-profile-missing`. */
export function removeProfile(home: HomeDirectory, id: string): void {
  const { profiles, unreadable } = storedProfiles(home);
  const isThere = profiles.some((each) => each.id === id) || unreadable.includes(`${id}.json`);
  if (!isThere) throw new BianyinError('vendor-profile-missing', { id });
  rmSync(fileOf(home, id), { force: true });
}

function fileOf({ vendorProfiles }: HomeDirectory, id: string): string {
  return join(vendorProfiles, `${id}.json`);
}

function namesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.sort().slice(0, MOST);
  } catch {
    return [];
  }
}

/** A file under another name than its profile's could not be removed by it. */
function readOne(folder: string, name: string): InstalledProfile | null {
  try {
    const profile = parseProfileFile(readOwnText(join(folder, name)));
    return name === `${profile.id}.json` ? profile : null;
  } catch {
    return null;
  }
}
