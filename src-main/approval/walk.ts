/**
 * How far a request has come: every statement about it opened, bound, and judged by the policy that it names, then by every one
 * since (still-granted.ts). Approving, sealing and listing all go through here, so that there is one reading of the rules.
 * Anything that does not fit refuses. Longer: all rules of one walk, in their order.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText, parseInstant } from '../domain/instant.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { bindingOf, type Binding } from './act.ts';
import type { Approval, Cancellation, Decision } from './decision.ts';
import { listPartsOf } from './list.ts';
import { nextStep, onlyKeeperOf, pathFor, type Path, type Step } from './path.ts';
import { policiesSoFar, type KnownPolicy, type PolicyFacts } from './policy-chain.ts';
import { requireConsistentPolicy, type Policy, type PolicyPerson } from './policy.ts';
import { openRequest, type OpenedRequest, type Request, type SignedRequest } from './request.ts';
import {
  requireDelegation,
  standInsFor,
  takenNow,
  type DelegationGround,
  type StandIn,
  type TakenAt,
} from './delegated.ts';
import { delegationLog, type RecordedStatement } from './delegation-log.ts';
import { isActOf, requireClock, requireSigner, requireTimes } from './signer-rules.ts';
import { stillGranted } from './still-granted.ts';
import type { Opened, SignedStatement } from './statement.ts';
import { openCancellation, openDecision } from './told-act.ts';

/** Everything that is stored about one request, and the moment to judge it in. */
export interface WalkFacts extends PolicyFacts {
  readonly request: SignedRequest;
  /** Approvals and rejections in the order they were stored. */
  readonly decisions: readonly SignedStatement[];
  readonly cancellations: readonly SignedStatement[];
  /** Of when the backup was that the register was put back from since this was asked for; null: none (docs/adr/0041). */
  readonly restoredFrom: string | null;
  /** Of a seal of a set: the place (1 first) of the seal whose use broke off; null or absent: none (docs/adr/0042). */
  readonly brokenOff?: number | null;
  /** What the register has about delegations, in its order; absent: nothing. */
  readonly delegations?: readonly RecordedStatement[];
  /** Where the register has each of the decisions; what is missing here is judged as if it came now. */
  readonly recorded?: readonly Omit<TakenAt, 'time'>[];
}

/** The same without the chain of policies, which the caller has checked. */
export type RequestFacts = Omit<WalkFacts, 'policies' | 'legalCertificates' | 'putBack'>;

export interface Walk {
  /** The newest that counts; the request may name an older one (`binding.policySm3`). */
  readonly policy: KnownPolicy;
  /** One of the policies since the one that the request names wants the time of each seal proven. */
  readonly timeStampRequired: boolean;
  readonly request: OpenedRequest;
  readonly binding: Binding;
  readonly path: Path;
  readonly approvals: readonly Opened<Approval>[];
  /** The step that is waited for; null when all approvals are there. */
  readonly next: Step | null;
  /** Who may take the next step for one of its people, or seal for a keeper, by a delegation that counts now. */
  readonly standIns: readonly StandIn[];
  /** What delegations are judged by for this request. */
  readonly delegation: DelegationGround;
  /** When an act would be taken that comes now. */
  readonly at: TakenAt;
}

/**
 * Errors: those of `policyInForce`, `openRequest`, `pathFor`, `stillGranted`; `clock-behind`, `request-*`, `act-*`,
 * `approval-*`, `approver-*`, `person-not-in-policy`, `signer-certificate-*`, `statement-*`.
 */
export function walkRequest(facts: WalkFacts): Walk {
  requireClock(facts);
  return walkUnder(policiesSoFar(facts), facts);
}

/** `chain`: all policies up to the one in force, checked (`policiesSoFar`). Errors: as `walkRequest`, without those of the chain. */
export function walkUnder(chain: readonly KnownPolicy[], facts: RequestFacts): Walk {
  requireClock(facts);
  const request = openRequest(facts.request);
  const { own, later } = policiesSince(chain, request);
  const binding = bindingOf(request.submission.value);
  requireConsistentPolicy(own.value);
  requireValidity(request, own.value, facts.now);
  const applicant = requireSigner(own.value, request.submission);
  requireTimes(facts, request.submission);
  const path = pathFor(own.value, { ...request.request, applicantId: applicant.id });
  const delegation = delegationGround(chain, own, facts, request);
  const ground = { facts, own, later, request, path, delegation };
  requireNotCancelled(ground);
  requireNotRestored(ground);
  requireUnbroken(request.request, facts);
  const approvals = walkDecisions(ground);
  const granted = stillGranted(later, { request, path, approvals });
  const next = nextStep(granted, approvals.length);
  const timeStampRequired = [own, ...later].some(({ value }) => value.matrix.timeStamp === 'required');
  return {
    ...{ policy: later.at(-1) ?? own, timeStampRequired, request, binding },
    ...{ path: granted, approvals, next, delegation },
    standIns: standInsOf(ground, granted, approvals),
    at: takenNow(facts.now, facts.clockFloor, instantText(facts.now)),
  };
}

