/** Judges all signatures of a document together: one hash pass, one change analysis, and each later signature before the earlier. Longer: it brings all judgements together. */
import { toHex } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { SignatureField } from '../pdf/signature-field.ts';
import { findPermit, isWholeOriginal, judgeApprovals, type PermitFacts } from './approvals.ts';
import { requireChecks, type CheckLog } from './check-log.ts';
import {
  judgeDocumentTimeStamp,
  judgeSignedData,
  requiredCmsChecks,
  requiredTimeStampChecks,
} from './cms-verdict.ts';
import type { VerificationContext } from './context.ts';
import { coveredBy, proofOf, type ProvenRevision } from './pdf/document-time-stamps.ts';
import { withDssMaterial } from './pdf/dss-material.ts';
import { FileDigests } from './pdf/file-digests.ts';
import { codeOfProblem } from './pdf/file-problem.ts';
import { judgeAllChanges } from './pdf/later-revisions.ts';
import type { SealSignature } from '../seal/seal-signature.ts';
import { SignedPicture } from './pdf/mark-picture.ts';
import { indexStamps, marksOf } from './pdf/marks.ts';
import { parsePdfDate } from '../pdf/pdf-date.ts';
import type { SplitRange } from './pdf/range-digests.ts';
import type { LaterChange, MarkReport, SignatureReport } from './report.ts';
import { joinSeams } from './pdf/seams.ts';
import { judgeSealSignature, requiredSealChecks } from './ses-verdict.ts';
import { readCertificate, reportSignature, type Judgement } from './signature-report.ts';
import { openSubject, type SignatureSubject } from './pdf/signature-subject.ts';
import { checkClock } from './signing-time.ts';

const noJudgement: Judgement = { time: null, certificate: null, approvals: [] };

/** Reports in the order in which the signatures were made, and SM3 of the file in hex. */
export function judgeSignatures(
  document: PdfDocument,
  fields: readonly SignatureField[],
  context: VerificationContext,
  fileLog: CheckLog,
): { signatures: SignatureReport[]; sm3: string } {
  const shared = sharedValues(fields);
  const subjects = fields.map((field) => openSubject(document, field, shared)).sort(byPlace);
  const permits = new Map(subjects.map((subject) => [subject, permitOf(subject)]));
  const digests = new FileDigests(
    document.source,
    rangesOf(document, subjects, permits),
    context.knownPrefixes,
  );
  const judgements = new Map<SignatureSubject, Judgement>();
  const enriched = withDssMaterial(document, context);
  const proofs: ProvenRevision[] = [];
  // The latest first: a document time stamp proves a time for everything before it, older time stamps included.
  for (const subject of subjects.toReversed()) {
    checkClock(context, subject.log);
    const facts = {
      permit: permits.get(subject) ?? null,
      coveredBy: coveredBy(subject, proofs),
      digests,
      context: enriched,
    };
    const judgement = guarded(subject, document, () => judgeOne(subject, facts));
    judgements.set(subject, judgement);
    const proof = proofOf(subject, judgement);
    if (proof) proofs.push(proof);
  }
  if (subjects.length > 0 && subjects.every(({ container }) => container.kind === 'rfc3161'))
    fileLog.finding('signatures', 'TIMESTAMP_ONLY');
  const changes = judgeAllChanges(document, subjects, fileLog);
  const stamps = fields.length > 0 ? indexStamps(document) : new Map<string, never[]>();
  const signatures = subjects.map((subject) => {
    requireChecks(subject.log, requiredChecks(subject));
    const marks = guardedMarks(() =>
      marksOf(document, subject.field, stamps, new SignedPicture(pictureOf(subject))),
    );
    if (marks.length === 0 && 'seal' in subject.container) subject.log.finding('marks', 'STAMP_NOT_VISIBLE');
    if ('seal' in subject.container) notePictures(marks, subject.log);
    return reportSignature(
      subject,
      judgements.get(subject) ?? noJudgement,
      coverageOf(document, subject, changes.get(subject) ?? []),
      marks,
    );
  });
  return { signatures, sm3: toHex(digests.whole) };
}

function byPlace(a: SignatureSubject, b: SignatureSubject): number {
  return (a.range?.end ?? Infinity) - (b.range?.end ?? Infinity) || 0;
}

/** Offsets of /Contents that more than one field claims. */
function sharedValues(fields: readonly SignatureField[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const { signature } of fields) {
    const start = signature && signature !== 'malformed' ? (signature.contents?.fileStart ?? -1) : -1;
    if (start >= 0 && seen.has(start)) twice.add(start);
    seen.add(start);
  }
  return twice;
}

function permitOf({ container, log }: SignatureSubject): PermitFacts | null {
  return 'seal' in container ? findPermit(container.seal, log) : null;
}

