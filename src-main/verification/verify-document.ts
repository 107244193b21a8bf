/**
 * The verifier: one file in, one report out. Pure and synchronous; trust and time are parameters. It never throws for what a
 * file holds: refusals, limits and unforeseen exceptions are answers, and none of them is green.
 */
import { toHex } from '../crypto/bytes.ts';
import { sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import type { SignatureLevel } from '../domain/verdict.ts';
import { createCheckLog, levelOf, type CheckLog } from './check-log.ts';
import type { VerificationContext } from './context.ts';
import { judgeSignatures } from './judge-signatures.ts';
import { earlierFiles, openSigned } from './open-signed.ts';
import { problemDetail } from './problem-detail.ts';
import type { CheckRecord, SignatureReport, VerificationReport } from './report.ts';
import { buildReport } from './build-report.ts';
import type { SignedDocument } from './signed-document.ts';

interface Judged {
  readonly signatures: readonly SignatureReport[];
  /** Hex; empty when it is not known yet. */
  readonly sm3: string;
}

const nothing: Judged = { signatures: [], sm3: '' };

/** Verifies every signature of a file. Never throws for bad files; only a failing source makes the report say ENGINE_ERROR. */
export function verifyDocument(source: ByteSource, context: VerificationContext): VerificationReport {
  const log = createCheckLog();
  const document = openSigned(source, context, log);
  const { signatures, sm3 } = document ? judge(document, context, log) : nothing;
  if (signatures.length === 0 && levelOfLog(log) === 'UNSURE') addCertain(source, context, log);
  return buildReport({ source, context, log, signatures, sm3: sm3 || wholeDigest(source) });
}

function judge(document: SignedDocument, context: VerificationContext, log: CheckLog): Judged {
  try {
    const judged = judgeSignatures(document, context, log);
    // Last, because it reads everything: where it meets a limit, the signatures have been judged.
    if (document.signatures.length > 0) document.note(log);
    return judged;
  } catch (error) {
    log.finding('file', document.codeOf(error), problemDetail(error));
    return nothing;
  }
}

function levelOfLog({ records }: CheckLog): SignatureLevel {
  return levelOf(records.flatMap(({ code }) => (code ? [code] : [])));
}

/**
 * Something in a file that cannot be read to its end makes it neither better nor worse than it was before that was added: a signature
 * that was broken then is broken.
 */
function addCertain(source: ByteSource, context: VerificationContext, log: CheckLog): void {
  for (const earlier of earlierFiles(source)) {
    const own = createCheckLog();
    const document = openSigned(earlier, { ...context, knownPrefixes: [] }, own);
    const { signatures } = document ? judge(document, context, own) : nothing;
    if (signatures.length === 0 && !own.records.some(isBrokenInside)) continue;
    const records = [...own.records, ...signatures.flatMap(({ checks }) => checks)];
    for (const { code, outcome, check } of records)
      if (code && outcome === 'bad') log.finding('earlier-state', code, { octets: earlier.size, of: check });
    return;
  }
}

/** Its cross-reference data were found, so that it was a file of its own and is no file that lies inside another. */
const brokenInside = new Set<unknown>(
  ['ambiguous', 'object-broken', 'form-broken', 'page-tree-broken', 'signature-broken'].map(
    (what) => `pdf-${what}`,
  ),
);
function isBrokenInside({ outcome, inputs }: CheckRecord): boolean {
  return outcome === 'bad' && brokenInside.has(inputs?.['reason']);
}

const chunk = 1 << 20;
/** A refused file is hashed for the report up to this size: nobody waits half a minute to hear that a film is no PDF. */
const maxRefusedBytes = 256 * 1024 * 1024;

/** SM3 of a file that could not be read; empty when it is larger than that, or when the source itself fails. */
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
