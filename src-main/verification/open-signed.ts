/** Finds out what a file is: the one place of the core that knows the formats (docs/adr/0023). */
import type { ByteSource } from '../domain/byte-source.ts';
import type { CheckLog } from './check-log.ts';
import type { VerificationContext } from './context.ts';
import { looksLikeOfd } from './ofd-package.ts';
import { codeOfProblem } from './pdf/file-problem.ts';
import { openSignedPdf } from './pdf/signed-pdf.ts';
import type { SignedDocument } from './signed-document.ts';

/** Null with a finding when the file cannot be read, or is of no format that is understood. */
export function openSigned(
  source: ByteSource,
  context: VerificationContext,
  log: CheckLog,
): SignedDocument | null {
  try {
    return openSignedPdf(source, context, log);
  } catch (error) {
    const code = codeOfProblem(error, source);
    const isOfd = code === 'NOT_A_PDF' && looksLikeOfd(source);
    log.finding('file', isOfd ? 'OFD_UNSUPPORTED' : code, { reason: reasonOf(error) });
    return null;
  }
}

/** The name of the error, never its text: that may hold a path or the words of a file. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
