/**
 * The permit: the one thing that lets a token sign. It exists only when request, approvals, policy, seal, document, keeper,
 * clock and remaining uses all agree; every doubt is an error. Pure: the signer passes in all that it has read and measured.
 */
import { toBase64 } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import type { ApproverRole } from '../domain/role.ts';
import { roleNames } from '../domain/role.ts';
import type { Binding } from './act.ts';
import { requireCertificate } from './certificate-check.ts';
import type { Use } from './decision.ts';
import type { Request } from './request.ts';
import { readSigner, type Opened } from './statement.ts';
import { isActOf, personOf, walkRequest, type Walk, type WalkFacts } from './walk.ts';

/** State of the seal as the newest status snapshot and the seal's own dates tell it. `stale`: the snapshot is too old to sign by. */
export type SealState = 'valid' | 'expired' | 'frozen' | 'cancelled' | 'unknown' | 'stale';

export interface PermitFacts extends WalkFacts {
  /** Uses of this request that count as spent. */
  readonly usesSpent: number;
  /** DER of the personal certificate on the token that is about to sign. */
  readonly keeperCertificate: Uint8Array;
  /** Measured by the signer on the file itself: hex SM3 and octets; pages when it has counted them. */
  readonly document: { readonly sm3: string; readonly size: number; readonly pages?: number };
  /** The seal on the token. */
  readonly seal: { readonly esId: string; readonly state: SealState };
}

/** One signed act that travels with the document. */
export interface PermitAct {
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
}

export interface PermitKeeper {
  readonly personId: string;
  readonly name: string;
  /** Base64, DER. */
  readonly certificate: string;
  readonly certificateSm3: string;
}

export interface Permit {
  readonly binding: Binding;
  readonly request: Request;
  readonly enterprise: { readonly uscc: string; readonly name: string };
  /** The applicant's department, when the policy names it. */
  readonly department: string | null;
  /** The submission, then the approvals in order. */
  readonly acts: readonly PermitAct[];
  readonly keeper: PermitKeeper;
  /** At least 1. */
  readonly usesLeft: number;
}

const issued = new WeakSet<Permit>();

const sealStateCodes: Readonly<Record<Exclude<SealState, 'valid'>, ErrorCode>> = Object.freeze({
  expired: 'permit-seal-expired',
  frozen: 'permit-seal-frozen',
  cancelled: 'permit-seal-cancelled',
  unknown: 'permit-seal-unknown',
  stale: 'permit-seal-status-stale',
});

/**
 * The permit, or the error that says what is missing.
 * Errors: those of `walkRequest`; `approval-missing`, `document-changed`, `permit-other-seal`, `permit-seal-*`,
 * `keeper-*`, `uses-exhausted`.
 */
export function evaluatePermit(facts: PermitFacts): Permit {
  const walk = walkRequest(facts);
  requireDocument(walk, facts);
  requireSeal(walk, facts);
  requireComplete(walk);
  const keeper = requireKeeper(walk, facts);
  const usesLeft = requireUses(walk, facts);
  const permit: Permit = deepFreeze({
    binding: walk.binding,
    request: walk.request.request,
    enterprise: walk.policy.value.enterprise,
    department: walk.path.applicant.department ?? null,
    acts: actsOf(walk),
    keeper,
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
  const { personId, certificateSm3 } = permit.keeper;
  return {
    v: 1,
    purpose: 'bianyin.use/1',
    ...permit.binding,
    personId,
    certificateSm3,
    time,
    role: 'keeper',
    number,
  };
}

function requireDocument(walk: Walk, { document }: PermitFacts): void {
  const expected = walk.request.request.document;
  const pages = document.pages ?? expected.pages;
  if (document.sm3 === expected.sm3 && document.size === expected.size && pages === expected.pages) return;
  throw new BianyinError('document-changed', { name: expected.name });
}

function requireSeal(walk: Walk, { seal }: PermitFacts): void {
  if (seal.esId !== walk.binding.esId)
    throw new BianyinError('permit-other-seal', { id: walk.request.request.id });
  if (seal.state !== 'valid') throw new BianyinError(sealStateCodes[seal.state]);
}

function requireComplete(walk: Walk): void {
  if (!walk.next) return;
  const { role, index, people } = walk.next;
  throw new BianyinError('approval-missing', {
    id: walk.request.request.id,
    step: index + 1,
    steps: walk.path.steps.length,
    role: roleNames[role].zh,
    people: people.map((person) => person.name).join('、'),
  });
}

function requireKeeper(walk: Walk, facts: PermitFacts): PermitKeeper {
  const signer = readSigner('keeper', toBase64(facts.keeperCertificate));
  const person = personOf(walk.policy.value, signer);
  const { name } = person;
  const { submission } = walk.request;
  if (isActOf(person.id, signer.publicKey, submission))
    throw new BianyinError('keeper-is-applicant', { name });
  if (walk.approvals.some((approval) => isActOf(person.id, signer.publicKey, approval))) {
    throw new BianyinError('keeper-is-approver', { name });
  }
  if (!walk.path.keepers.some((keeper) => keeper.id === person.id)) {
    throw new BianyinError('keeper-not-named', { name });
  }
  requireCertificate(signer, [facts.now], facts.checkCertificate);
  return { personId: person.id, name, certificate: toBase64(signer.der), certificateSm3: signer.sm3 };
}

function requireUses(walk: Walk, { usesSpent }: PermitFacts): number {
  const { id, uses } = walk.request.request;
  // A count that is no count must not compare as "fewer than allowed".
  const left = Number.isSafeInteger(usesSpent) && usesSpent >= 0 ? uses - usesSpent : 0;
  if (left < 1) throw new BianyinError('uses-exhausted', { id, uses });
  return left;
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
    })),
  ];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
