/** What the rules of this program stand on: said by the policy profile of the city, each with how sure we are of it. */
import { readFileSync } from 'node:fs';
import { parsePolicyProfile } from '../../approval/policy-profile.ts';
import type { BasisView } from '../../contract/office-views.ts';

const profileFile = new URL('../../../assets/policy-profiles/kaifeng-2022-22.json', import.meta.url);

/** The profile that matrices begin from, and the marks of its parts. Errors: `profile-malformed`. */
export function showBasis(): BasisView {
  const { id, title, basis } = parsePolicyProfile(readFileSync(profileFile, 'utf8'));
  return { profile: id, title, items: [...basis] };
}
