/** The permit that travels in TBS_Sign.extDatas: who approved these very bytes. A broken one is never green. */
import {
  decodePermitExtension,
  permitExtensionOid,
  type PermitExtension,
} from '../approval/permit-extension.ts';
import { combinedBy } from '../approval/combined-acts.ts';
import { listOfExtension, verifyPermitExtension } from '../approval/verify-extension.ts';
import type { CertificateState } from '../approval/certificate-check.ts';
import { toHex } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseCertificate, type Certificate } from '../pki/certificate.ts';
import { organisationCodes } from '../pki/organisation-code.ts';
import { buildPath } from '../pki/path.ts';
import { revokedSince } from '../pki/revocation.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import type { CheckLog } from './check-log.ts';
import { cleanText } from './clean-text.ts';
import { presentOf, type VerificationContext } from './context.ts';
import type { ApprovalReport, PermitReport } from './report.ts';

const check = 'approvals';

/** extnValue of the permit, and the length of the file that was approved; null without a permit or when it is malformed. */
export interface CarriedPermit {
  readonly value: Uint8Array;
  readonly documentSize: number;
  readonly documentSm3: string;
  readonly requestSm3: string;
  readonly policySm3: string;
  /** Its place among several seals on this file, by what it claims (docs/adr/0042); null for any other permit. */
  readonly set: { readonly root: string; readonly index: number; readonly count: number } | null;
  /** DER of the certificates of those who acted, in the order of the acts. */
  readonly certificates: readonly Uint8Array[];
}

/** The seal that a permit is for. */
export interface PermittedSeal {
  readonly esId: string;
  /** Whose seal it is: the certificate it signed with; null when it cannot be read. */
  readonly certificate: Certificate | null;
  /** The time by which the permit existed, where that is proven: whoever approved had approved by then. */
  readonly provenBy: Date | null;
}

/** Looks for the permit; a malformed or repeated one is a finding. */
export function findPermit(signature: SealSignature, log: CheckLog): CarriedPermit | null {
  const [extension, ...others] = signature.extensions.filter(({ oid }) => oid === permitExtensionOid);
  if (!extension) {
    log.finding(check, 'PERMIT_ABSENT');
    return null;
  }
  try {
    if (others.length > 0) throw new BianyinError('permit-extension-malformed');
    const decoded = decodePermitExtension(extension.value);
    const { documentSize, documentSm3, requestSm3, policySm3, acts } = decoded;
    const certificates = acts.map(({ certificate }) => certificate);
    const set = setOf(decoded, signature.seal.info.esId);
    return { value: extension.value, documentSize, documentSm3, requestSm3, policySm3, set, certificates };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    log.finding(check, 'PERMIT_INVALID', { reason: error.code });
    return null;
  }
}

/** By its own word: that the file is the one it names, and who signed for it, is judged apart. */
function setOf(extension: PermitExtension, esId: string): CarriedPermit['set'] {
  const place = listOfExtension(extension, { documentSm3: extension.documentSm3, esId });
  return place?.isSet === true ? { root: place.listSm3, index: place.index, count: place.count } : null;
}

/**
 * Several seals that were approved together stand together: with one of them missing, or not in order, nobody may take the file for
 * finished. Asked when all signatures have been judged.
 */
export function judgeSets(
  carried: readonly { readonly log: CheckLog; readonly permit: CarriedPermit }[],
): void {
  for (const { log, permit } of carried) {
    const { set } = permit;
    if (!set) continue;
    const good = carried.filter((each) => each.permit.set?.root === set.root && isSound(each.log));
    const present = new Set(good.map((each) => each.permit.set?.index)).size;
    if (present < set.count)
      log.finding('approval-set', 'PERMIT_SET_INCOMPLETE', { count: set.count, present });
    else log.finding('approval-set', 'PERMIT_FOR_SET', { number: set.index + 1, count: set.count });
  }
}

function isSound(log: CheckLog): boolean {
  return !log.has('PERMIT_INVALID') && log.records.every(({ outcome }) => outcome !== 'bad');
}

