/** Judges all signatures of a document together, of whatever format: one hash pass, and each later signature before the earlier. Longer: it brings all judgements together. */
import { toHex } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import { findPermit, judgeApprovals, judgeSets, permitReport, type CarriedPermit } from './approvals.ts';
import { requireChecks, type CheckLog } from './check-log.ts';
import {
  judgeDocumentTimeStamp,
  judgeSignedData,
  requiredCmsChecks,
  requiredTimeStampChecks,
} from './cms-verdict.ts';
import { withMaterial, type VerificationContext } from './context.ts';
import { coveredBy, proofOf, type TimeProof } from './document-time-stamps.ts';
import type { MarkReport, SignatureReport } from './report.ts';
import { joinSeams } from './seams.ts';
import { judgeSealSignature, requiredSealChecks } from './ses-verdict.ts';
import { certificateOrNull, reportSignature, type Judgement } from './signature-report.ts';
import type { DocumentDigests, Signed, SignedDocument } from './signed-document.ts';
import { checkClock } from './signing-time.ts';

const noJudgement: Judgement = { time: null, certificate: null, approvals: [] };

/** Reports in the order in which the signatures were made, and SM3 of the file in hex. Errors: those of the document. */
export function judgeSignatures<S extends Signed>(
  document: SignedDocument<S>,
  context: VerificationContext,
  fileLog: CheckLog,
): { signatures: SignatureReport[]; sm3: string } {
  const { signatures } = document;
  const permits = permitsOf(signatures);
  const digests = document.digests(permits);
  const judgements = judgeEach(document, { permits, digests }, context);
  if (signatures.length > 0 && signatures.every(({ container }) => container.kind === 'rfc3161'))
    fileLog.finding('signatures', 'TIMESTAMP_ONLY');
  const changes = document.judgeChanges(fileLog);
  judgeSets([...permits].map(([{ log }, permit]) => ({ log, permit })));
  const reports = signatures.map((signed) => {
    requireChecks(signed.log, requiredChecks(document, signed));
    const marks = judgeMarks(document, signed);
    const coverage = { ...document.coverage(signed), laterChanges: changes.get(signed) ?? [] };
    return reportSignature(signed, judgements.get(signed) ?? noJudgement, coverage, marks);
  });
  return { signatures: reports, sm3: toHex(digests.whole) };
}

function permitsOf<S extends Signed>(signatures: readonly S[]): ReadonlyMap<S, CarriedPermit> {
  const permits = new Map<S, CarriedPermit>();
  for (const signed of signatures) {
    const permit = 'seal' in signed.container ? findPermit(signed.container.seal, signed.log) : null;
    if (permit) permits.set(signed, permit);
  }
  return permits;
}

interface Shared<S extends Signed> {
  readonly permits: ReadonlyMap<S, CarriedPermit>;
  readonly digests: DocumentDigests<S>;
}

/** The latest first: a document time stamp proves a time for everything before it, older time stamps included. */
function judgeEach<S extends Signed>(
  document: SignedDocument<S>,
  { permits, digests }: Shared<S>,
  context: VerificationContext,
): ReadonlyMap<S, Judgement> {
  const judgements = new Map<S, Judgement>();
  const enriched = withMaterial(context, document.material());
  const proofs: TimeProof<S>[] = [];
  for (const signed of document.signatures.toReversed()) {
    checkClock(context, signed.log);
    const facts = {
      permit: permits.get(signed) ?? null,
      coveredBy: coveredBy(signed, proofs, (later, earlier) => document.covers(later, earlier)),
      digests,
      context: enriched,
    };
    const judgement = guarded(document, signed, () => judgeOne(signed, facts));
    judgements.set(signed, judgement);
    const proof = proofOf(signed, judgement);
    if (proof) proofs.push(proof);
  }
  return judgements;
}

interface SignedFacts<S extends Signed> {
  readonly permit: CarriedPermit | null;
  readonly coveredBy: Date | undefined;
  readonly digests: DocumentDigests<S>;
  readonly context: VerificationContext;
}

