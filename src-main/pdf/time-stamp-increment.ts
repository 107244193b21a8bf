/**
 * The update that puts a document time stamp behind a file (ISO 32000-2 §12.8.5): a field of its own whose widget is nowhere to
 * be seen, so that every earlier signature calls it what it is (docs/allowed-changes.md, `time-stamp`).
 */
import type { PdfDocument } from './document.ts';
import { IncrementBuilder } from './increment.ts';
import { freeFieldName, nextId, registerField } from './new-field.ts';
import { pdfArray, pdfDict, pdfInteger, pdfName, withEntries } from './objects.ts';
import { fillByteRange, timeStampWithHole } from './signature-hole.ts';
import type { SignaturePlace } from './signature-hole.ts';
import { textString } from './text-string.ts';

export interface TimeStampIncrement extends SignaturePlace {
  /** The bytes to put behind the file. */
  readonly bytes: Uint8Array;
}

const PRINT = 4;
const LOCKED = 128;

/** Builds the update with an empty hole of `contentsBytes`. Errors: `pdf-form-broken` and those of reading pages and form. */
export function buildTimeStampIncrement(
  document: PdfDocument,
  contentsBytes: number,
  at: Date,
): TimeStampIncrement {
  const builder = new IncrementBuilder(document);
  const value = builder.reserve();
  const page = document.page(0);
  const widget = builder.add(
    pdfDict({
      Type: pdfName('Annot'),
      Subtype: pdfName('Widget'),
      FT: pdfName('Sig'),
      T: textString(freeFieldName(document, 'TimeStamp')),
      Rect: pdfArray([0, 0, 0, 0].map(pdfInteger)),
      F: pdfInteger(PRINT | LOCKED),
      P: page.ref,
      V: value,
    }),
  );
  builder.put(page.ref, withEntries(page.dict, { Annots: pdfArray([...page.annots, widget]) }));
  registerField(builder, document, widget);
  builder.put(value, timeStampWithHole(contentsBytes));
  const { bytes, offsets } = builder.finish(
    nextId(document, `${at.toISOString()} ${document.source.size} ${contentsBytes}`),
  );
  return { bytes, ...fillByteRange(bytes, document.source.size, offsets.get(value.number) ?? 0) };
}
