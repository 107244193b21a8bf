/** Every way in which a token might make SM2 signatures, the likeliest first: what a profile says, the numbers of standards, then numbers of its maker that no table knows. */
import { isSameWay, standardWays, type SignVariant } from '../../tokens/sign-variant.ts';
import { vendorProfiles, type VendorProfile } from './vendor-profile.ts';

/** Numbers of a maker's own that nobody knows are tried up to so many: each may ask for a press of a button. */
const MOST_STRANGERS = 16;

export interface TokenOffer {
  /** Its profile so far. */
  readonly profile: VendorProfile | undefined;
  /** What its driver lists. */
  readonly mechanisms: readonly number[];
  /** Whether the driver says that a mechanism signs; true where it does not say. */
  readonly signs: (mechanism: number) => boolean;
}

/** A number that the driver lists is tried with each input; one that it does not list only as the tables have it. */
export function waysToTry({ profile, mechanisms, signs }: TokenOffer): readonly SignVariant[] {
  const tables = [...(profile ? [profile] : []), ...vendorProfiles].flatMap(({ sign }) => sign);
  const known = [...tables, ...standardWays];
  const strangers = mechanisms
    .filter((mechanism) => mechanism >= 0x80000000 && !known.some((way) => way.mechanism === mechanism))
    .filter(signs)
    .slice(0, MOST_STRANGERS);
  const listed = known.filter(({ mechanism }) => mechanisms.includes(mechanism));
  const others = known.filter(({ mechanism }) => !mechanisms.includes(mechanism));
  const numbers = [...new Set([...listed.map(({ mechanism }) => mechanism), ...strangers])];
  const ways = [
    ...listed.map((way) => ({ ...way, isUnlisted: false })),
    ...numbers.flatMap(everyInput),
    ...others.map((way) => ({ ...way, isUnlisted: true })),
  ];
  return ways.filter((way, i) => ways.findIndex((each) => isSameWay(each, way)) === i);
}

function everyInput(mechanism: number): readonly SignVariant[] {
  const way = { mechanism, identityParameter: false, isUnlisted: false };
  return [
    { ...way, input: 'digest' },
    { ...way, input: 'message' },
    { ...way, input: 'message', identityParameter: true },
    { ...way, input: 'za-message' },
  ];
}
