/**
 * The permit in a sealed file against what the enterprise itself has on record. Outside it proves signatures only; at home the
 * policy says who holds which office and which approvals were needed, and the register what was really asked and answered.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Approval, Decision } from './decision.ts';
import { requireDelegation, type DelegationGround, type TakenAt } from './delegated.ts';
import type { Behalf } from './delegation.ts';
import { delegationLog, type RecordedStatement } from './delegation-log.ts';
import { pathFor, type Path } from './path.ts';
import type { PermitActKind } from './permit-extension.ts';
import type { Policy, PolicyPerson } from './policy.ts';
import { openRequest, type OpenedRequest, type SignedRequest } from './request.ts';
import { requireSigner } from './signer-rules.ts';
import { stillGranted } from './still-granted.ts';
import type { Opened, SignedStatement } from './statement.ts';
import { openDecision } from './told-act.ts';

/** What a verifier has read in the file; digests are hex SM3, certificates by that of their DER. */
export interface PermitClaims {
  readonly documentSm3: string;
  readonly requestSm3: string;
  readonly policySm3: string;
  /** Where the request stands in its list, and the list; null for one that stands alone. */
  readonly list: ListClaim | null;
  /** The submission, the approvals in order, the use. */
  readonly acts: readonly ActClaim[];
}

interface ListClaim {
  readonly listSm3: string;
  readonly index: number;
  readonly count: number;
  /** The members are seals of one file. */
  readonly isSet?: boolean | undefined;
}

interface ActClaim {
  readonly kind: PermitActKind;
  readonly role: string;
  readonly certificateSm3: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** For whom a deputy acted. */
  readonly behalf?: Behalf | undefined;
}

/** What the home has about the request that its register names for this signature. */
export interface PermitRecord {
  /**
   * The chain of policies, checked (`policiesSoFar`), as far as the register had it when the seal was used. Its order decides, and
   * no time that anybody claims: clocks differ, and a policy is drafted before it is signed (docs/adr/0031).
   */
  readonly policies: readonly Opened<Policy>[];
  /** The latest time that the register had seen by then: a policy that was to begin later did not count yet. */
  readonly reached: Date;
  readonly request: SignedRequest;
  readonly decisions: readonly SignedStatement[];
  /** What the register has about delegations, where it has the decisions, and the use. Absent: a register without any. */
  readonly delegations?: readonly RecordedStatement[];
  readonly recorded?: readonly Omit<TakenAt, 'time'>[];
  readonly usedAt?: number;
}

/** What is not as on record: the request, the policy, the people who act, or the approvals. */
export type PermitDifference = 'request' | 'policy' | 'people' | 'approvals';

/** Null: the permit says what policy and register say. Every doubt is a difference. */
export function permitDifference(claims: PermitClaims, record: PermitRecord): PermitDifference | null {
  const policy = record.policies.find(({ sm3 }) => sm3 === claims.policySm3)?.value;
  if (!policy) return 'policy';
  const request = orElse(() => openRequest(record.request), null);
  if (!request || !isThatRequest(claims, request)) return 'request';
  const path = orElse(() => {
    const applicantId = requireSigner(policy, request.submission).id;
    return pathFor(policy, { ...request.request, applicantId });
  }, null);
  if (!path) return 'people';
  const [submitted, ...rest] = claims.acts;
  const used = rest.pop();
  const ground = { policy, request, path };
  if (!submitted || !used || !isSubmission(submitted, request)) return 'people';
  if (!orElse(() => isByKeeper(used, ground, record), false)) return 'people';
  if (!orElse(() => areThoseApprovals(rest, record, ground), false)) return 'approvals';
  return isStillGranted(used, ground, record) ? null : 'policy';
}

/** Every policy that the register had when the seal was used, and that had begun, granted it too, its keeper included (docs/adr/0031). */
function isStillGranted(used: ActClaim, { policy, request, path }: Ground, record: PermitRecord): boolean {
  const index = record.policies.findIndex(({ sm3 }) => sm3 === request.request.policySm3);
  const { reached } = record;
  const later = record.policies
    .slice(index + 1)
    .filter(({ value }) => parseInstant(value.validFrom) <= reached);
  return orElse(() => {
    const approvals = record.decisions.map((signed) => openApproval(signed, request));
    const granted = stillGranted(later, { request, path, approvals });
    const ground = { policy, request, path: granted };
    return (
      isByKeeper(used, ground, { ...record, policies: record.policies.slice(0, index + 1 + later.length) }) &&
      isSeparate(used, granted, approvals)
    );
  }, false);
}

