/** A PDF that may be sealed, by an update behind it (ISO 32000-2 §7.5.6, §12.8.1). */
import type { ByteSource } from '../../domain/byte-source.ts';
import { openPdf } from '../../pdf/document.ts';
import { documentMarks } from '../../pdf/document-marks.ts';
import { emptyFields } from '../../pdf/empty-fields.ts';
import { sealImage } from '../../pdf/seal-image.ts';
import { assertSealable } from '../../pdf/sealing-inspection.ts';
import type { Sealable } from '../sealable.ts';
import { digestForSignature, embedSignature, prepareSealing, requireMarks } from './prepare-sealing.ts';

/** Errors: `pdf-*`, those of files that must not be sealed included. */
export function openSealablePdf(source: ByteSource): Sealable {
  const document = openPdf(source);
  const { signatures, warnings } = assertSealable(document);
  return {
    pages: document.pageCount,
    isSigned: signatures.length > 0,
    warningsFor(placements, size) {
      const { field } = documentMarks(document, placements, size);
      // A field that the seal goes into is not left empty.
      const staysEmpty = emptyFields(document, signatures).some(({ name }) => name !== field?.name);
      return warnings.filter((each) => each !== 'empty-signature-fields' || staysEmpty);
    },
    requireFit(placements, size) {
      requireMarks(document, placements, size);
    },
    prepare({ picture, ...seal }) {
      const prepared = prepareSealing({ ...seal, document, image: sealImage(picture) });
      return {
        update: prepared.increment,
        marks: prepared.marks.length,
        propertyInfo: prepared.byteRange.join(' '),
        dataHash: (original) => digestForSignature(original, prepared),
        embed: (signature) => embedSignature(prepared, signature),
      };
    },
  };
}
