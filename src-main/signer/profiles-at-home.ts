/** Vendor profiles of a home: those that a person added, and those of its trust pack. None of them is needed to list tokens: what cannot be read is left out. */
import { believedForReading } from '../home/believed-trust.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { packProfiles, type InstalledProfile } from '../tokens/profile-file.ts';
import { storedProfiles } from '../tokens/profile-store.ts';

/** What a person added comes first. Never fails. */
export function profilesAtHome(home: HomeDirectory): readonly InstalledProfile[] {
  const pack = orElse(() => believedForReading(home).trust.pack?.pack, undefined);
  return [...storedProfiles(home).profiles, ...packProfiles(pack?.vendorProfiles ?? [])];
}