/** One person has no two duties but those that the path combines. */
function isSeparate(used: ActClaim, path: Path, approvals: readonly Opened<Approval>[]): boolean {
  const { keepers, applicant, combined } = path;
  const keeper = keepers.find(({ certificateSm3 }) => certificateSm3.includes(used.certificateSm3));
  const sealing = [keeper?.id, used.behalf?.personId];
  const approving = approvals.flatMap(({ value }) => [
    value.personId,
    value.behalf?.personId ?? value.personId,
  ]);
  return (
    (combined.includes('applicant-keeps') || !sealing.includes(applicant.id)) &&
    (combined.includes('approver-keeps') || !approving.some((id) => sealing.includes(id))) &&
    (combined.includes('applicant-approves') || !approving.includes(applicant.id))
  );
}

function openApproval(signed: SignedStatement, request: OpenedRequest): Opened<Approval> {
  const decision = openDecision(signed, request);
  const { value } = decision;
  if (value.decision === 'approve') return { ...decision, value };
  throw new BianyinError('approval-missing');
}

function isThatRequest(claims: PermitClaims, { sm3, submission, list }: OpenedRequest): boolean {
  const { documentSm3, policySm3 } = submission.value;
  const isSame =
    sm3 === claims.requestSm3 && documentSm3 === claims.documentSm3 && policySm3 === claims.policySm3;
  return isSame && isThatPlace(claims.list, list);
}

function isThatPlace(claim: ListClaim | null, list: OpenedRequest['list']): boolean {
  if (claim === null || list === null) return claim === null && list === null;
  if ((claim.isSet === true) !== (list.isSet === true)) return false;
  return claim.listSm3 === list.listSm3 && claim.index === list.index && claim.count === list.count;
}

function isSubmission(act: ActClaim, { submission }: OpenedRequest): boolean {
  const { signer, value } = submission;
  return (
    act.kind === 'submitted' &&
    act.role === value.role &&
    act.certificateSm3 === signer.sm3 &&
    act.time === value.time
  );
}

/** By a keeper, or by a deputy whose delegation counted when the register had the use. Errors: those of `requireDelegation`. */
function isByKeeper(act: ActClaim, { policy, request, path }: Ground, record: PermitRecord): boolean {
  const { behalf, certificateSm3, time } = act;
  if (act.kind !== 'used' || act.role !== 'keeper') return false;
  if (!behalf) return path.keepers.some(({ certificateSm3: held }) => held.includes(certificateSm3));
  const deputy = policy.people.find(({ certificateSm3: held }) => held.includes(certificateSm3));
  const at = { seq: record.usedAt ?? -1, reached: record.reached, time };
  const ground = delegationGround(record, request);
  const grantor = requireDelegation(
    ground,
    behalf.delegationSm3,
    { personId: deputy?.id ?? '', certificateSm3 },
    at,
  );
  const mayDelegate =
    request.request.seal.typeCode === '05'
      ? grantor.roles.includes('legal')
      : path.keepers.some(({ id }) => id === grantor.id);
  return mayDelegate && grantor.id === behalf.personId;
}

function delegationGround(
  { policies, delegations = [], reached }: PermitRecord,
  { request }: OpenedRequest,
): DelegationGround {
  const own = policies.find(({ sm3 }) => sm3 === request.policySm3);
  if (!own) throw new BianyinError('request-policy-unknown', { id: request.id });
  // Certificates were judged when the register took the act; the engine judges those in the file anew.
  return {
    chain: policies,
    own,
    log: delegationLog(delegations),
    request,
    now: reached,
    checkCertificate: () => 'ok',
  };
}

interface Ground {
  readonly policy: Policy;
  readonly request: OpenedRequest;
  readonly path: Path;
}

/** As many as the path has steps, each the stored one, by somebody who holds the office. Errors: those of the statements. */
function areThoseApprovals(acts: readonly ActClaim[], record: PermitRecord, ground: Ground): boolean {
  const { decisions } = record;
  const { policy, request, path } = ground;
  if (acts.length !== path.steps.length || decisions.length !== acts.length) return false;
  return decisions.every((signed, i) => {
    const decision = openDecision(signed, request);
    const { value, signer } = decision;
    const person = requireSigner(policy, decision);
    const act = acts[i];
    const isStored =
      act?.kind === 'approved' &&
      act.certificateSm3 === signer.sm3 &&
      act.time === value.time &&
      act.role === value.role;
    const isApproval = value.decision === 'approve' && value.step === i && path.steps[i]?.role === value.role;
    const isSame = act?.behalf?.delegationSm3 === value.behalf?.delegationSm3;
    const holder = value.behalf ? grantorOf(decision, record, ground, i) : person;
    return isStored && isSame && isApproval && holder.roles.includes(value.role);
  });
}

/** Whom a deputy approved for. Errors: those of `requireDelegation`. */
function grantorOf(
  { value }: Opened<Decision>,
  record: PermitRecord,
  { request }: Ground,
  index: number,
): PolicyPerson {
  const { behalf, personId, certificateSm3, time } = value;
  const at = record.recorded?.[index] ?? { seq: -1, reached: record.reached };
  const sm3 = behalf?.delegationSm3 ?? '';
  return requireDelegation(
    delegationGround(record, request),
    sm3,
    { personId, certificateSm3 },
    { ...at, time },
  );
}
