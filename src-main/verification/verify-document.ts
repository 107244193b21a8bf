/**
 * The verifier: one file in, one report out. Pure and synchronous; trust and time are parameters. It never throws for what a
 * file holds: refusals, limits and unforeseen exceptions are answers, and none of them is green.
 */
import { toHex } from '../crypto/bytes.ts';
import { sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { openPdf, type PdfDocument } from '../pdf/document.ts';
import { listSignatures, type SignatureField } from '../pdf/signature-field.ts';
import { createCheckLog, type CheckLog } from './check-log.ts';
import type { VerificationContext } from './context.ts';
import { noteDocument } from './pdf/document-notes.ts';
import { codeOfProblem } from './pdf/file-problem.ts';
import { judgeSignatures } from './judge-signatures.ts';
import type { SignatureReport, VerificationReport } from './report.ts';
import { buildReport } from './build-report.ts';

/** More signatures than this are not looked at; the file is then UNSURE. */
const maxSignatures = 512;

/** Verifies every signature of a file. Never throws for bad files; only a failing source makes the report say ENGINE_ERROR. */
export function verifyDocument(source: ByteSource, context: VerificationContext): VerificationReport {
  const log = createCheckLog();
  let sm3 = '';
  let signatures: readonly SignatureReport[] = [];
  try {
    const found = inspect(source, context, log);
    signatures = found.signatures;
    sm3 = found.sm3;
  } catch (error) {
    log.finding('file', codeOfProblem(error, source), { reason: reasonOf(error) });
  }
  return buildReport({ source, context, log, signatures, sm3: sm3 || wholeDigest(source) });
}

function inspect(
  source: ByteSource,
  context: VerificationContext,
  log: CheckLog,
): { signatures: readonly SignatureReport[]; sm3: string } {
  const document = openPdf(source, context.limits);
  if (document.encrypted) {
    log.finding('file', 'ENCRYPTED');
    return { signatures: [], sm3: '' };
  }
  const found = listSignatures(document).filter((field) => field.signature !== null);
  const signed = found.filter((field) => !isUsageRights(field));
  if (signed.length < found.length) log.finding('usage-rights', 'USAGE_RIGHTS');
  if (signed.length > maxSignatures) log.finding('file', 'RESOURCE_LIMIT', { signatures: signed.length });
  const judged = judgeSignatures(document, signed.slice(0, maxSignatures), context, log);
  // Last, because it reads everything: where it meets a limit, the signatures have been judged.
  if (signed.length > 0) noteDocument(document, firstSigned(document, signed), log);
  return judged;
}

/**
 * The licence of a form for Adobe's free reader (ISO 32000-2 §12.8.2.3): no field, and by its own word a signature on usage
 * rights and nothing else. Nobody has signed the file by it, and nothing that it covers is green by it.
 */
function isUsageRights({ found, signature }: SignatureField): boolean {
  if (found === 'field' || found === 'widget' || !signature || signature === 'malformed') return false;
  const { usageRights, docMdp, fieldMdp, certifies } = signature;
  return usageRights && docMdp === null && fieldMdp === null && !certifies;
}

/** 0-based revision of the earliest signature. */
function firstSigned(document: PdfDocument, fields: readonly SignatureField[]): number {
  const last = document.revisions.length - 1;
  const indexes = fields.map(({ signature }) =>
    signature && signature !== 'malformed' ? (signature.revisionIndex ?? 0) : 0,
  );
  return Math.min(last, ...indexes);
}

const chunk = 1 << 20;
/** A refused file is hashed for the report up to this size: nobody waits half a minute to hear that a film is no PDF. */
const maxRefusedBytes = 256 * 1024 * 1024;

/** SM3 of a file that could not be read as a PDF; empty when it is larger than that, or when the source itself fails. */
function wholeDigest(source: ByteSource): string {
  if (source.size > maxRefusedBytes) return '';
  try {
    const stream = sm3Stream();
    for (let at = 0; at < source.size; at += chunk)
      stream.update(source.read(at, Math.min(chunk, source.size - at)));
    return toHex(stream.digest());
  } catch {
    return '';
  }
}

/** The name of the error, never its text: that may hold a path or the words of a file. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
