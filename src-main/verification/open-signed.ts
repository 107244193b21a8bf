/** Finds out what a file is: the one place of the core that knows the formats (docs/adr/0023). */
import type { ByteSource } from '../domain/byte-source.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import type { CheckLog } from './check-log.ts';
import type { VerificationContext } from './context.ts';
import { fileTypeOf, type FileType } from '../domain/file-type.ts';
import type { LikelyCause } from '../domain/likely-cause.ts';
import { beginsUpdate, isCutOff } from './pdf/cut-off.ts';
import { beginningOf, earlierStates } from './pdf/earlier-states.ts';
import { codeOfProblem, namedSignatures } from './pdf/file-problem.ts';
import { openSignedPdf } from './pdf/signed-pdf.ts';
import { problemDetail } from './problem-detail.ts';
import type { SignedDocument } from './signed-document.ts';

/** Whether a file whose structure could not be read, or an update of one that was whole, breaks off. */
function lacksEnd(code: VerdictCode, source: ByteSource): boolean {
  const isUnread = code === 'STRUCT_AMBIGUOUS' || code === 'FILE_UNREADABLE';
  return (isUnread || (code === 'TRAILING_DATA' && beginsUpdate(source))) && isCutOff(source);
}

function causeOf(error: unknown, code: VerdictCode, source: ByteSource): LikelyCause | undefined {
  if (lacksEnd(code, source)) return 'truncated';
  return failedWith(error, 'pdf-header-offset') ? 'preceded' : undefined;
}

/** What a file of another format is, where that is known; an OFD has a code of its own. */
function causeOfType(type: FileType): LikelyCause | undefined {
  return type === 'ofd' || type === 'other' ? undefined : type;
}

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
    const type = code === 'NOT_A_PDF' ? fileTypeOf(source) : null;
    const cause = type === null ? causeOf(error, code, source) : causeOfType(type);
    const named = code === 'STRUCT_AMBIGUOUS' ? { signatures: namedSignatures(source) } : {};
    log.finding('file', type === 'ofd' ? 'OFD_UNSUPPORTED' : code, {
      ...problemDetail(error),
      ...named,
      ...(cause ? { cause } : {}),
    });
    return null;
  }
}

/** What the file was before things were added to it, the longest first; none where the source itself fails once more. */
export function earlierFiles(source: ByteSource): readonly ByteSource[] {
  try {
    return earlierStates(source).map((size) => beginningOf(source, size));
  } catch {
    return [];
  }
}
