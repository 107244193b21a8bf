/** What the rules of this program stand on: said by the policy profile of the city, each with how sure we are of it. */
import type { BasisView } from '../../contract/office-views.ts';
import { readProfile } from './policy-profiles.ts';

/** The profile that matrices begin from, and the marks of its parts. Errors: `profile-malformed`. */
export function showBasis(): BasisView {
  const { id, title, basis } = readProfile('kaifeng-2022-22');
  return { profile: id, title, items: [...basis] };
}