function delegationGround(
  chain: readonly KnownPolicy[],
  own: KnownPolicy,
  { delegations = [], now, checkCertificate }: RequestFacts,
  { request }: OpenedRequest,
): DelegationGround {
  return { chain, own, log: delegationLog(delegations), request, now, checkCertificate };
}

/** For the step that is waited for, else for the seal. Nobody who has had a part in it, themselves or through a deputy. */
function standInsOf(
  { facts, delegation, request }: Ground,
  path: Path,
  approvals: readonly Opened<Approval>[],
): StandIn[] {
  if (delegation.log.length === 0) return [];
  const { now, clockFloor } = facts;
  const holders = nextStep(path, approvals.length)?.people ?? path.keepers;
  const busy = [request.request.applicantId, ...approvals.flatMap(({ value }) => idsIn(value))];
  const found = standInsFor(delegation, holders, takenNow(now, clockFloor, instantText(now)));
  // Whoever holds the office acts in the own name.
  const isOwn = (id: string): boolean => holders.some((each) => each.id === id);
  return found.filter(
    ({ deputy, grantor }) => !isOwn(deputy.id) && !busy.includes(deputy.id) && !busy.includes(grantor.id),
  );
}

/** Who took a step, and for whom. */
function idsIn({ personId, behalf }: Pick<Approval, 'personId' | 'behalf'>): string[] {
  return behalf ? [personId, behalf.personId] : [personId];
}

/** A set is used once: where the use of one seal broke off, no other follows, and there is no file. Errors: `set-broken-off`. */
export function requireUnbroken(
  { id }: Pick<Request, 'id'>,
  { brokenOff = null }: Pick<RequestFacts, 'brokenOff'>,
): void {
  if (brokenOff === null) return;
  throw new BianyinError('set-broken-off', { id: listPartsOf(id)?.listId ?? id, number: brokenOff });
}

interface Ground {
  readonly facts: RequestFacts;
  /** The policy that the request names. */
  readonly own: KnownPolicy;
  /** Those that came after it. */
  readonly later: readonly KnownPolicy[];
  readonly request: OpenedRequest;
  readonly path: Path;
  readonly delegation: DelegationGround;
}

/** The policy that a request names, and all since. Errors: `request-policy-unknown`. */
function policiesSince(
  chain: readonly KnownPolicy[],
  { request }: OpenedRequest,
): { own: KnownPolicy; later: readonly KnownPolicy[] } {
  const index = chain.findIndex(({ sm3 }) => sm3 === request.policySm3);
  const own = chain[index];
  if (!own) throw new BianyinError('request-policy-unknown', { id: request.id });
  return { own, later: chain.slice(index + 1) };
}

function requireValidity({ request }: OpenedRequest, policy: Policy, now: Date): void {
  const { id, validFrom, validUntil } = request;
  const [from, until] = [parseInstant(validFrom), parseInstant(validUntil)];
  const hours = policy.matrix.requestHours;
  if (until.getTime() - from.getTime() > hours * 3_600_000) {
    throw new BianyinError('request-validity-too-long', { id, hours });
  }
  if (now < from) throw new BianyinError('request-not-yet-valid', { id, from: validFrom });
  if (now > until) throw new BianyinError('request-expired', { id, until: validUntil });
}

/** Nobody knows which of its uses were made between backup and restore: it gives none any more, and may be asked for again. */
function requireNotRestored({ facts: { restoredFrom }, request }: Ground): void {
  if (restoredFrom === null) return;
  throw new BianyinError('request-before-restore', { id: request.request.id, backup: restoredFrom });
}

