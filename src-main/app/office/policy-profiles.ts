/** The profiles that come with the program: what a policy may begin from (assets/policy-profiles). */
import { readFileSync } from 'node:fs';
import { parsePolicyProfile, type PolicyProfile } from '../../approval/policy-profile.ts';
import type { ProfileId } from '../../contract/office-views.ts';

const files: Readonly<Record<ProfileId, URL>> = {
  'kaifeng-2022-22': new URL('../../../assets/policy-profiles/kaifeng-2022-22.json', import.meta.url),
  'small-firm': new URL('../../../assets/policy-profiles/small-firm.json', import.meta.url),
};

/** Errors: `profile-malformed`. */
export function readProfile(id: ProfileId): PolicyProfile {
  return parsePolicyProfile(readFileSync(files[id], 'utf8'));
}
