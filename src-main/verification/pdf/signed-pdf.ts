/** A PDF as a signed document (ISO 32000-2 §12.8): revisions, byte ranges, marks, and what came after. */
import type { ByteSource } from '../../domain/byte-source.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { VerdictCode } from '../../domain/verdict-codes.ts';
import { openPdf, type PdfDocument } from '../../pdf/document.ts';
import { listSignatures, type SignatureField } from '../../pdf/signature-field.ts';
import type { CarriedPermit } from '../approvals.ts';
import type { CheckLog } from '../check-log.ts';
import type { CarriedMaterial, VerificationContext } from '../context.ts';
import type { CoverageReport, LaterChange, MarkReport } from '../report.ts';
import type { DocumentDigests, SignedDocument } from '../signed-document.ts';
import { noteDocument } from './document-notes.ts';
import { dssMaterial } from './dss-material.ts';
import { FileDigests } from './file-digests.ts';
import { codeOfProblem } from './file-problem.ts';
import { judgeAllChanges } from './later-revisions.ts';
import { SignedPicture } from './mark-picture.ts';
import { indexStamps, marksOf, type StampIndex } from './marks.ts';
import { openSubject, type SignatureSubject } from './signature-subject.ts';
import { sharedValues, signedRanges } from './signed-ranges.ts';

/** More signatures than this are not looked at; the file is then UNSURE. */
const maxSignatures = 512;

/** Null with a finding for an encrypted file. Errors: those of the reader. */
export function openSignedPdf(
  source: ByteSource,
  context: VerificationContext,
  log: CheckLog,
): SignedDocument | null {
  const document = openPdf(source, context.limits);
  if (document.encrypted) {
    log.finding('file', 'ENCRYPTED');
    return null;
  }
  const found = listSignatures(document).filter((field) => field.signature !== null);
  const fields = found.filter((field) => !isUsageRights(field));
  if (fields.length < found.length) log.finding('usage-rights', 'USAGE_RIGHTS');
  if (fields.length > maxSignatures) log.finding('file', 'RESOURCE_LIMIT', { signatures: fields.length });
  return new SignedPdf(document, fields, context);
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

class SignedPdf implements SignedDocument<SignatureSubject> {
  readonly signatures: readonly SignatureSubject[];
  readonly #document: PdfDocument;
  readonly #context: VerificationContext;
  #stamps: StampIndex | undefined;

  constructor(document: PdfDocument, fields: readonly SignatureField[], context: VerificationContext) {
    this.#document = document;
    this.#context = context;
    const judged = fields.slice(0, maxSignatures);
    const shared = sharedValues(judged);
    this.signatures = judged.map((field) => openSubject(document, field, shared)).sort(byPlace);
  }

  material(): CarriedMaterial {
    return dssMaterial(this.#document);
  }

  digests(permits: ReadonlyMap<SignatureSubject, CarriedPermit>): DocumentDigests<SignatureSubject> {
    const ranges = signedRanges(this.#document, this.signatures, permits);
    const digests = new FileDigests(this.#document.source, ranges, this.#context.knownPrefixes);
    return {
      get whole() {
        return digests.whole;
      },
      of: (signed, name) => digests.of(signed, name),
      content: (signed) => digests.content(signed),
      approved: (signed) => {
        const permit = permits.get(signed);
        return permit ? digests.of(permit, 'sm3') : null;
      },
    };
  }

  covers(later: SignatureSubject, earlier: SignatureSubject): boolean {
    return later.revision !== null && earlier.revision !== null && later.revision > earlier.revision;
  }

  judgeChanges(fileLog: CheckLog): ReadonlyMap<SignatureSubject, readonly LaterChange[]> {
    return judgeAllChanges(this.#document, this.signatures, fileLog);
  }

  marks(of: SignatureSubject, picture: Uint8Array | null): readonly MarkReport[] {
    const stamps = (this.#stamps ??= indexStamps(this.#document));
    try {
      return marksOf(this.#document, of.field, stamps, new SignedPicture(picture));
    } catch (error) {
      // A mark that cannot be read is not seen either; a limit is another matter.
      if (error instanceof BianyinError && error.code !== 'pdf-limit') return [];
      throw error;
    }
  }

  coverage({ revision, numbers, dictionary, log }: SignatureSubject): Omit<CoverageReport, 'laterChanges'> {
    const revisions = this.#document.revisions.length;
    const isPlain = numbers.length === 4 && numbers.every((number) => Number.isSafeInteger(number));
    return {
      byteRange: isPlain ? numbers : [],
      coversWholeFile: revision !== null && revision === revisions - 1 && !log.has('TRAILING_DATA'),
      revision: (revision ?? dictionary?.revisionIndex ?? revisions - 1) + 1,
      revisions,
    };
  }

  requiredChecks({ log }: SignatureSubject): readonly string[] {
    const always = ['dictionary', 'byte-range'];
    return log.has('BR_INVALID') ? always : [...always, 'coverage', 'changes'];
  }

  note(log: CheckLog): void {
    noteDocument(this.#document, log);
  }

  codeOf(error: unknown): VerdictCode {
    return codeOfProblem(error, this.#document.source);
  }
}

function byPlace(a: SignatureSubject, b: SignatureSubject): number {
  return (a.range?.end ?? Infinity) - (b.range?.end ?? Infinity) || 0;
}
