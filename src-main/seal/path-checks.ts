/**
 * Certificate paths of seal maker and signer, judged at the time of making and of signing (GM/T 0031-2014 §6.2.3 d,
 * GM/T 0031-2025 seal rule ii): what lapsed later is a note where the time is proven, and a doubt where it is only claimed.
 * Longer, since it holds the table of codes for both.
 */
import { equalBytes } from '../crypto/bytes.ts';
import { projectOids } from '../domain/project-oids.ts';
import type { Certificate } from '../pki/certificate.ts';
import { listAge } from '../pki/list-age.ts';
import {
  buildPath,
  type PathOptions,
  type PathProblem,
  type PathProblemCode,
  type PathResult,
} from '../pki/path.ts';
import { harmlessReasons } from '../pki/revocation.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import { finding, passed, passedUnless, type SealCheck, type SealCheckName } from './seal-check.ts';
import type { SealVersion } from './seal-structure.ts';
import { signerPurpose } from './signer-purposes.ts';

/** Trust and time, given by the caller; nothing here reads a clock. */
export interface TrustContext extends Pick<PathOptions, 'anchors' | 'intermediates' | 'crls' | 'ocsp'> {
  /** The time of signing by which to judge: proven when there is proof, else claimed, else `now`. */
  readonly at: Date;
  /** Whether `at` comes from a time stamp that was verified. */
  readonly isTimeProven: boolean;
  /**
   * The signer's claim, where `at` is only a bound that a much later time stamp over the file proves: what lapsed between
   * the two may or may not have been good at the time, so it is a doubt and no refusal.
   */
  readonly claimed?: Date;
  readonly now: Date;
  /** Makers whose certificates do not say that they may make seals, and who are trusted to all the same. Default: none. */
  readonly sealMakers?: readonly Certificate[];
}

type CodeMap = Readonly<Record<PathProblemCode, VerdictCode>>;

const signerCodes: CodeMap = {
  TRUST_ROOT_UNKNOWN: 'TRUST_ROOT_UNKNOWN',
  CHAIN_INCOMPLETE: 'CHAIN_INCOMPLETE',
  CHAIN_INVALID: 'CHAIN_INVALID',
  CERT_NOT_YET_VALID: 'CERT_NOT_YET_VALID',
  CERT_EXPIRED: 'CERT_EXPIRED_AT_SIGN',
  CERT_REVOKED: 'CERT_REVOKED',
  CERT_USAGE_FORBIDDEN: 'CERT_USAGE_FORBIDDEN',
  CERT_EXTENSION_UNKNOWN: 'CERT_EXTENSION_UNKNOWN',
  REVOCATION_MISSING: 'REVOCATION_MISSING',
  REVOCATION_STALE: 'REVOCATION_STALE',
  REVOCATION_UNKNOWN: 'REVOCATION_UNKNOWN',
  // Of the chain: the signature itself may be sound, it is whose it is that stays open.
  ALG_WEAK: 'CERT_ALG_WEAK',
  ALG_UNSUPPORTED: 'CERT_ALG_UNSUPPORTED',
};

const makerCodes: CodeMap = {
  ...signerCodes,
  TRUST_ROOT_UNKNOWN: 'MAKER_TRUST_ROOT_UNKNOWN',
  CHAIN_INCOMPLETE: 'MAKER_CHAIN_INCOMPLETE',
  CHAIN_INVALID: 'MAKER_CHAIN_INVALID',
  CERT_NOT_YET_VALID: 'MAKER_CERT_NOT_VALID_AT_CREATION',
  CERT_EXPIRED: 'MAKER_CERT_NOT_VALID_AT_CREATION',
  CERT_REVOKED: 'MAKER_CERT_REVOKED',
  CERT_USAGE_FORBIDDEN: 'MAKER_CERT_USAGE_FORBIDDEN',
};

