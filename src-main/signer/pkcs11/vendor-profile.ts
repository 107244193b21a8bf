/**
 * Vendor profiles: no standard gives SM2 its PKCS#11 numbers, so a table says what each family uses and how we know.
 * Matched by library name, manufacturer and mechanism list; the default is the family that most sources agree on.
 */
import { z } from 'zod';
import ibmEp11 from '../../tokens/profiles/ibm-ep11.json' with { type: 'json' };
import msSince from '../../tokens/profiles/ms-since.json' with { type: 'json' };
import sansec from '../../tokens/profiles/sansec.json' with { type: 'json' };
import skfBridge from '../../tokens/profiles/skf-bridge.json' with { type: 'json' };
import softSkf from '../../tokens/profiles/soft-skf.json' with { type: 'json' };
import softUkey from '../../tokens/profiles/soft-ukey.json' with { type: 'json' };
import tass from '../../tokens/profiles/tass.json' with { type: 'json' };
import thales from '../../tokens/profiles/thales-luna.json' with { type: 'json' };
import vendorFamily from '../../tokens/profiles/vendor-family.json' with { type: 'json' };
import westone from '../../tokens/profiles/westone.json' with { type: 'json' };
import type { InstalledProfile } from '../../tokens/profile-file.ts';
import { isSameWay, mechanismNumber, signVariant, type SignVariant } from '../../tokens/sign-variant.ts';

const vendorProfile = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** How we know: `run` = tried here; `source` = read in public source; `third-party` = a claim, not checked. */
  evidence: z.strictObject({ mark: z.enum(['run', 'source', 'third-party']), text: z.string() }),
  match: z.strictObject({
    /** Parts of the library's file name, lower case. */
    library: z.array(z.string()).default([]),
    /** Parts of manufacturerID, lower case. */
    manufacturer: z.array(z.string()).default([]),
    /** At least one of these must be in the token's mechanism list. */
    mechanisms: z.array(mechanismNumber).min(1),
  }),
  isSoftware: z.boolean().default(false),
  /** Tries of a user PIN that has not been mistyped, where the maker says so: PKCS#11 tells only how near the end is. */
  pinTries: z.int().min(1).max(255).optional(),
  /** It tells the number of tries left, as an object of `pinStandingClass` (attributes.ts). */
  tellsTries: z.boolean().default(false),
  keyType: mechanismNumber.optional(),
  keyPairGeneration: mechanismNumber.optional(),
  /** In order of preference. */
  sign: z.array(signVariant).min(1),
});

export type VendorProfile = Readonly<z.infer<typeof vendorProfile>>;

/** All profiles, named ones first, the default family last. */
export const vendorProfiles: readonly VendorProfile[] = [
  softUkey,
  softSkf,
  skfBridge,
  tass,
  sansec,
  westone,
  msSince,
  ibmEp11,
  thales,
  vendorFamily,
].map((profile) => vendorProfile.parse(profile));

/** Our own module is known; nothing that was installed changes what is said of it. */
const [own] = vendorProfiles;

/** What is known of a token before any key is used. */
export interface TokenTraits {
  /** File name of the library, without folders. */
  readonly library: string;
  readonly manufacturer: string;
  readonly mechanisms: readonly number[];
}

/**
 * The profile for a token: one that names its library or manufacturer, else the first whose mechanisms it offers; before its ways those of
 * the installed profiles that name the token. Undefined when the token offers no SM2 that we know of.
 */
export function matchProfile(
  traits: TokenTraits,
  installed: readonly InstalledProfile[] = [],
): VendorProfile | undefined {
  const built = matchBuiltIn(traits);
  const [first, ...others] = installed.filter((profile) => fits(profile, traits));
  if (!first || built === own) return built;
  const { id, title, evidence } = first;
  const ways = [first, ...others, ...(built ? [built] : [])].flatMap(({ sign }) => sign);
  const sign = ways.filter((way, i) => ways.findIndex((each) => isSameWay(each, way)) === i);
  return {
    ...built,
    id,
    title,
    evidence,
    match: { ...first.match, mechanisms: [] },
    isSoftware: false,
    tellsTries: built?.tellsTries ?? false,
    sign,
  };
}

function matchBuiltIn(traits: TokenTraits): VendorProfile | undefined {
  const offered = vendorProfiles.filter((profile) =>
    profile.match.mechanisms.some((mechanism) => traits.mechanisms.includes(mechanism)),
  );
  const named = offered.find(({ match }) => names(match, traits));
  return named ?? offered.find((profile) => profile.id === 'vendor-family') ?? offered[0];
}

/** The signing variants of a profile that a token really offers, or takes without saying so. */
export function offeredVariants(
  profile: VendorProfile,
  mechanisms: readonly number[],
): readonly SignVariant[] {
  return profile.sign.filter((variant) => variant.isUnlisted || mechanisms.includes(variant.mechanism));
}

/** It names the token, which offers one of its ways. */
function fits({ match, sign }: InstalledProfile, traits: TokenTraits): boolean {
  const isOffered = sign.some((way) => way.isUnlisted || traits.mechanisms.includes(way.mechanism));
  return isOffered && names(match, traits);
}

function names(match: InstalledProfile['match'], traits: TokenTraits): boolean {
  const library = traits.library.toLowerCase();
  const manufacturer = traits.manufacturer.toLowerCase();
  return (
    match.library.some((part) => library.includes(part)) ||
    match.manufacturer.some((part) => manufacturer.includes(part))
  );
}
