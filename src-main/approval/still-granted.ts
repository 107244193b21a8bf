/**
 * What a running request may still count on when policies came after the one that it names (docs/adr/0031): every policy since must
 * grant the same steps, the seal, the matter, the time it may run, and the people who acted or are still to act. What one of them
 * does not grant ends the request for good: a policy that is put back later does not wake it up.
 */
import { BianyinError, type ErrorDetail } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import type { GrantReason } from '../domain/errors/reasons.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Approval } from './decision.ts';
import { canBeCompleted, onlyKeeperOf, pathFor, type Path, type Step } from './path.ts';
import type { KnownPolicy } from './policy-chain.ts';
import { requireConsistentPolicy, type PolicyPerson } from './policy.ts';
import type { OpenedRequest } from './request.ts';
import { requireSigner } from './signer-rules.ts';
import type { Opened } from './statement.ts';

/** A request as the policy that it names sees it. */
export interface Running {
  readonly request: OpenedRequest;
  readonly path: Path;
  readonly approvals: readonly Opened<Approval>[];
}

/** How a path that is refused is said; whatever else is wrong with it is a matter of its steps. */
const pathReasons: Partial<Record<ErrorCode, GrantReason>> = {
  'path-seal-not-in-policy': 'seal-gone',
  'path-not-allowed': 'matter-gone',
  'person-not-in-policy': 'applicant-gone',
  'applicant-wrong-role': 'applicant-role',
  'attachment-missing': 'attachment-needed',
  'path-role-vacant': 'people-missing',
  'path-people-missing': 'people-missing',
  'path-keeper-approves': 'people-missing',
};

/**
 * The path with whoever may act under all policies. Errors: `request-policy-replaced` with the number of the first policy that
 * does not grant it and why; `policy-inconsistent`, `policy-keepers-not-separate`.
 */
export function stillGranted(later: readonly KnownPolicy[], running: Running): Path {
  return later.reduce<Path>((path, policy) => pathUnder(policy, { ...running, path }), running.path);
}

function pathUnder(policy: KnownPolicy, running: Running): Path {
  requireConsistentPolicy(policy.value);
  requireHours(policy, running);
  const path = joined(running.path, pathOf(policy, running));
  requireSameSteps(policy, running, path);
  requireActs(policy, running);
  requirePeople(policy, running, path);
  return path;
}

function refused(
  { value }: KnownPolicy,
  { request }: Running,
  what: GrantReason,
  detail: ErrorDetail = {},
): BianyinError {
  const { sequence } = value;
  return new BianyinError('request-policy-replaced', { id: request.request.id, sequence, what, ...detail });
}

function requireHours(policy: KnownPolicy, running: Running): void {
  const { validFrom, validUntil } = running.request.request;
  const hours = policy.value.matrix.requestHours;
  const asked = parseInstant(validUntil).getTime() - parseInstant(validFrom).getTime();
  if (asked > hours * 3_600_000) throw refused(policy, running, 'runs-too-long', { hours });
}

function pathOf(policy: KnownPolicy, running: Running): Path {
  const { request, path } = running;
  try {
    return pathFor(policy.value, { ...request.request, applicantId: path.applicant.id });
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    const { name } = path.applicant;
    throw refused(policy, running, pathReasons[error.code] ?? 'steps-changed', { name });
  }
}

/**
 * The steps and keepers of the newer path, each with only those people whom both name. Who is left as the only keeper approves
 * nothing, as in `pathFor`. One person combines what both allow.
 */
function joined(before: Path, next: Path): Path {
  const keepers = inBoth(before.keepers, next.keepers);
  const combined = next.combined.filter((each) => before.combined.includes(each));
  const onlyKeeper = onlyKeeperOf({ keepers, combined });
  const steps = next.steps.map((step, i): Step => {
    const people = inBoth(before.steps[i]?.people ?? [], step.people);
    return { ...step, people: people.filter(({ id }) => id !== onlyKeeper) };
  });
  return { ...next, steps, keepers, combined };
}

/**
 * One person under both: the same identifier and a certificate that both list. An identifier alone may have been given to somebody
 * else. They keep the certificates that both list: what they sign has to count under both.
 */
function inBoth(before: readonly PolicyPerson[], next: readonly PolicyPerson[]): PolicyPerson[] {
  return next.flatMap((person) => {
    const earlier = before.find(({ id }) => id === person.id);
    const shared = person.certificateSm3.filter((each) => earlier?.certificateSm3.includes(each) === true);
    return shared.length === 0 ? [] : [{ ...person, certificateSm3: shared }];
  });
}

function requireSameSteps(policy: KnownPolicy, running: Running, path: Path): void {
  const [before, now] = [running.path, path].map(({ steps }) => steps.map(({ role }) => role).join(' '));
  if (before !== now) throw refused(policy, running, 'steps-changed');
}

/** Who applied and who approved are still the same people, in the same offices. */
function requireActs(policy: KnownPolicy, running: Running): void {
  const { request, approvals } = running;
  if (holderOf(policy, request.submission) === null) {
    throw refused(policy, running, 'applicant-gone', { name: request.submission.signer.name });
  }
  for (const approval of approvals) {
    const { role, behalf } = approval.value;
    const { name } = approval.signer;
    const actor = holderOf(policy, approval);
    // A deputy has no such office: whoever delegated it has, and names the deputy still.
    const holder = behalf ? officeOf(policy, behalf.personId, actor) : actor;
    if (holder?.roles.includes(role) !== true) {
      throw refused(policy, running, 'approver-gone', { name, role });
    }
  }
}

function officeOf(
  { value }: KnownPolicy,
  grantorId: string,
  deputy: PolicyPerson | null,
): PolicyPerson | null {
  const grantor = value.people.find(({ id }) => id === grantorId);
  return deputy && grantor?.deputies?.includes(deputy.id) === true ? grantor : null;
}

function holderOf(
  policy: KnownPolicy,
  act: Opened<Approval | OpenedRequest['submission']['value']>,
): PolicyPerson | null {
  try {
    return requireSigner(policy.value, act);
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

/** Enough people whom all policies name: for the steps that are left, and a keeper apart from those who approved. */
function requirePeople(policy: KnownPolicy, running: Running, path: Path): void {
  const takers = running.approvals.map(({ value }) => value.behalf?.personId ?? value.personId);
  const approvers = running.approvals.map(({ value }) => value.personId);
  const busy = [...takers, ...approvers];
  const mayHaveApproved = path.combined.includes('approver-keeps');
  if (!path.keepers.some(({ id }) => mayHaveApproved || !busy.includes(id)))
    throw refused(policy, running, 'keeper-gone');
  const vacant = path.steps.slice(approvers.length).find(({ people }) => people.length === 0);
  if (vacant) throw refused(policy, running, 'step-people-gone', { role: vacant.role });
  if (!canBeCompleted(path, takers, approvers)) throw refused(policy, running, 'people-missing');
}
