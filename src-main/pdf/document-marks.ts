/** From placements to the marks of one document: the only way there, so that what is refused when sealing is refused before. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { Placement } from '../domain/placement.ts';
import type { PdfDocument } from './document-model.ts';
import { emptyFields, isPutInto, requireSameRect, type EmptyField } from './empty-fields.ts';
import { placementsToMarks, type Mark, type SealSize } from './placement-to-marks.ts';
import { listSignatures, signedFields, type SignatureField } from './signature-field.ts';

export interface DocumentMarks {
  /** The first one belongs to the signature field itself. */
  readonly marks: readonly Mark[];
  /** A field of the other side that the first mark fills; null: a field of our own. */
  readonly field: EmptyField | null;
}

/**
 * Errors: `placement-*`, `seam-*`, `pdf-certified-one-mark`, `signature-field-size`, and those of reading the document.
 */
export function documentMarks(
  document: PdfDocument,
  placements: readonly Placement[],
  size: SealSize,
): DocumentMarks {
  const marks = placementsToMarks(placements, size, (page) => {
    if (page <= document.pageCount) return document.page(page - 1);
    throw new BianyinError('placement-page-missing', { page, pages: document.pageCount });
  });
  const signatures = listSignatures(document);
  requirePermitted(signatures, marks);
  const isSigned = signedFields(signatures).length > 0;
  const fields = emptyFields(document, signatures);
  for (const mark of marks) {
    const field = fields.find((each) => isPutInto(each, mark));
    if (!field) continue;
    // Never a field of our own in its stead: whoever put the seal there wants that one signed.
    if (isSigned) requireSameRect(field, mark);
    return { marks: [mark, ...marks.filter((each) => each !== mark)], field };
  }
  return { marks, field: null };
}

/**
 * Where a signer permits forms and signatures only (/P 2, ISO 32000-2 Table 257), a signature with its one widget is all that
 * may come: stamps are annotations, which /P 3 permits. Errors: `pdf-certified-one-mark`.
 */
function requirePermitted(signatures: readonly SignatureField[], marks: readonly Mark[]): void {
  if (marks.length < 2) return;
  const strict = signedFields(signatures).find(({ signature, lock }) =>
    [signature.docMdp, signature.fieldMdp?.permission, lock?.permission].some(
      (each) => each === 1 || each === 2,
    ),
  );
  if (strict)
    throw new BianyinError('pdf-certified-one-mark', { field: strict.fieldName ?? '—', marks: marks.length });
}
