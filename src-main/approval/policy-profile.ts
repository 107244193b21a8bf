/** Profiles: editable starting points for a policy (assets/policy-profiles/*.json), tied to the rules they come from. */
import { z } from 'zod';
import { basisMarks } from '../domain/basis-mark.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { matrixSchema, type ApprovalMatrix, type Policy } from './policy.ts';

const common = {
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: z.string(),
  /** Reasons and reading notes. */
  comment: z.array(z.string()),
  matrix: matrixSchema,
};
const sentence = z.string().min(1).max(500);
const basisItem = z.strictObject({ mark: z.enum(basisMarks), zh: sentence, en: sentence });

/** Version 1 said its basis in one language, and not how sure it was: packs that carry one are read still. */
const profileSchema = z.discriminatedUnion('v', [
  z.strictObject({ v: z.literal(2), ...common, basis: z.array(basisItem).min(1).max(100) }),
  z.strictObject({ v: z.literal(1), ...common, basis: z.array(sentence) }),
]);

export interface PolicyProfile {
  readonly id: string;
  readonly title: string;
  readonly comment: readonly string[];
  readonly matrix: ApprovalMatrix;
  /** What the rules stand on, each with how sure we are of it. */
  readonly basis: readonly z.infer<typeof basisItem>[];
}

/** Reads a profile from JSON text. Errors: `profile-malformed`. */
export function parsePolicyProfile(text: string): PolicyProfile {
  try {
    const { id, title, comment, matrix, ...rest } = profileSchema.parse(JSON.parse(text));
    const basis = rest.v === 2 ? rest.basis : rest.basis.map(unmarked);
    if (matrix.profile === id) return { id, title, comment, matrix, basis };
  } catch (cause) {
    throw new BianyinError('profile-malformed', {}, { cause });
  }
  throw new BianyinError('profile-malformed');
}

/** What carries no mark was not checked by anybody, as far as we know. */
function unmarked(text: string): PolicyProfile['basis'][number] {
  return { mark: 'unconfirmed', zh: text, en: text };
}

/** A policy ready to be signed. `previous` is the chain so far, newest last, with the SM3 (hex) of each statement. */
export function policyFromProfile(
  matrix: ApprovalMatrix,
  facts: Pick<Policy, 'id' | 'enterprise' | 'people' | 'seals' | 'validFrom' | 'time'>,
  previous?: { readonly sequence: number; readonly sm3: string },
): Policy {
  const place = { sequence: (previous?.sequence ?? 0) + 1, prevSm3: previous?.sm3 ?? null };
  return { v: 1, purpose: 'bianyin.policy/1', ...place, ...facts, matrix };
}
