/** Which running request a policy that is about to be signed would end, and why: the same walk as the gate's, with one policy more. */
import { BianyinError, type ErrorDetail } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { KnownPolicy } from './policy-chain.ts';
import { walkUnder, type RequestFacts, type Walk } from './walk.ts';

/** `runs` is null where the request does not run today. `refusal`: why it would not run any more; null where it would. */
export interface PolicyEffectOnRequest {
  readonly runs: Walk | null;
  readonly refusal: ErrorDetail | null;
  /** How it runs under the new one; null where it does not. */
  readonly then: Walk | null;
}

/** `chain`: the policies in force up to now, checked. */
export function effectOn(
  chain: readonly KnownPolicy[],
  next: KnownPolicy,
  facts: RequestFacts,
): PolicyEffectOnRequest {
  const runs = orElse(() => walkUnder(chain, facts), null);
  if (!runs) return { runs, refusal: null, then: null };
  try {
    return { runs, refusal: null, then: walkUnder([...chain, next], facts) };
  } catch (error) {
    if (error instanceof BianyinError) return { runs, refusal: error.detail, then: null };
    throw error;
  }
}