/** The signer's certificate: everything must hold at the time of signing; what lapsed since depends on proof of time. */
export function checkSignerPath(certificate: Certificate, context: TrustContext): SealCheck[] {
  const check = 'signature.path';
  const atSigning = pathAt(certificate, context, context.at);
  const { path, problems: then, revocationBases } = atSigning;
  const findings = then.map((problem) => signerFinding(problem, context));
  if (signerPurpose(certificate) === 'seals') findings.push(finding(check, 'SIGNER_MAKES_SEALS'));
  findings.push(...otherPurpose(certificate, path.slice(1, -1)));
  const todays = pathAt(certificate, context, context.now);
  const today = todays.problems;
  const since = lapses(then, today);
  if (since.includes('expired') && !context.isTimeProven)
    findings.push(finding(check, 'CERT_EXPIRED_NO_POE', { date: dayOf(certificate.notAfter) }));
  if (since.includes('revoked') || since.includes('compromised')) {
    findings.push(finding(check, context.isTimeProven ? 'REVOKED_AFTER_SIGN' : 'REVOKED_NO_POE'));
  }
  // A claimed time may be a lie, so lists that were fresh then but ran out since prove nothing today.
  if (!context.isTimeProven && since.length === 0 && !findings.some(isAboutLists)) {
    findings.push(...today.map((problem) => toFinding(check, problem, signerCodes)).filter(isAboutLists));
  }
  findings.push(
    ...(context.isTimeProven
      ? agedLists(check, atSigning, context.at)
      : agedLists(check, todays, context.now)),
  );
  const bases = revocationBases.map(({ certificate: holder, source, asOf }) =>
    passed('signature.revocation', {
      certificate: holder.subject.toString(),
      source,
      asOf: asOf.toISOString(),
    }),
  );
  return [...passedUnless(check, findings, { certificates: path.length }), ...bases];
}

/** An authority that names purposes hands out certificates for those alone, as widespread programs read it; a root says nothing. */
function otherPurpose(certificate: Certificate, authorities: readonly Certificate[]): SealCheck[] {
  const narrow = [certificate, ...authorities].find((each) => signerPurpose(each) === 'other');
  if (!narrow) return [];
  const purposes = (narrow.extendedKeyUsage?.purposes ?? []).slice(0, 8).join(' ');
  return [
    finding('signature.path', 'SIGNER_PURPOSE_OTHER', { certificate: narrow.subject.toString(), purposes }),
  ];
}

/** Lists and responses that are far older than what they are used for, whatever end they state. */
function agedLists(check: SealCheckName, { revocationBases }: PathResult, at: Date): SealCheck[] {
  return revocationBases.flatMap(({ certificate, asOf }) => {
    const age = listAge(certificate.basicConstraints?.ca ? 'authority' : 'holder', asOf, at);
    if (age === 'new') return [];
    const detail = { certificate: certificate.subject.toString(), date: dayOf(asOf) };
    return [finding(check, age === 'stale' ? 'REVOCATION_STALE' : 'REVOCATION_OLD', detail)];
  });
}

/** A problem at the time of signing, unless the claim leaves open whether it was one yet. */
function signerFinding(problem: PathProblem, { at, claimed }: TrustContext): SealCheck {
  const check = 'signature.path';
  const since = problem.date ? { date: dayOf(problem.date) } : {};
  if (problem.code === 'CERT_REVOKED' && isHindsight(problem, at))
    return finding(check, 'CERT_KEY_COMPROMISED', since);
  const isOpen = claimed !== undefined && problem.date !== undefined && claimed < problem.date;
  if (isOpen && problem.code === 'CERT_REVOKED') return finding(check, 'REVOKED_NO_POE', since);
  if (isOpen && problem.code === 'CERT_EXPIRED') return finding(check, 'CERT_EXPIRED_NO_POE', since);
  return toFinding(check, problem, signerCodes);
}

/**
 * Revoked after `at`, with an invalidity date before it (RFC 5280 §5.3.2): nobody could know at the time, and nobody can say
 * now who held the key. Proof of time does not help: the thief's signature has its time stamp too.
 */