function judgeOne<S extends Signed>(signed: S, facts: SignedFacts<S>): Judgement {
  const { container, log } = signed;
  if (container.kind === 'unknown') {
    if (!log.records.some((record) => record.code)) log.finding('container', 'SIG_ALG_UNSUPPORTED');
    return noJudgement;
  }
  if (!signed.isBound) return partial(signed);
  if ('seal' in container) return judgeSeal(signed, container.seal, facts);
  const { context, coveredBy } = facts;
  const content = facts.digests.content(signed);
  const hints = { claimed: signed.claimedTime, coveredBy };
  const verdict =
    container.kind === 'rfc3161'
      ? judgeDocumentTimeStamp(container.data.der, content, coveredBy, context, log)
      : judgeSignedData(container.data, content, hints, context, log);
  return { time: verdict.time, certificate: verdict.certificate ?? null, approvals: [] };
}

function judgeSeal<S extends Signed>(signed: S, signature: SealSignature, facts: SignedFacts<S>): Judgement {
  const { log } = signed;
  const { permit, digests, coveredBy, context } = facts;
  const time = judgeSealSignature(signature, digests.of(signed, 'sm3'), coveredBy, context, log);
  const certificate = certificateOrNull(signature.certificate);
  const sealed = { esId: signature.seal.info.esId, certificate, provenBy: time.proven ? time.at : null };
  if (!permit) return { time, certificate, approvals: [], permit: null };
  const digest = digests.approved(signed);
  const approvals = judgeApprovals(permit, sealed, digest, context, log);
  return { time, certificate, approvals, permit: permitReport(permit, sealed, digest) };
}

/** Where it is not known what it protects nothing is verified; the report still says whose certificate lies in the container. */
function partial({ container }: Signed): Judgement {
  return 'seal' in container
    ? { ...noJudgement, certificate: certificateOrNull(container.seal.certificate) }
    : noJudgement;
}

/** An exception in one signature ends that signature only, and is a finding. */
function guarded(document: SignedDocument, { log }: Signed, judge: () => Judgement): Judgement {
  try {
    return judge();
  } catch (error) {
    const reason = error instanceof BianyinError ? error.code : 'exception';
    log.finding('judgement', document.codeOf(error), { reason });
    return noJudgement;
  }
}

function judgeMarks<S extends Signed>(document: SignedDocument<S>, signed: S): readonly MarkReport[] {
  const { container, log } = signed;
  if (!('seal' in container)) return document.marks(signed, null);
  const marks = document.marks(signed, container.seal.seal.info.picture.data);
  if (marks.length === 0) log.finding('marks', 'STAMP_NOT_VISIBLE');
  notePictures(marks, log);
  return marks;
}

/** A mark that draws another picture than the seal that was signed deceives whoever looks at the page. */
function notePictures(marks: readonly MarkReport[], log: CheckLog): void {
  const on = (wanted: MarkReport['picture']) =>
    marks.filter(({ picture }) => picture === wanted).map(({ page }) => page);
  const [differing, open] = [on('differs'), on('not-compared')];
  const pages = (list: readonly number[]) => ({ pages: [...new Set(list)].slice(0, 20).join(' ') });
  if (differing.length > 0) log.finding('mark-pictures', 'MARK_PICTURE_DIFFERS', pages(differing));
  if (open.length > 0) log.finding('mark-pictures', 'MARK_PICTURE_NOT_COMPARED', pages(open));
  if (differing.length + open.length === 0) log.ok('integrity', 'mark-pictures', { marks: marks.length });
  if (joinSeams(marks).some(({ whole }) => !whole)) log.finding('seams', 'SEAM_INCOMPLETE');
}

/** With a certificate that cannot be read, which is red, nothing can be said of what it signed. */
function isMoot(check: string, log: CheckLog): boolean {
  if (check.startsWith('seal.maker-')) return log.has('MAKER_CERT_MALFORMED');
  return check.startsWith('signature.') && check !== 'signature.data-hash' && log.has('CERT_MALFORMED');
}

function requiredChecks<S extends Signed>(document: SignedDocument<S>, signed: S): readonly string[] {
  const { container, isBound, log } = signed;
  const failed = log.records.some(({ outcome }) => outcome === 'bad' || outcome === 'unknown');
  // What is already red or amber needs no second reason.
  if (failed && (!isBound || container.kind === 'unknown' || log.made('judgement'))) return [];
  const common = [...document.requiredChecks(signed), 'container', 'padding'];
  if ('seal' in container) return [...common, ...requiredSealChecks.filter((name) => !isMoot(name, log))];
  // With none or several signers there is no one signature to judge, which is red.
  if (log.made('signers')) return common;
  return [...common, ...(container.kind === 'rfc3161' ? requiredTimeStampChecks : requiredCmsChecks)];
}
