/**
 * What signing a policy would change at this home: the differences from the one in force, and the running requests that it would end.
 * The main process shows it, and the signer works it out again by itself before and while it signs (docs/adr/0031).
 */
import { requireNotBackwards, type KnownPolicy } from '../approval/policy-chain.ts';
import { policyDifferences } from '../approval/policy-difference.ts';
import { policyKind, requireConsistentPolicy, type Policy } from '../approval/policy.ts';
import { statementText, textSm3 } from '../approval/statement.ts';
import { effectOn } from '../approval/touched-request.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { PolicyDifference } from '../domain/policy-difference-text.ts';
import type { Store } from '../store/store.ts';
import { momentOfMany, type HomeMoment, type MomentOfMany } from './home-moment.ts';

/** A running request that the policy would end. */
interface TouchedRequest {
  readonly id: string;
  readonly fileName: string;
  readonly applicant: string;
  /** Detail of `request-policy-replaced`. */
  readonly refusal: Readonly<Record<string, string | number>>;
}

export interface PolicyEffect {
  /** Hex SM3 of the text that will be signed. */
  readonly sm3: string;
  readonly sequence: number;
  readonly differences: readonly PolicyDifference[];
  readonly touched: readonly TouchedRequest[];
  /** How many running requests go on. */
  readonly going: number;
}

/**
 * Errors: `statement-malformed`, `policy-inconsistent`, `policy-keepers-not-separate`, `policy-begins-too-early`; those of
 * `momentOfMany`.
 */
export function policyEffect(moment: HomeMoment, policy: Policy): PolicyEffect {
  requireConsistentPolicy(policy);
  requireNotBackwards(policy, moment.store.latestTime());
  const next = { value: policy, sm3: textSm3(statementText(policyKind, policy)) };
  const many = momentOfMany(moment);
  // Empty where no policy counts now: then nothing runs, and everything in the new one is new.
  const chain = orElse(many.chain, []);
  const before = chain.at(-1)?.value ?? null;
  const effects = chain.length === 0 ? [] : effectsOn(moment, many, next);
  const touched = effects.flatMap(({ touched: each }) => (each ? [each] : []));
  return {
    sm3: next.sm3,
    sequence: policy.sequence,
    differences: policyDifferences(before, policy),
    touched,
    going: effects.length - touched.length,
  };
}

interface Effect {
  /** Null where it goes on. */
  readonly touched: TouchedRequest | null;
}

/** One for each request and each list that runs now. */
function effectsOn({ store }: HomeMoment, many: MomentOfMany, next: KnownPolicy): Effect[] {
  const alone = store.requestIds().flatMap((id) => effectOnOne(store, many, next, id));
  return [...alone, ...store.listIds().flatMap((id) => effectOnList(store, many, next, id))];
}

function effectOnOne(
  store: Store,
  { chain, factsOf }: MomentOfMany,
  next: KnownPolicy,
  id: string,
): Effect[] {
  const stored = store.request(id);
  const { runs, refusal } = effectOn(chain(), next, factsOf(stored));
  const isOver = runs !== null && stored.usesSpent >= runs.request.request.uses;
  if (!runs || isOver) return [];
  const { request, submission } = runs.request;
  const named = { id, fileName: request.document.name, applicant: submission.signer.name };
  return [{ touched: refusal && { ...named, refusal } }];
}

/** A list is named once, by the first of its files that the policy ends: each file is judged by its own amount. */
function effectOnList(store: Store, many: MomentOfMany, next: KnownPolicy, listId: string): Effect[] {
  const effects = store.itemIds(listId).flatMap((id) => effectOnOne(store, many, next, id));
  const touched = effects.find((each) => each.touched !== null)?.touched;
  return touched ? [{ touched: { ...touched, id: listId } }] : effects.slice(0, 1);
}

/** Nobody signs away a request that was not named to them. Errors: `policy-touches-more`. */
export function requireNamed(effect: PolicyEffect, named: readonly string[]): void {
  const [first, ...more] = effect.touched.filter(({ id }) => !named.includes(id));
  if (!first) return;
  throw new BianyinError('policy-touches-more', { id: first.id, count: more.length + 1 });
}
