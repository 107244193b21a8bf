/**
 * The permit in a sealed file against what the enterprise itself has on record. Outside it proves signatures only; at home the
 * policy says who holds which office and which approvals were needed, and the register what was really asked and answered.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Approval } from './decision.ts';
import { pathFor, type Path } from './path.ts';
import type { PermitActKind } from './permit-extension.ts';
import type { Policy } from './policy.ts';
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
  if (!submitted || !used || !isSubmission(submitted, request) || !isByKeeper(used, path)) return 'people';
  const ground = { policy, request, path };
  if (!orElse(() => areThoseApprovals(rest, record.decisions, ground), false)) return 'approvals';
  return isStillGranted(used, ground, record) ? null : 'policy';
}

/** Every policy that the register had when the seal was used, and that had begun, granted it too, its keeper included (docs/adr/0031). */
function isStillGranted(used: ActClaim, { request, path }: Ground, record: PermitRecord): boolean {
  const index = record.policies.findIndex(({ sm3 }) => sm3 === request.request.policySm3);
  const { reached } = record;
  const later = record.policies
    .slice(index + 1)
    .filter(({ value }) => parseInstant(value.validFrom) <= reached);
  return orElse(() => {
    const approvals = record.decisions.map((signed) => openApproval(signed, request));
    const granted = stillGranted(later, { request, path, approvals });
    return isByKeeper(used, granted) && isSeparate(used, granted, approvals);
  }, false);
}

/** One person has no two duties but those that the path combines. */
function isSeparate(used: ActClaim, path: Path, approvals: readonly Opened<Approval>[]): boolean {
  const { keepers, applicant, combined } = path;
  const keeper = keepers.find(({ certificateSm3 }) => certificateSm3.includes(used.certificateSm3));
  const approvers = approvals.map(({ value }) => value.personId);
  return (
    (combined.includes('applicant-keeps') || keeper?.id !== applicant.id) &&
    (combined.includes('approver-keeps') || !approvers.some((id) => id === keeper?.id)) &&
    (combined.includes('applicant-approves') || !approvers.includes(applicant.id))
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

function isByKeeper(act: ActClaim, { keepers }: Path): boolean {
  const isKeeper = keepers.some(({ certificateSm3 }) => certificateSm3.includes(act.certificateSm3));
  return act.kind === 'used' && act.role === 'keeper' && isKeeper;
}

interface Ground {
  readonly policy: Policy;
  readonly request: OpenedRequest;
  readonly path: Path;
}

/** As many as the path has steps, each the stored one, by somebody who holds the office. Errors: those of the statements. */
function areThoseApprovals(
  acts: readonly ActClaim[],
  decisions: readonly SignedStatement[],
  ground: Ground,
): boolean {
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
    return isStored && isApproval && person.roles.includes(value.role);
  });
}
