/**
 * How far a request has come: every statement about it opened, bound, and judged by the policy in force. Approving, sealing
 * and listing all go through here, so that there is one reading of the rules. Anything that does not fit refuses.
 * Longer: all rules of one walk, in their order.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseInstant } from '../domain/instant.ts';
import { requireBinding, type Binding } from './act.ts';
import { cancellationKind, decisionKind, type Approval, type Decision } from './decision.ts';
import { nextStep, pathFor, type Path, type Step } from './path.ts';
import { policyInForce, type PolicyFacts } from './policy-chain.ts';
import type { Policy } from './policy.ts';
import { openRequest, type OpenedRequest, type SignedRequest } from './request.ts';
import { isActOf, requireClock, requireSigner, requireTimes } from './signer-rules.ts';
import { openStatement, type Opened, type SignedStatement } from './statement.ts';

/** Everything that is stored about one request, and the moment to judge it in. */
export interface WalkFacts extends PolicyFacts {
  readonly request: SignedRequest;
  /** Approvals and rejections in the order they were stored. */
  readonly decisions: readonly SignedStatement[];
  readonly cancellations: readonly SignedStatement[];
  /** The latest time that the journal or a status snapshot has seen; null when there is none. */
  readonly clockFloor: Date | null;
}

export interface Walk {
  readonly policy: Opened<Policy>;
  readonly request: OpenedRequest;
  readonly binding: Binding;
  readonly path: Path;
  readonly approvals: readonly Opened<Approval>[];
  /** The step that is waited for; null when all approvals are there. */
  readonly next: Step | null;
}

/**
 * Errors: those of `policyInForce`, `openRequest`, `pathFor`; `clock-behind`, `request-*`, `act-*`, `approval-*`,
 * `approver-*`, `person-not-in-policy`, `signer-certificate-*`, `statement-*`.
 */
export function walkRequest(facts: WalkFacts): Walk {
  requireClock(facts);
  const policy = policyInForce(facts);
  const request = openRequest(facts.request);
  const { documentSm3, esId, requestSm3, policySm3 } = request.submission.value;
  const binding = { documentSm3, esId, requestSm3, policySm3 };
  requireCurrentPolicy(request, policy);
  requireValidity(request, policy.value, facts.now);
  const applicant = requireSigner(policy.value, request.submission);
  requireTimes(facts, request.submission);
  const path = pathFor(policy.value, { ...request.request, applicantId: applicant.id });
  const ground = { facts, policy, request, binding, path };
  requireNotCancelled(ground);
  const approvals = walkDecisions(ground);
  return { policy, request, binding, path, approvals, next: nextStep(path, approvals.length) };
}

interface Ground {
  readonly facts: WalkFacts;
  readonly policy: Opened<Policy>;
  readonly request: OpenedRequest;
  readonly binding: Binding;
  readonly path: Path;
}

function requireCurrentPolicy({ request }: OpenedRequest, policy: Opened<Policy>): void {
  if (request.policySm3 === policy.sm3) return;
  throw new BianyinError('request-policy-replaced', { id: request.id, sequence: policy.value.sequence });
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

/** Only the applicant and the legal representative can take a request back; a cancellation by anybody else is refused as such. */
function requireNotCancelled(ground: Ground): void {
  const { facts, policy, request, binding } = ground;
  for (const signed of facts.cancellations) {
    const act = openStatement(cancellationKind, signed);
    requireBinding(act.value, binding, act.signer.name);
    const person = requireSigner(policy.value, act);
    requireTimes(facts, act);
    if (person.id !== request.request.applicantId && !person.roles.includes('legal')) {
      throw new BianyinError('cancellation-wrong-person', { name: person.name });
    }
    throw new BianyinError('request-cancelled', {
      id: request.request.id,
      name: person.name,
      reason: act.value.reason,
    });
  }
}

function walkDecisions(ground: Ground): Opened<Approval>[] {
  const opened = ground.facts.decisions.map((signed) => openStatement(decisionKind, signed));
  opened.forEach((decision) => requireBinding(decision.value, ground.binding, decision.signer.name));
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
  const { facts, policy, request, path } = ground;
  const person = requireSigner(policy.value, decision);
  const { name } = person;
  if (!person.roles.includes(decision.value.role)) {
    throw new BianyinError('approver-wrong-role', { name, role: decision.value.role });
  }
  const { signer } = decision;
  if (isActOf(person.id, signer, request.submission))
    throw new BianyinError('approver-is-applicant', { name });
  if (before.some((earlier) => isActOf(person.id, signer, earlier)))
    throw new BianyinError('approver-twice', { name });
  if (path.keepers.length === 1 && path.keepers[0]?.id === person.id) {
    throw new BianyinError('approver-is-keeper', { name });
  }
  requireTimes(facts, decision, (before.at(-1) ?? request.submission).value.time);
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