/** Only the applicant and the legal representative can take a request back; a cancellation by anybody else is refused as such. */
function requireNotCancelled(ground: Ground): void {
  const { facts, request } = ground;
  for (const signed of facts.cancellations) {
    const act = openCancellation(signed, request);
    const person = canceller(ground, act);
    requireTimes(facts, act);
    throw new BianyinError('request-cancelled', {
      id: request.request.id,
      name: person.name,
      reason: act.value.reason,
    });
  }
}

/**
 * By the policy of the request or any since: a legal representative who came later may stop what runs.
 * Errors: `person-not-in-policy`, `act-other-person`, `cancellation-wrong-person`.
 */
function canceller({ own, later, request }: Ground, act: Opened<Cancellation>): PolicyPerson {
  const people = [own, ...later].flatMap(({ value }) => orElse(() => [requireSigner(value, act)], []));
  const person = people.find(
    ({ id, roles }) => id === request.request.applicantId || roles.includes('legal'),
  );
  if (person) return person;
  const { name } = people[0] ?? requireSigner(own.value, act);
  throw new BianyinError('cancellation-wrong-person', { name });
}

function walkDecisions(ground: Ground): Opened<Approval>[] {
  const opened = ground.facts.decisions.map((signed) => openDecision(signed, ground.request));
  const approvals: Opened<Approval>[] = [];
  for (const decision of opened) {
    requireInOrder(ground.path, decision, approvals.length);
    requireApprover(ground, decision, approvals);
    approvals.push(requireApproved(ground, decision));
  }
  return approvals;
}

function requireInOrder(path: Path, decision: Opened<Decision>, given: number): void {
  const { step } = decision.value;
  const { name } = decision.signer;
  if (step < given) throw new BianyinError('approval-repeated', { name, step: step + 1 });
  const awaited = path.steps[given];
  if (!awaited) throw new BianyinError('approval-not-awaited', { name });
  if (step > given) throw new BianyinError('approval-order', { name, role: awaited.role, step: given + 1 });
  if (decision.value.role !== awaited.role) {
    throw new BianyinError('approver-wrong-role', { name, role: awaited.role });
  }
}

function requireApprover(
  ground: Ground,
  decision: Opened<Decision>,
  before: readonly Opened<Approval>[],
): void {
  const { facts, own, request, path } = ground;
  const person = requireSigner(own.value, decision);
  const { name } = person;
  const holder = holderOf(ground, decision, before.length);
  if (!holder.roles.includes(decision.value.role)) {
    throw new BianyinError('approver-wrong-role', { name, role: decision.value.role });
  }
  const { signer } = decision;
  const isOneself = path.combined.includes('applicant-approves');
  if (!isOneself && isActOf(person.id, signer, request.submission))
    throw new BianyinError('approver-is-applicant', { name });
  const isTwice = before.some(
    (earlier) =>
      isActOf(person.id, signer, earlier) ||
      idsIn(earlier.value).some((id) => id === person.id || id === holder.id),
  );
  if (isTwice) throw new BianyinError('approver-twice', { name });
  if (onlyKeeperOf(path) === person.id) {
    throw new BianyinError('approver-is-keeper', { name });
  }
  requireTimes(facts, decision, (before.at(-1) ?? request.submission).value.time);
}

/**
 * Who holds the office that an approver acts in: the approver, or whoever has delegated it. A deputy acts for somebody who could take this
 * very step, and hands nothing on: what is delegated is an office that the grantor holds by the policy.
 */
function holderOf(ground: Ground, decision: Opened<Decision>, index: number): PolicyPerson {
  const { facts, own, path, delegation } = ground;
  const { behalf, personId, certificateSm3, time } = decision.value;
  if (!behalf) return requireSigner(own.value, decision);
  const known = facts.recorded?.[index];
  const at = known ? { ...known, time } : takenNow(facts.now, facts.clockFloor, time);
  const grantor = requireDelegation(delegation, behalf.delegationSm3, { personId, certificateSm3 }, at);
  const isTold = behalf.personId === grantor.id && behalf.name === grantor.name;
  const mayTake = path.steps[index]?.people.some(({ id }) => id === grantor.id) === true;
  if (!isTold || !mayTake) throw new BianyinError('delegation-refused', { what: 'for-applicant' });
  return grantor;
}

function requireApproved({ request }: Ground, decision: Opened<Decision>): Opened<Approval> {
  const { value } = decision;
  if (value.decision === 'approve') return { ...decision, value };
  throw new BianyinError('request-rejected', {
    id: request.request.id,
    name: decision.signer.name,
    role: value.role,
    reason: value.reason,
  });
}