function isHindsight({ revocation }: PathProblem, at: Date): boolean {
  return revocation !== undefined && revocation.revocationDate > at;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function isAboutLists({ code }: SealCheck): boolean {
  return code === 'REVOCATION_STALE' || code === 'REVOCATION_MISSING' || code === 'REVOCATION_UNKNOWN';
}

/** What is known about when a seal was made. */
export interface SealOrigin {
  readonly version: SealVersion;
  readonly createDate: Date;
  /** The time by which the seal existed, proven by a trusted time stamp on it; else null. */
  readonly existedBy: Date | null;
}

/** The maker's certificate: everything must hold when the seal was made; v5 says that lapsing later is a warning only. */
export function checkMakerPath(
  certificate: Certificate,
  origin: SealOrigin,
  context: TrustContext,
): SealCheck[] {
  const check = 'seal.maker-path';
  const madeBy = pathAt(certificate, context, origin.createDate);
  const atCreation = madeBy.problems;
  const findings = atCreation.map((problem) =>
    problem.code === 'CERT_REVOKED' && isHindsight(problem, origin.createDate)
      ? finding(check, 'MAKER_CERT_REVOKED_NO_POE')
      : toFinding(check, problem, makerCodes),
  );
  findings.push(...agedLists(check, madeBy, origin.createDate));
  if (!mayMakeSeals(certificate, context)) findings.push(finding(check, 'MAKER_NOT_AUTHORISED'));
  const bySigning = lapses(atCreation, problemsAt(certificate, context, context.at));
  const byNow = lapses(atCreation, problemsAt(certificate, context, context.now));
  const isOlderThanLeak = (): boolean =>
    provenTimes(origin, context).some(
      (time) => !lapses(atCreation, problemsAt(certificate, context, time)).includes('compromised'),
    );
  if (byNow.includes('compromised') && !isOlderThanLeak()) {
    findings.push(finding(check, 'MAKER_CERT_REVOKED_NO_POE'));
  } else if (bySigning.length > 0 && origin.version !== 5) {
    findings.push(finding(check, 'MAKER_CERT_LAPSED_AT_SIGN'));
  } else if (bySigning.length > 0 || byNow.length > 0) {
    findings.push(finding(check, 'SEAL_MAKER_CERT_LAPSED'));
  }
  return passedUnless(check, findings);
}

/**
 * A person's certificate hangs from the same authority as the seal maker's, and could sign a seal of its own that bears
 * anybody's name. So a maker is one whose certificate says so, or one that was imported as such.
 */
function mayMakeSeals({ der, extendedKeyUsage }: Certificate, { sealMakers = [] }: TrustContext): boolean {
  const isMarked = extendedKeyUsage?.purposes.includes(projectOids.sealMakingPurpose) === true;
  return isMarked || sealMakers.some((maker) => equalBytes(maker.der, der));
}

/** Times at which the seal is known to have existed: its own time stamp, and that of the signature made with it. */
function provenTimes({ existedBy }: SealOrigin, { at, isTimeProven }: TrustContext): readonly Date[] {
  return [existedBy, isTimeProven ? at : null].filter((time) => time !== null);
}

function problemsAt(certificate: Certificate, context: TrustContext, at: Date): readonly PathProblem[] {
  return pathAt(certificate, context, at).problems;
}

function pathAt(certificate: Certificate, context: TrustContext, at: Date): PathResult {
  const { anchors, intermediates, crls, ocsp = [] } = context;
  return buildPath(certificate, { anchors, intermediates, crls, ocsp, at, purpose: 'signing' });
}

type Lapse = 'expired' | 'revoked' | 'compromised';

/** How a path that was free of expiry and revocation at first lost its validity later. */
function lapses(first: readonly PathProblem[], later: readonly PathProblem[]): Lapse[] {
  const known = first.map(lapseOf);
  return later
    .map(lapseOf)
    .filter((lapse) => lapse !== null)
    .filter((lapse) => !known.includes(lapse));
}

function lapseOf({ code, revocation }: PathProblem): Lapse | null {
  if (code === 'CERT_EXPIRED') return 'expired';
  if (code !== 'CERT_REVOKED') return null;
  return revocation && harmlessReasons.includes(revocation.reason) ? 'revoked' : 'compromised';
}

function toFinding(check: SealCheckName, problem: PathProblem, codes: CodeMap): SealCheck {
  const detail = {
    certificate: problem.certificate.subject.toString(),
    ...(problem.date ? { date: problem.date.toISOString().slice(0, 10) } : {}),
    ...(problem.what === undefined ? {} : { algorithm: problem.what, oid: problem.what }),
    ...(problem.rule === undefined ? {} : { rule: problem.rule }),
  };
  return finding(check, codes[problem.code], detail);
}
