/** Parameters of UKeys that the program does not know (docs/adr/0060): those of a home, one added or removed, and a token tested for them. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { believedForReading } from '../../home/believed-trust.ts';
import { displayName } from '../../platform/display-name.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { readOwnText } from '../../platform/own-file.ts';
import type { TokenTest } from '../../signer/answers.ts';
import {
  packProfiles,
  parseProfileFile,
  profileFileText,
  type InstalledProfile,
} from '../../tokens/profile-file.ts';
import { storedProfiles, storeProfile } from '../../tokens/profile-store.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import { testedProfile } from '../../tokens/tested-profile.ts';
import type { AppSession } from '../session.ts';

/** A profile of a home, and how it got there. */
export interface ListedProfile {
  readonly profile: InstalledProfile;
  readonly from: 'person' | 'trust-pack';
}

/** What of a home counts, in the order in which it is tried; and files that are none. */
export function listProfiles(home: HomeDirectory): {
  readonly profiles: readonly ListedProfile[];
  readonly unreadable: readonly string[];
} {
  const { profiles, unreadable } = storedProfiles(home);
  const pack = orElse(() => believedForReading(home).trust.pack?.pack, undefined);
  const signed = packProfiles(pack?.vendorProfiles ?? []);
  return {
    profiles: [
      ...profiles.map((profile) => ({ profile, from: 'person' as const })),
      ...signed.map((profile) => ({ profile, from: 'trust-pack' as const })),
    ],
    unreadable,
  };
}

/** Takes a file that somebody chose. It counts from the next start of the drivers. Errors: `file-not-readable`, `vendor-profile-*`. */
export function addProfileFile(home: HomeDirectory, path: string): InstalledProfile {
  const profile = readProfileFile(path);
  storeProfile(home, profile);
  return profile;
}

/** Errors: `file-not-readable`, `vendor-profile-malformed`. */
export function readProfileFile(path: string): InstalledProfile {
  return parseProfileFile(textOf(path));
}

/** What a token test found, and the profile file that it comes to; null where no way works. */
export interface TestedToken {
  readonly test: TokenTest;
  readonly file: string | null;
  readonly profileId: string | null;
  /** A way that works is in the profile that the token has already. */
  readonly isKnown: boolean;
}

/** Errors: as `SignerClient.testToken`. */
export async function testTokenOf(session: AppSession, actor: Actor): Promise<TestedToken> {
  const test = await session.signer().testToken(actor);
  const profile = testedProfile(test, session.now().toISOString().slice(0, 10));
  return {
    ...{ test, file: profile && profileFileText(profile), profileId: profile?.id ?? null },
    isKnown: test.tried.some(({ outcome, isKnown }) => isKnown && outcome === 'works'),
  };
}

function textOf(path: string): string {
  try {
    return readOwnText(path);
  } catch (cause) {
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
}
