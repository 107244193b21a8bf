/** Turns a judged signature into its report. Texts from certificates and seals are cleaned. */
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { worst } from '../domain/verdict.ts';
import { verdictCodeEntry } from '../domain/verdict-codes.ts';
import { parseCertificate, type Certificate } from '../pki/certificate.ts';
import { organisationCodes } from '../pki/organisation-code.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import { axisBasis } from './axis-basis.ts';
import { axisReport } from './check-log.ts';
import { cleanText } from './clean-text.ts';
import type {
  ApprovalReport,
  CoverageReport,
  MarkReport,
  PermitReport,
  SealReport,
  SignatureReport,
  SignerReport,
} from './report.ts';
import { joinSeams } from './seams.ts';
import type { Signed } from './signed-document.ts';
import type { SigningTime } from './signing-time.ts';

/** At most this many marks are listed; all of them were looked at. */
const maxMarks = 2_000;

export interface Judgement {
  readonly time: SigningTime | null;
  readonly certificate: Certificate | null;
  readonly approvals: readonly ApprovalReport[];
  readonly permit?: PermitReport | null;
}

/** The entry of one signature in the report. */
export function reportSignature(
  signed: Signed,
  judgement: Judgement,
  coverage: CoverageReport,
  marks: readonly MarkReport[],
): SignatureReport {
  const { log, container } = signed;
  const basis = axisBasis[container.kind];
  const integrity = axisReport(log, 'integrity', basis);
  const identity = axisReport(log, 'identity', basis);
  const time = axisReport(log, 'time', basis);
  const codes = [integrity, identity, time].flatMap((axis) => axis.codes);
  const { certificate, approvals, permit } = judgement;
  const seams = joinSeams(marks);
  return {
    field: cleanText(signed.name),
    kind: container.kind,
    level: worst(worst(integrity.level, identity.level), time.level),
    integrity,
    identity,
    time,
    ...('seal' in container ? sealFacts(container.seal) : {}),
    ...(permit ? { permit } : {}),
    ...(certificate ? { signer: reportSigner(certificate) } : {}),
    ...signedAt(judgement.time),
    coverage,
    approvals,
    marks: marks.slice(0, maxMarks),
    ...(seams.length > 0 ? { seams } : {}),
    notes: codes.filter((code) => verdictCodeEntry(code).level === 'NOTE'),
    checks: log.records,
  };
}

function signedAt(time: SigningTime | null): Pick<SignatureReport, 'signedAt'> {
  if (!time?.shown) return {};
  return { signedAt: { value: time.shown.toISOString(), source: time.proven ? 'proven' : 'claimed' } };
}

function sealFacts(signature: SealSignature): Pick<SignatureReport, 'seal' | 'signatureSm3'> {
  return { seal: reportSeal(signature), signatureSm3: toHex(sm3(signature.signatureValue)) };
}

function reportSeal({ seal }: SealSignature): SealReport {
  const { info } = seal;
  return {
    id: cleanText(info.esId),
    name: cleanText(info.name),
    typeCode: String(info.type).padStart(2, '0'),
    version: seal.version,
    makerName: makerName(seal.makerCertificate),
    makerId: cleanText(info.header.vendorId),
    validFrom: info.validStart.toISOString(),
    validTo: info.validEnd.toISOString(),
    pictureType: cleanText(info.picture.type),
    pictureSm3: toHex(sm3(info.picture.data)),
    widthMm: info.picture.widthMm,
    heightMm: info.picture.heightMm,
  };
}

function makerName(der: Uint8Array): string {
  const certificate = certificateOrNull(der);
  return certificate ? nameOf(certificate) : '';
}

/** Null when it cannot be parsed. */
export function certificateOrNull(der: Uint8Array): Certificate | null {
  return orElse(() => parseCertificate(der), null);
}

function reportSigner(certificate: Certificate): SignerReport {
  return {
    name: nameOf(certificate),
    organization: cleanText(certificate.subject.organization ?? ''),
    serial: certificate.serialHex,
    issuer: cleanText(certificate.issuer.commonName ?? certificate.issuer.toString()),
    validFrom: certificate.notBefore.toISOString(),
    validTo: certificate.notAfter.toISOString(),
    certificateSm3: toHex(sm3(certificate.der)),
    organisationCodes: organisationCodes(certificate).map(cleanText),
  };
}

function nameOf({ subject }: Certificate): string {
  return cleanText(subject.commonName ?? subject.toString());
}
