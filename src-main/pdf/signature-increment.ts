/**
 * The update that puts one signature with all its marks behind a file (ISO 32000-2 §12.7.5.5, §12.8.1): the first mark is
 * the widget of the signature field, the others are locked stamp annotations that name the field. Arrays that the file
 * has are never changed in place: writers share them between pages, and then a seal would appear where nobody put it.
 */
import { sm3 } from '../crypto/sm3.ts';
import { utf8Encode } from '../crypto/bytes.ts';
import { appearanceKey, markAppearance } from './appearance.ts';
import type { PdfDocument } from './document.ts';
import { acroFormOf, listFields } from './form-fields.ts';
import { IncrementBuilder } from './increment.ts';
import { dictValue, pdfArray, pdfDict, pdfInteger, pdfName, pdfReal, withEntries } from './objects.ts';
import type { PdfObject, PdfRef } from './objects.ts';
import type { Mark } from './placement-to-marks.ts';
import { addSealImage } from './seal-image.ts';
import type { SealImage } from './seal-image.ts';
import { serializeObject } from './serialize-object.ts';
import { fillByteRange, signatureWithHole } from './signature-hole.ts';
import type { SignaturePlace, UnsignedSignature } from './signature-hole.ts';
import { textString } from './text-string.ts';

/** The key of a stamp annotation that names the signature field it belongs to. */
export const STAMP_FIELD_KEY = 'BianyinField';

export interface SignatureRequest extends UnsignedSignature {
  readonly document: PdfDocument;
  /** At least one. */
  readonly marks: readonly Mark[];
  readonly image: SealImage;
  /** 0 to 1; the seal's own alpha counts besides. */
  readonly opacity: number;
  /** What a screen reader says of the marks: the seal's name. */
  readonly sealName: string;
}

export interface SignatureIncrement extends SignaturePlace {
  /** The bytes to put behind the file. */
  readonly bytes: Uint8Array;
  readonly fieldName: string;
}

const PRINT = 4;
const READ_ONLY = 64;
const LOCKED = 128;
const LOCKED_CONTENTS = 512;
const SIGNATURES_EXIST_APPEND_ONLY = 3;

/** Builds the update. Errors: `pdf-form-broken` and those of reading the pages and the form. */
export function buildSignatureIncrement(request: SignatureRequest): SignatureIncrement {
  const { document } = request;
  const builder = new IncrementBuilder(document);
  const fieldName = freeFieldName(document);
  const signature = builder.reserve();
  const annotations = addAnnotations(builder, request, fieldName, signature);
  extendPages(builder, request, annotations);
  registerField(builder, document, annotations[0]);
  builder.put(signature, signatureWithHole(request));
  const { bytes, offsets } = builder.finish(secondId(request));
  const place = fillByteRange(bytes, document.source.size, offsets.get(signature.number) ?? 0);
  return { bytes, fieldName, ...place };
}

/** `Seal1`, `Seal2`, …: the first that no field at the root has (§12.7.4.2 wants names without full stops). */
function freeFieldName(document: PdfDocument): string {
  const taken = new Set(listFields(document).map((field) => field.name.split('.')[0]));
  let number = 1;
  while (taken.has(`Seal${number}`)) number += 1;
  return `Seal${number}`;
}

/** One annotation for each mark, in the same order. Marks that look the same share one appearance. */
function addAnnotations(
  builder: IncrementBuilder,
  request: SignatureRequest,
  fieldName: string,
  signature: PdfRef,
): PdfRef[] {
  const image = addSealImage(builder, request.image);
  const forms = new Map<string, PdfRef>();
  return request.marks.map((mark, index) => {
    const key = appearanceKey(mark);
    const form = forms.get(key) ?? builder.add(markAppearance(mark, image, request.opacity));
    forms.set(key, form);
    const own =
      index === 0 ? widgetEntries(request, fieldName, signature) : stampEntries(request, fieldName, index);
    const common = {
      Type: pdfName('Annot'),
      Rect: pdfArray(mark.rect.map(pdfReal)),
      P: request.document.page(mark.page - 1).ref,
      AP: pdfDict({ N: form }),
    };
    return builder.add(pdfDict({ ...common, ...own }));
  });
}

function widgetEntries(
  request: SignatureRequest,
  fieldName: string,
  signature: PdfRef,
): Record<string, PdfObject> {
  return {
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    T: textString(fieldName),
    TU: textString(request.sealName),
    F: pdfInteger(PRINT | LOCKED),
    V: signature,
  };
}

function stampEntries(
  request: SignatureRequest,
  fieldName: string,
  index: number,
): Record<string, PdfObject> {
  return {
    Subtype: pdfName('Stamp'),
    F: pdfInteger(PRINT | READ_ONLY | LOCKED | LOCKED_CONTENTS),
    NM: textString(`${fieldName}-${index + 1}`),
    Contents: textString(request.sealName),
    [STAMP_FIELD_KEY]: textString(fieldName),
  };
}

/** Rewrites each page that gets a mark with a longer /Annots of its own. */
function extendPages(
  builder: IncrementBuilder,
  request: SignatureRequest,
  annotations: readonly PdfRef[],
): void {
  const byPage = Map.groupBy(annotations, (_, i) => request.marks[i]?.page ?? 0);
  for (const [number, added] of byPage) {
    const page = request.document.page(number - 1);
    builder.put(page.ref, withEntries(page.dict, { Annots: pdfArray([...page.annots, ...added]) }));
  }
}

/** Puts the field into the form, which is made when there is none; it stays where it is, in the catalog or by itself. */
function registerField(builder: IncrementBuilder, document: PdfDocument, field: PdfRef | undefined): void {
  if (!field) throw new RangeError('a signature needs a mark');
  const form = acroFormOf(document) ?? pdfDict({});
  const fields = document.value(form, 'Fields');
  const flags = document.value(form, 'SigFlags');
  const before = flags?.kind === 'number' && flags.integer ? flags.value : 0;
  const extended = withEntries(form, {
    Fields: pdfArray([...(fields?.kind === 'array' ? fields.items : []), field]),
    SigFlags: pdfInteger(before | SIGNATURES_EXIST_APPEND_ONLY),
  });
  const place = dictValue(document.catalog, 'AcroForm');
  if (place?.kind === 'ref' && document.get(place).kind === 'dict') builder.put(place, extended);
  else builder.put(document.catalogRef, withEntries(document.catalog, { AcroForm: extended }));
}

/** §14.4 asks for something that depends on the time and the content of the update. */
function secondId({ document, signedAt, contentsBytes, marks }: SignatureRequest): Uint8Array {
  const content = `${signedAt.toISOString()} ${document.source.size} ${contentsBytes} ${JSON.stringify(marks)}`;
  return sm3(serializeObject(dictValue(document.trailer, 'ID') ?? pdfArray([])), utf8Encode(content)).slice(
    0,
    16,
  );
}
