/**
 * What signing a policy would change at this home: the differences from the one in force, and the running requests that it would end.
 * The main process shows it, and the signer works it out again by itself before and while it signs (docs/adr/0031).
 */
import { requireNotBackwards, type KnownPolicy } from '../approval/policy-chain.ts';
import { policyDifferences } from '../approval/policy-difference.ts';
import { policyKind, requireConsistentPolicy, type Policy, type PolicyPerson } from '../approval/policy.ts';
import { statementText, textSm3 } from '../approval/statement.ts';
import { effectOn } from '../approval/touched-request.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { ApproverRole } from '../domain/role.ts';
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

/** A request or list that runs now, what it waits for, and what the policy makes of it. */
export interface RunningRequest {
  readonly id: string;
  readonly fileName: string;
  readonly applicant: string;
  readonly applicantId: string;
  readonly esIds: readonly string[];
  /** Who has approved, themselves or through a deputy. */
  readonly approvedBy: readonly string[];
  /** `keeper`: everything is approved. */
  readonly awaited: ApproverRole | 'keeper';
  /** Who can do that now, and under the policy. */
  readonly waitsFor: readonly Named[];
  readonly waitsForThen: readonly Named[];
  /** Null where it goes on. */
  readonly refusal: TouchedRequest['refusal'] | null;
}

type Named = Pick<PolicyPerson, 'id' | 'name'>;

/** The same with every running request. */
export interface WholeEffect extends PolicyEffect {
  readonly running: readonly RunningRequest[];
}

/**
 * Errors: `statement-malformed`, `policy-inconsistent`, `policy-keepers-not-separate`, `policy-begins-too-early`; those of
 * `momentOfMany`.
 */
export function policyEffect(moment: HomeMoment, policy: Policy): PolicyEffect {
  const { sm3, sequence, differences, touched, going } = wholeEffect(moment, policy);
  return { sm3, sequence, differences, touched, going };
}

/** Errors: as `policyEffect`. */
export function wholeEffect(moment: HomeMoment, policy: Policy): WholeEffect {
  requireConsistentPolicy(policy);
  requireNotBackwards(policy, moment.store.latestTime());
  const next = { value: policy, sm3: textSm3(statementText(policyKind, policy)) };
  const many = momentOfMany(moment);
  // Empty where no policy counts now: then nothing runs, and everything in the new one is new.
  const chain = orElse(many.chain, []);
  const before = chain.at(-1)?.value ?? null;
  const running = chain.length === 0 ? [] : effectsOn(moment, many, next);
  const touched = running.flatMap(({ id, fileName, applicant, refusal }) =>
    refusal ? [{ id, fileName, applicant, refusal }] : [],
  );
  return {
    sm3: next.sm3,
    sequence: policy.sequence,
    differences: policyDifferences(before, policy),
    touched,
    going: running.length - touched.length,
    running,
  };
}

/** One for each request and each list that runs now. */
function effectsOn({ store }: HomeMoment, many: MomentOfMany, next: KnownPolicy): RunningRequest[] {
  const alone = store.requestIds().flatMap((id) => effectOnOne(store, many, next, id));
  return [...alone, ...store.listIds().flatMap((id) => effectOnList(store, many, next, id))];
}

function effectOnOne(
  store: Store,
  { chain, factsOf }: MomentOfMany,
  next: KnownPolicy,
  id: string,
): RunningRequest[] {
  const stored = store.request(id);
  const { runs, refusal, then } = effectOn(chain(), next, factsOf(stored));
  const isOver = runs !== null && stored.usesSpent >= runs.request.request.uses;
  if (!runs || isOver) return [];
  const { request, submission } = runs.request;
  return [
    {
      ...{ id, fileName: request.document.name, applicant: submission.signer.name, refusal },
      ...{ applicantId: request.applicantId, esIds: [request.seal.esId] },
      approvedBy: runs.approvals.flatMap(({ value }) =>
        value.behalf ? [value.personId, value.behalf.personId] : [value.personId],
      ),
      awaited: runs.next?.role ?? 'keeper',
      waitsFor: namesOf(runs.next?.people ?? runs.path.keepers),
      waitsForThen: then ? namesOf(then.next?.people ?? then.path.keepers) : [],
    },
  ];
}

function namesOf(people: readonly PolicyPerson[]): Named[] {
  return people.map(({ id, name }) => ({ id, name }));
}

/** A list is named once, by the first of its files that the policy ends: each file is judged by its own amount. */
function effectOnList(store: Store, many: MomentOfMany, next: KnownPolicy, listId: string): RunningRequest[] {
  const effects = store.itemIds(listId).flatMap((id) => effectOnOne(store, many, next, id));
  const told = effects.find(({ refusal }) => refusal !== null) ?? effects[0];
  const esIds = [...new Set(effects.flatMap((each) => each.esIds))];
  return told ? [{ ...told, id: listId, esIds }] : [];
}

/** Nobody signs away a request that was not named to them. Errors: `policy-touches-more`. */
export function requireNamed(effect: PolicyEffect, named: readonly string[]): void {
  const [first, ...more] = effect.touched.filter(({ id }) => !named.includes(id));
  if (!first) return;
  throw new BianyinError('policy-touches-more', { id: first.id, count: more.length + 1 });
}
