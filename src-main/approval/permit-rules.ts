/** What a permit asks for beyond complete approvals: this document, this seal, a keeper apart from the others, a use that is left. */
import { toBase64 } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import { keptFor } from './acting-for.ts';
import { requireCertificate } from './certificate-check.ts';
import type { Behalf } from './delegation.ts';
import { isActOf, personOf } from './signer-rules.ts';
import { readSigner } from './statement.ts';
import type { Walk, WalkFacts } from './walk.ts';

/** State of the seal as the newest status snapshot and the seal's own dates tell it. `stale`: the snapshot is too old to sign by. */
type SealState = 'valid' | 'expired' | 'frozen' | 'cancelled' | 'unknown' | 'stale';

/** Hex SM3 and octets of a file. */
export interface FileDigest {
  readonly sm3: string;
  readonly size: number;
}

export interface PermitFacts extends WalkFacts {
  /** Uses of this request that count as spent. */
  readonly usesSpent: number;
  /** DER of the personal certificate on the token that is about to sign. */
  readonly keeperCertificate: Uint8Array;
  /** Measured by the signer on the file itself: hex SM3 and octets; pages when it has counted them. */
  readonly document: {
    readonly sm3: string;
    readonly size: number;
    readonly pages?: number;
    /** The file as it lies there, where it is that document with the earlier seals of a set behind it. */
    readonly whole?: FileDigest;
  };
  /** By the register: what the use of the seal before this one of its set has made; null while there is none. */
  readonly sealedBefore?: FileDigest | null;
  /** The seal on the token. */
  readonly seal: {
    readonly esId: string;
    readonly state: SealState;
    /** DER of the certificate whose key will make the seal's signature. */
    readonly certificate: Uint8Array;
  };
  /** The signer will seal with a time stamp or not at all. Default false. */
  readonly insistsOnTimeStamp?: boolean;
}

export interface PermitKeeper {
  readonly personId: string;
  readonly name: string;
  /** Base64, DER. */
  readonly certificate: string;
  readonly certificateSm3: string;
  /** For whom a deputy seals. */
  readonly behalf?: Behalf;
}

const sealStateCodes: Readonly<Record<Exclude<SealState, 'valid'>, ErrorCode>> = Object.freeze({
  expired: 'permit-seal-expired',
  frozen: 'permit-seal-frozen',
  cancelled: 'permit-seal-cancelled',
  unknown: 'permit-seal-unknown',
  stale: 'permit-seal-status-stale',
});

/** The file is the one that was approved, to the octet. Errors: `document-changed`. */
export function requireDocument(walk: Walk, { document }: PermitFacts): void {
  const expected = walk.request.request.document;
  const pages = document.pages ?? expected.pages;
  if (document.sm3 === expected.sm3 && document.size === expected.size && pages === expected.pages) return;
  throw new BianyinError('document-changed', { name: expected.name });
}

/**
 * Several seals go onto a file in their order (docs/adr/0042): what a later one is put on is the very file that the use of the one before
 * has made, by its digest in the register, and nothing else that begins with the approved octets.
 * Errors: `set-seal-order`, `set-half-changed`, `document-changed`.
 */
export function requireOrderOfSet(
  { request }: Walk,
  { document: { whole }, sealedBefore }: PermitFacts,
): void {
  const { list } = request;
  const { id, document } = request.request;
  if (list?.isSet !== true || list.index === 0) {
    if (whole !== undefined) throw new BianyinError('document-changed', { name: document.name });
    return;
  }
  if (!sealedBefore) throw new BianyinError('set-seal-order', { id, number: list.index });
  if (whole?.sm3 !== sealedBefore.sm3 || whole.size !== sealedBefore.size)
    throw new BianyinError('set-half-changed', { id, name: document.name });
}

/** The seal that was approved, good today, with a good certificate of the enterprise whose policy allows its use. */
export function requireSeal(walk: Walk, facts: PermitFacts): void {
  const { seal, now, checkCertificate } = facts;
  if (seal.esId !== walk.binding.esId)
    throw new BianyinError('permit-other-seal', { id: walk.request.request.id });
  if (seal.state !== 'valid') throw new BianyinError(sealStateCodes[seal.state]);
  const signer = readSigner('seal', toBase64(seal.certificate));
  const { uscc } = walk.policy.value.enterprise;
  if (!signer.organisationCodes.includes(uscc)) {
    throw new BianyinError('permit-seal-other-enterprise', { name: signer.name, uscc });
  }
  requireCertificate(signer, [now], checkCertificate);
}

/** A policy may want the time of each seal proven. Errors: `permit-time-stamp-required`. */
export function requireTimeStamp(
  { timeStampRequired }: Pick<Walk, 'timeStampRequired'>,
  { insistsOnTimeStamp = false }: Pick<PermitFacts, 'insistsOnTimeStamp'>,
): void {
  if (timeStampRequired && !insistsOnTimeStamp) throw new BianyinError('permit-time-stamp-required');
}

/** Every step of the path is done. Errors: `approval-missing`, with who is next. */
export function requireComplete(walk: Walk): void {
  if (!walk.next) return;
  const { role, index, people } = walk.next;
  throw new BianyinError('approval-missing', {
    id: walk.request.request.id,
    step: index + 1,
    steps: walk.path.steps.length,
    role,
    people: people.map((person) => person.name).join('、'),
  });
}

/**
 * Who seals keeps this seal, or has it delegated by somebody who does, and neither applied nor approved (审用分离). Errors:
 * `keeper-is-applicant`, `keeper-is-approver`, `keeper-not-named`, `keeper-of-legal-seal`.
 */
export function requireKeeper(walk: Walk, facts: PermitFacts): PermitKeeper {
  const signer = readSigner('keeper', toBase64(facts.keeperCertificate));
  const person = personOf(walk.policy.value, signer);
  const { name } = person;
  const { submission } = walk.request;
  const { combined } = walk.path;
  if (!combined.includes('applicant-keeps') && isActOf(person.id, signer, submission))
    throw new BianyinError('keeper-is-applicant', { name });
  const hasApproved = walk.approvals.some(
    (approval) => isActOf(person.id, signer, approval) || approval.value.behalf?.personId === person.id,
  );
  if (!combined.includes('approver-keeps') && hasApproved) {
    throw new BianyinError('keeper-is-approver', { name });
  }
  const behalf = keptFor(walk, person, signer.sm3);
  requireCertificate(signer, [facts.now], facts.checkCertificate);
  const keeper = { personId: person.id, name, certificate: toBase64(signer.der), certificateSm3: signer.sm3 };
  return behalf ? { ...keeper, behalf } : keeper;
}

/** How many uses are left, at least 1. Errors: `uses-exhausted`. */
export function requireUses(walk: Walk, { usesSpent }: Pick<PermitFacts, 'usesSpent'>): number {
  const { id, uses } = walk.request.request;
  // A count that is no count must not compare as "fewer than allowed".
  const left = Number.isSafeInteger(usesSpent) && usesSpent >= 0 ? uses - usesSpent : 0;
  if (left < 1) throw new BianyinError('uses-exhausted', { id, uses });
  return left;
}