/** Verifies every act. `digest` is SM3 over the first `documentSize` bytes; null when they are not what was sealed. */
export function judgeApprovals(
  permit: CarriedPermit,
  seal: PermittedSeal,
  digest: Uint8Array | null,
  context: VerificationContext,
  log: CheckLog,
): readonly ApprovalReport[] {
  // The acts are checked against the file's own digest, so that a permit for another file fails in every act.
  const documentSm3 = digest === null ? '' : toHex(digest);
  const acts = readActs(permit, seal, documentSm3, context);
  if (digest === null || documentSm3 !== permit.documentSm3) {
    log.finding(check, 'PERMIT_INVALID', { reason: 'another file' });
  }
  for (const act of acts) if (act.code) log.finding(check, act.code, { role: act.role, name: act.name });
  if (!log.made(check)) compareEnterprises(permit, seal, log);
  if (!log.made(check)) log.ok('identity', check, { acts: acts.length });
  const list = listOf(permit, seal.esId, documentSm3);
  if (list && list.isSet !== true && acts.some(({ ok }) => ok))
    log.finding('approval-list', 'PERMIT_FOR_LIST', { number: list.index + 1, count: list.count });
  const combined = combinedBy(decodePermitExtension(permit.value).acts);
  if (combined.length > 0 && acts.some(({ ok }) => ok))
    log.finding('approval-duties', 'PERMIT_DUTIES_COMBINED', { duties: combined.join(' ') });
  if (acts.some(({ ok, behalf }) => ok && behalf !== undefined))
    log.finding('approval-deputies', 'PERMIT_BY_DEPUTY');
  // A keeper and two employees can write all of it: it proves signatures, and no office.
  if (acts.some(({ ok }) => ok)) log.finding('approval-roles', 'PERMIT_ROLES_NOT_CHECKED');
  return acts;
}

/** What a permit names, for its enterprise to find the request by. `digest` as for `judgeApprovals`. */
export function permitReport(
  permit: CarriedPermit,
  { esId }: Pick<PermittedSeal, 'esId'>,
  digest: Uint8Array | null,
): PermitReport {
  const { documentSm3, requestSm3, policySm3 } = permit;
  const list = listOf(permit, esId, digest === null ? '' : toHex(digest));
  return { documentSm3, requestSm3, policySm3, ...(list ? { list } : {}) };
}

function listOf(permit: CarriedPermit, esId: string, documentSm3: string): PermitReport['list'] | null {
  return listOfExtension(decodePermitExtension(permit.value), { documentSm3, esId });
}

/**
 * Approvals by people of another enterprise are no approvals: whose seal it is decides on its use. Certificates
 * of persons often name no organisation; then nobody can tell, which is shown and does not condemn.
 */
function compareEnterprises(permit: CarriedPermit, { certificate }: PermittedSeal, log: CheckLog): void {
  const holder = certificate ? organisationCodes(certificate) : [];
  const people = permit.certificates.map((der) => organisationCodes(parseCertificate(der)));
  const stranger = people.find(
    (codes) => holder.length > 0 && codes.length > 0 && !codes.some((code) => holder.includes(code)),
  );
  if (stranger) {
    log.finding(check, 'PERMIT_OTHER_ENTERPRISE', {
      enterprise: holder.join(' '),
      person: stranger.join(' '),
    });
  } else if (holder.length === 0 || people.some((codes) => codes.length === 0)) {
    log.finding(check, 'PERMIT_ENTERPRISE_UNKNOWN', { enterprise: holder.join(' ') });
  }
}

function readActs(
  permit: CarriedPermit,
  { esId, provenBy }: PermittedSeal,
  documentSm3: string,
  context: VerificationContext,
): ApprovalReport[] {
  const facts = {
    documentSm3,
    esId,
    checkCertificate: (der: Uint8Array, at: Date) => certificateState(der, at, { context, provenBy }),
  };
  return verifyPermitExtension(permit.value, facts).map(
    ({ kind, role, name, signedAt, certificateSm3, behalf, ok, code }) => ({
      kind,
      role,
      name: cleanText(name),
      signedAt,
      certificateSm3,
      ...(behalf ? { behalf: { ...behalf, name: cleanText(behalf.name) } } : {}),
      ok,
      proof: 'signature' as const,
      ...(code ? { code } : {}),
    }),
  );
}

interface StateFacts extends Pick<PermittedSeal, 'provenBy'> {
  readonly context: VerificationContext;
}

function certificateState(der: Uint8Array, at: Date, { context, provenBy }: StateFacts): CertificateState {
  const { anchors, intermediates, crls, ocsp = [] } = context;
  // What a person claims to have signed tomorrow is not judged by tomorrow's lists.
  if (at > presentOf(context)) return 'unknown';
  const { ok, codes, laterRevocations } = buildPath(parseCertificate(der), {
    anchors,
    intermediates,
    crls,
    ocsp,
    at,
    purpose: 'signing',
  });
  // The time of an act is its signer's own word: a thief dates an approval before the theft was reported.
  const known = provenBy ?? presentOf(context);
  if (laterRevocations.some((entry) => revokedSince(entry) <= known)) return 'revoked';
  if (ok) return 'ok';
  if (codes.includes('CERT_REVOKED')) return 'revoked';
  if (codes.includes('CERT_EXPIRED') || codes.includes('CERT_NOT_YET_VALID')) return 'expired';
  return codes.every((code) => code.startsWith('REVOCATION_')) ? 'unknown' : 'untrusted';
}
