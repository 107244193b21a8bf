/**
 * The permit: the one thing that lets a token sign. It exists only when request, approvals, policy, seal, document, keeper,
 * clock and remaining uses all agree; every doubt is an error. Pure: the signer passes in all that it has read and measured.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { CombinedDuty } from '../domain/combined-duty.ts';
import type { ApproverRole } from '../domain/role.ts';
import type { Binding } from './act.ts';
import { combinedBy } from './combined-acts.ts';
import { deepFreeze } from './known-statements.ts';
import type { Use } from './decision.ts';
import type { Behalf } from './delegation.ts';
import {
  requireComplete,
  requireDocument,
  requireKeeper,
  requireOrderOfSet,
  requireSeal,
  requireTimeStamp,
  requireUses,
  type PermitFacts,
  type PermitKeeper,
} from './permit-rules.ts';
import type { ListMembership } from './list.ts';
import type { Request } from './request.ts';
import { readSigner, type Opened } from './statement.ts';
import { walkRequest, type Walk } from './walk.ts';

export type { PermitFacts } from './permit-rules.ts';

/** One signed act that travels with the document. */
interface PermitAct {
  readonly kind: 'submitted' | 'approved';
  readonly role: 'applicant' | ApproverRole;
  readonly personId: string;
  readonly name: string;
  readonly time: string;
  /** Step of an approval, 0 for a submission. */
  readonly number: number;
  /** Base64, DER. */
  readonly certificate: string;
  readonly signature: string;
  /** For whom a deputy acted. */
  readonly behalf?: Behalf | undefined;
  /** Places of the list that an approval was not given for. */
  readonly without?: readonly number[] | undefined;
}

export interface Permit {
  readonly binding: Binding;
  readonly request: Request;
  /** Its place in the list or set that was submitted and approved; null for a request that stands alone. */
  readonly list: ListMembership | null;
  readonly enterprise: { readonly uscc: string; readonly name: string };
  /** The applicant's department, when the policy names it. */
  readonly department: string | null;
  /** The submission, then the approvals in order. */
  readonly acts: readonly PermitAct[];
  readonly keeper: PermitKeeper;
  /** Duties that one person has had here, since the policy of a small firm allows it; the register says so. */
  readonly combined: readonly CombinedDuty[];
  /** At least 1. */
  readonly usesLeft: number;
}

const issued = new WeakSet<Permit>();

/**
 * The permit, or the error that says what is missing.
 * Errors: those of `walkRequest`; `approval-missing`, `document-changed`, `set-*`, `permit-other-seal`, `permit-seal-*`,
 * `keeper-*`, `uses-exhausted`, `permit-time-stamp-required`.
 */
export function evaluatePermit(facts: PermitFacts): Permit {
  const walk = walkRequest(facts);
  requireDocument(walk, facts);
  requireOrderOfSet(walk, facts);
  requireSeal(walk, facts);
  requireComplete(walk);
  const keeper = requireKeeper(walk, facts);
  const usesLeft = requireUses(walk, facts);
  requireTimeStamp(walk, facts);
  const permit: Permit = deepFreeze({
    binding: walk.binding,
    request: walk.request.request,
    list: walk.request.list,
    enterprise: walk.policy.value.enterprise,
    department: walk.path.applicant.department ?? null,
    acts: actsOf(walk),
    keeper,
    combined: combinedIn(walk, keeper),
    usesLeft,
  });
  issued.add(permit);
  return permit;
}

/** Throws unless `evaluatePermit` of this process made the value: a look-alike object is no permit. Errors: `permit-missing`. */
export function requirePermit(value: Permit): void {
  if (!issued.has(value)) throw new BianyinError('permit-missing');
}

/** What the keeper signs for one use, before the seal. `number` comes from the store. Errors: `permit-missing`. */
export function useFor(permit: Permit, number: number, time: string): Use {
  requirePermit(permit);
  const { personId, certificateSm3, behalf } = permit.keeper;
  return {
    v: 1,
    purpose: 'bianyin.use/1',
    ...permit.binding,
    personId,
    certificateSm3,
    time,
    role: 'keeper',
    number,
    ...(behalf ? { behalf } : {}),
  };
}

function combinedIn({ request, approvals }: Walk, keeper: PermitKeeper): CombinedDuty[] {
  const by = <K extends 'submitted' | 'approved'>(
    kind: K,
    { value, signer }: Opened<{ personId: string; behalf?: Behalf | undefined }>,
  ) => ({
    ...{ kind, signer },
    ...{ personId: value.personId, behalf: value.behalf },
  });
  return combinedBy([
    by('submitted', request.submission),
    ...approvals.map((act) => by('approved', act)),
    {
      ...{ kind: 'used', personId: keeper.personId, behalf: keeper.behalf },
      signer: readSigner('keeper', keeper.certificate),
    },
  ]);
}

function actsOf(walk: Walk): PermitAct[] {
  const { submission } = walk.request;
  const person = (id: string): string => walk.policy.value.people.find((each) => each.id === id)?.name ?? '';
  const common = (act: Opened<{ personId: string; time: string }>) => ({
    personId: act.value.personId,
    name: person(act.value.personId),
    time: act.value.time,
    certificate: act.signed.certificate,
    signature: act.signed.signature,
  });
  return [
    { kind: 'submitted', role: 'applicant', number: 0, ...common(submission) },
    ...walk.approvals.map((act): PermitAct => ({
      kind: 'approved',
      role: act.value.role,
      number: act.value.step,
      ...common(act),
      ...(act.value.behalf ? { behalf: act.value.behalf } : {}),
      ...(act.value.without ? { without: act.value.without } : {}),
    })),
  ];
}
