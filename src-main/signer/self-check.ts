/** The signer verifies its own work, and what was signed before, with the same engine that counters use. */
import type { ByteSource } from '../domain/byte-source.ts';
import { verdictCodeEntry } from '../domain/verdict-codes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SignatureReport, VerificationReport } from '../verification/report.ts';
import { engineVersion } from '../domain/engine-version.ts';
import { verifyDocument } from '../verification/verify-document.ts';
import type { HomeMoment } from '../home/home-moment.ts';
import type { WaitingStamp } from '../store/time-stamps.ts';
import type { HashedPrefix } from './hashed-file.ts';

/** What is verified, and the running digests that the signer got when it read the beginning of it. */
export interface ReadBack {
  readonly source: ByteSource;
  readonly prefixes: readonly HashedPrefix[];
}

/** What a file is expected to be. */
interface Expected {
  readonly isTimestamped: boolean;
  /** Other seals of its set are still to come (docs/adr/0042). */
  readonly isHalf: boolean;
}

/**
 * Hex SM3 of a freshly sealed file whose new signature is good on every axis, approvals included. Without a time stamp
 * the time alone may be a claim. Errors: `output-not-verified`.
 */
export function checkOutput(
  moment: HomeMoment,
  written: ReadBack,
  { isTimestamped, isHalf }: Expected,
): string {
  const report = verify(moment, written);
  // By what it covers and never by its name, which is the report's for people: nothing older reaches to the end of the file.
  const [added, ...others] = report.signatures.filter(({ coverage }) => coverage.coversWholeFile);
  const broken = report.signatures.filter((signature) => signature.integrity.level === 'FAIL');
  const complaints = [
    ...(added && others.length === 0
      ? complaintsAbout(added, { isTimestamped, isHalf })
      : ['SIGNATURE_MISSING']),
    ...broken.flatMap(codesOf),
  ];
  if (complaints.length > 0) throw new BianyinError('output-not-verified', { codes: complaints.join(', ') });
  return report.sm3;
}

/** Errors: `document-signature-broken` when a signature of the file does not cover what it should any more. */
export function requireIntactSignatures(moment: HomeMoment, file: ReadBack): void {
  const broken = verify(moment, file).signatures.filter((signature) => signature.integrity.level === 'FAIL');
  if (broken.length === 0) return;
  throw new BianyinError('document-signature-broken', { codes: broken.flatMap(codesOf).join(', ') });
}

/**
 * Nothing stands in the file but what its signatures cover: the last of them reaches to its end, all are intact, and no change behind
 * one of these uses is doubtful. Errors: `document-signature-broken`.
 */
export function requireNothingStray(
  moment: HomeMoment,
  file: ReadBack,
  uses: readonly Pick<WaitingStamp, 'signatureSm3'>[],
): void {
  const { signatures } = verify(moment, file);
  const isOwn = ({ signatureSm3 }: SignatureReport): boolean =>
    uses.some((use) => use.signatureSm3 === signatureSm3);
  const bad = signatures.filter(
    (each) => each.integrity.level === 'FAIL' || (isOwn(each) && each.integrity.level !== 'PASS'),
  );
  const isCovered = signatures.some(({ coverage }) => coverage.coversWholeFile);
  if (bad.length === 0 && isCovered) return;
  const codes = [...bad.flatMap(codesOf), ...(isCovered ? [] : ['CONTENT_BEHIND_SIGNATURES'])];
  throw new BianyinError('document-signature-broken', { codes: codes.join(', ') });
}

/** A stamped file, and the time that its newest stamp proves. */
interface Stamped {
  /** Hex SM3 of the file. */
  readonly sm3: string;
  /** ISO 8601, UTC. */
  readonly time: string;
}

/** A file in which the time of each of these uses is proven; null where that of one is not. */
export function readStamped(
  moment: HomeMoment,
  file: ReadBack,
  uses: readonly Pick<WaitingStamp, 'signatureSm3'>[],
): Stamped | null {
  const report = verify(moment, file);
  return complaintsAboutTimes(report, uses).length > 0 ? null : stampedOf(report, uses);
}

/** A freshly stamped file: whole, every seal of it as before, the time of each of these uses proven. Errors: `output-not-verified`. */
export function checkStamped(
  moment: HomeMoment,
  written: ReadBack,
  uses: readonly Pick<WaitingStamp, 'signatureSm3'>[],
): Stamped {
  const report = verify(moment, written);
  const broken = report.signatures.filter(({ integrity }) => integrity.level === 'FAIL').flatMap(codesOf);
  const [added, ...others] = report.signatures.filter(({ coverage }) => coverage.coversWholeFile);
  const isStamp = added?.kind === 'rfc3161' && others.length === 0;
  const own = isStamp ? [] : ['SIGNATURE_MISSING'];
  const complaints = [...own, ...broken, ...complaintsAboutTimes(report, uses)];
  if (complaints.length > 0) throw new BianyinError('output-not-verified', { codes: complaints.join(', ') });
  return stampedOf(report, uses);
}

function complaintsAboutTimes(
  { signatures }: VerificationReport,
  uses: readonly Pick<WaitingStamp, 'signatureSm3'>[],
): string[] {
  return uses.flatMap(({ signatureSm3 }): readonly string[] => {
    const seal = signatures.find((each) => each.signatureSm3 === signatureSm3);
    if (!seal) return ['SIGNATURE_MISSING'];
    return seal.signedAt?.source === 'proven' && seal.time.level === 'PASS' ? [] : seal.time.codes;
  });
}

function stampedOf(
  { sm3, signatures }: VerificationReport,
  uses: readonly Pick<WaitingStamp, 'signatureSm3'>[],
): Stamped {
  const seal = signatures.find((each) => each.signatureSm3 === uses[0]?.signatureSm3);
  return { sm3, time: seal?.signedAt?.value ?? '' };
}

function verify(moment: HomeMoment, { source, prefixes }: ReadBack): VerificationReport {
  const { trust, status, now } = moment;
  const snapshot = status.read();
  return verifyDocument(source, {
    ...trust,
    now,
    engineVersion,
    knownPrefixes: prefixes,
    ...(snapshot ? { statusSnapshot: snapshot } : {}),
  });
}

function complaintsAbout(signature: SignatureReport, { isTimestamped, isHalf }: Expected): string[] {
  const { integrity, identity, time, approvals } = signature;
  const claimedOnly = !isTimestamped && time.codes.every((code) => code === 'TIME_CLAIMED_ONLY');
  // The policy named these people by their certificates; that verifiers elsewhere doubt them is no fault of the seal.
  const doubts = identity.codes.filter((code) => verdictCodeEntry(code).level !== 'NOTE');
  const expected = ['PERMIT_OTHER_ENTERPRISE', ...(isHalf ? ['PERMIT_SET_INCOMPLETE'] : [])];
  const foreignOnly = doubts.length > 0 && doubts.every((code) => expected.includes(code));
  const axes = [integrity, ...(foreignOnly ? [] : [identity]), ...(claimedOnly ? [] : [time])];
  const bad = axes.filter((axis) => axis.level !== 'PASS').flatMap((axis) => axis.codes);
  const unproven = approvals.length === 0 || approvals.some((approval) => !approval.ok);
  return unproven ? [...bad, 'APPROVALS'] : bad;
}

function codesOf(signature: SignatureReport): readonly string[] {
  return signature.integrity.codes;
}