/** The ranges of the signatures, and for each permit the file that was approved: a range without a gap. */
function rangesOf(
  document: PdfDocument,
  subjects: readonly SignatureSubject[],
  permits: ReadonlyMap<SignatureSubject, PermitFacts | null>,
): Map<object, SplitRange> {
  const ranges = new Map<object, SplitRange>();
  for (const subject of subjects) {
    if (subject.range) ranges.set(subject, subject.range);
    const permit = permits.get(subject);
    const previousEnd =
      subject.revision === null ? -1 : (document.revisions[subject.revision - 1]?.end ?? -1);
    if (!permit || previousEnd < 0 || !isWholeOriginal(document.source, permit.documentSize, previousEnd))
      continue;
    const { documentSize: size } = permit;
    ranges.set(permit, { gapStart: size, gapEnd: size, end: size });
  }
  return ranges;
}

interface SubjectFacts {
  readonly permit: PermitFacts | null;
  readonly coveredBy: Date | undefined;
  readonly digests: FileDigests;
  readonly context: VerificationContext;
}

function judgeOne(subject: SignatureSubject, facts: SubjectFacts): Judgement {
  const { container, range, log } = subject;
  if (container.kind === 'unknown') {
    if (!subject.log.records.some((record) => record.code)) log.finding('container', 'SIG_ALG_UNSUPPORTED');
    return noJudgement;
  }
  if (!range) return partial(subject);
  if ('seal' in container) return judgeSeal(subject, container.seal, facts);
  const { context, coveredBy } = facts;
  const document = facts.digests.document(subject);
  const claimed = parsePdfDate(subject.dictionary?.claimedTime ?? null);
  const verdict =
    container.kind === 'rfc3161'
      ? judgeDocumentTimeStamp(container.data.der, document, coveredBy, context, log)
      : judgeSignedData(container.data, document, { claimed, coveredBy }, context, log);
  return { time: verdict.time, certificate: verdict.certificate ?? null, approvals: [] };
}

function judgeSeal(subject: SignatureSubject, signature: SealSignature, facts: SubjectFacts): Judgement {
  const { log } = subject;
  const { permit, digests, coveredBy, context } = facts;
  const time = judgeSealSignature(signature, digests.of(subject, 'sm3'), coveredBy, context, log);
  const certificate = readCertificate(signature.certificate);
  const sealed = { esId: signature.seal.info.esId, certificate, provenBy: time.proven ? time.at : null };
  const approvals = permit ? judgeApprovals(permit, sealed, digests.of(permit, 'sm3'), context, log) : [];
  return { time, certificate, approvals };
}

/** Without a range nothing is verified; the report still says whose certificate lies in the container. */
function partial({ container }: SignatureSubject): Judgement {
  return 'seal' in container
    ? { ...noJudgement, certificate: readCertificate(container.seal.certificate) }
    : noJudgement;
}

/** An exception in one signature ends that signature only, and is a finding. */
function guarded(subject: SignatureSubject, document: PdfDocument, judge: () => Judgement): Judgement {
  try {
    return judge();
  } catch (error) {
    const code = codeOfProblem(error, document.source);
    subject.log.finding('judgement', code, {
      reason: error instanceof BianyinError ? error.code : 'exception',
    });
    return noJudgement;
  }
}

function pictureOf({ container }: SignatureSubject): Uint8Array | null {
  return 'seal' in container ? container.seal.seal.info.picture.data : null;
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

function guardedMarks<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof BianyinError && error.code !== 'pdf-limit') return [];
    throw error;
  }
}

/** With a certificate that cannot be read, which is red, nothing can be said of what it signed. */
function isMoot(check: string, log: CheckLog): boolean {
  if (check.startsWith('seal.maker-')) return log.has('MAKER_CERT_MALFORMED');
  return check.startsWith('signature.') && check !== 'signature.data-hash' && log.has('CERT_MALFORMED');
}

function requiredChecks({ container, range, log }: SignatureSubject): readonly string[] {
  const failed = log.records.some(({ outcome }) => outcome === 'bad' || outcome === 'unknown');
  // What is already red or amber needs no second reason.
  if (failed && (!range || container.kind === 'unknown' || log.made('judgement'))) return [];
  const common = ['dictionary', 'byte-range', 'coverage', 'container', 'padding', 'changes'].filter((name) =>
    name !== 'changes' && name !== 'coverage' ? true : !log.has('BR_INVALID'),
  );
  if ('seal' in container) return [...common, ...requiredSealChecks.filter((name) => !isMoot(name, log))];
  // With none or several signers there is no one signature to judge, which is red.
  if (log.made('signers')) return common;
  return [...common, ...(container.kind === 'rfc3161' ? requiredTimeStampChecks : requiredCmsChecks)];
}

function coverageOf(
  document: PdfDocument,
  subject: SignatureSubject,
  laterChanges: readonly LaterChange[],
): SignatureReport['coverage'] {
  const revisions = document.revisions.length;
  const { revision, numbers, dictionary } = subject;
  const isPlain = numbers.length === 4 && numbers.every((number) => Number.isSafeInteger(number));
  return {
    byteRange: isPlain ? numbers : [],
    coversWholeFile: revision !== null && revision === revisions - 1 && !subject.log.has('TRAILING_DATA'),
    revision: (revision ?? dictionary?.revisionIndex ?? revisions - 1) + 1,
    revisions,
    laterChanges,
  };
}
