/** Profiles: editable starting points for a policy (assets/policy-profiles/*.json), tied to the rules they come from. */
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { matrixSchema, type Matrix, type Policy } from './policy.ts';

const profileSchema = z.strictObject({
  v: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: z.string(),
  /** Legal basis, in words. */
  basis: z.array(z.string()),
  /** Reasons and reading notes. */
  comment: z.array(z.string()),
  matrix: matrixSchema,
});

export type PolicyProfile = z.infer<typeof profileSchema>;

/** Reads a profile from JSON text. Errors: `profile-malformed`. */
export function parsePolicyProfile(text: string): PolicyProfile {
  try {
    const profile = profileSchema.parse(JSON.parse(text));
    if (profile.matrix.profile === profile.id) return profile;
  } catch (cause) {
    throw new BianyinError('profile-malformed', {}, { cause });
  }
  throw new BianyinError('profile-malformed');
}

/** A policy ready to be signed. `previous` is the chain so far, newest last, with the SM3 (hex) of each statement. */
export function policyFromProfile(
  matrix: Matrix,
  facts: Pick<Policy, 'id' | 'enterprise' | 'people' | 'seals' | 'validFrom' | 'time'>,
  previous?: { readonly sequence: number; readonly sm3: string },
): Policy {
  const place = { sequence: (previous?.sequence ?? 0) + 1, prevSm3: previous?.sm3 ?? null };
  return { v: 1, purpose: 'bianyin.policy/1', ...place, ...facts, matrix };
}
