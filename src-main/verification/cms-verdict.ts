/** Judges GB/T 35275 SignedData, bare CMS and document time stamps (RFC 5652, RFC 3161 through ETSI EN 319 142-1 §5.4). */
import { hash } from '../crypto/hashes.ts';
import type { Certificate } from '../pki/certificate.ts';
import { oids } from '../pki/oids.ts';
import { revocationValuesOf } from '../pki/revocation-values.ts';
import type { SignedData, SignerInfo } from '../pki/signed-data.ts';
import { verifySignedData, type SignedContent, type SignerVerdict } from '../pki/signed-data-verification.ts';
import { checkSignerPath } from '../seal/path-checks.ts';
import type { CheckLog } from './check-log.ts';
import { presentOf, type CarriedMaterial, type VerificationContext } from './context.ts';
import { logSealCheck } from './ses-verdict.ts';
import {
  checkNotFuture,
  checkOrder,
  judgeTime,
  logTimeStamp,
  verifyToken,
  type SigningTime,
} from './signing-time.ts';
import type { SignatureKind } from './report.ts';

export interface CmsVerdict {
  readonly time: SigningTime;
  readonly certificate?: Certificate;
}

export const requiredCmsChecks: readonly string[] = ['signature.value', 'signature.path'];
export const requiredTimeStampChecks: readonly string[] = ['time-stamp'];

/** The kind of a SignedData container. */
export function signedDataKind(data: SignedData): SignatureKind {
  if (data.contentType === oids.tstInfo) return 'rfc3161';
  return data.type === oids.gmSignedData || data.contentType === oids.gmData ? 'gbt35275' : 'cms';
}

/** What is known about the time before the container is opened. */
export interface TimeHints {
  /** What the signature dictionary says (/M). */
  readonly claimed: Date | null;
  /** The earliest time that a later document time stamp proves for this signature. */
  readonly coveredBy: Date | undefined;
}

/** Judges GB/T 35275 or CMS data over a document: value, path, time. Every finding goes to the log. */
export function judgeSignedData(
  data: SignedData,
  document: SignedContent,
  hints: TimeHints,
  context: VerificationContext,
  log: CheckLog,
): CmsVerdict {
  const extra = [...context.intermediates, ...context.anchors];
  const [verdict, ...others] = verifySignedData(data, document, extra);
  if (!verdict || others.length > 0) {
    log.finding('signers', 'FORMAT_MALFORMED', { signers: data.signers.length });
    return { time: { at: presentOf(context), proven: false } };
  }
  logSigner(verdict, log);
  const carried = revocationValuesOf(verdict.signer);
  const material = { ...carried, crls: [...data.crls, ...carried.crls], certificates: data.certificates };
  const time = judgeCmsTime(material, verdict, hints, context, log);
  if (verdict.certificate) checkPath(verdict.certificate, material, time, context, log);
  else log.finding('signature.path', 'NO_SIGNER_CERTIFICATE');
  return { time, ...(verdict.certificate ? { certificate: verdict.certificate } : {}) };
}

function logSigner(verdict: SignerVerdict, log: CheckLog): void {
  const algorithm = verdict.weak ?? verdict.signer.signatureAlgorithm.oid;
  for (const code of [...verdict.codes, ...verdict.notes])
    log.finding('signature.value', code, { algorithm });
  if (verdict.ok) log.ok('integrity', 'signature.value', { algorithm, flavour: verdict.flavour ?? '' });
}

function judgeCmsTime(
  { certificates, crls, ocsp }: CarriedMaterial,
  { signer, signingTime }: SignerVerdict,
  { claimed, coveredBy }: TimeHints,
  context: VerificationContext,
  log: CheckLog,
): SigningTime {
  const facts = {
    claimed: signingTime ?? claimed,
    token: signatureTimeStamp(signer),
    imprintOf: (name: Parameters<typeof hash>[0]) => [hash(name, signer.signature)],
    certificates,
    crls,
    ocsp,
    coveredBy,
  };
  return judgeTime(facts, context, log);
}

/** The unsigned attribute signatureTimeStampToken (RFC 3161 Annex A). */
function signatureTimeStamp(signer: SignerInfo): Uint8Array | null {
  const attribute = signer.unsignedAttributes.find((each) => each.oid === '1.2.840.113549.1.9.16.2.14');
  return attribute?.values[0]?.bytes ?? null;
}

function checkPath(
  certificate: Certificate,
  carried: CarriedMaterial,
  time: SigningTime,
  context: VerificationContext,
  log: CheckLog,
): void {
  const checks = checkSignerPath(certificate, {
    anchors: context.anchors,
    intermediates: [...carried.certificates, ...context.intermediates],
    crls: [...carried.crls, ...context.crls],
    ocsp: [...carried.ocsp, ...(context.ocsp ?? [])],
    at: time.at,
    isTimeProven: time.proven,
    ...(time.claimed ? { claimed: time.claimed } : {}),
    now: presentOf(context),
  });
  for (const check of checks) logSealCheck(check, log);
}

/** A document time stamp: its imprint is over the byte range. */
export function judgeDocumentTimeStamp(
  token: Uint8Array,
  document: SignedContent,
  coveredBy: Date | undefined,
  context: VerificationContext,
  log: CheckLog,
): CmsVerdict {
  const imprintOf = (name: Parameters<typeof hash>[0]) => [document.digest(name)];
  const verdict = verifyToken(token, { imprintOf, coveredBy }, context);
  if (!verdict) {
    log.finding('time-stamp', 'TIMESTAMP_INVALID', { reason: 'malformed' });
    return { time: { at: presentOf(context), proven: false } };
  }
  if (verdict.reasons.includes('imprint')) log.finding('imprint', 'INTEGRITY_HASH_MISMATCH');
  else if (verdict.imprintIndex !== undefined) log.ok('integrity', 'imprint');
  const proven = logTimeStamp(verdict, log);
  checkNotFuture(verdict.time, context, log);
  checkOrder(verdict.time, coveredBy, log);
  if (proven)
    log.ok('identity', 'time-stamp-authority', { authority: verdict.signer?.subject.toString() ?? '' });
  return {
    time: { at: verdict.time, proven, shown: verdict.time },
    ...(verdict.signer ? { certificate: verdict.signer } : {}),
  };
}
