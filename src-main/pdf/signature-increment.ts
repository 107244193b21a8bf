/**
 * The update that puts one signature with all its marks behind a file (ISO 32000-2 §12.7.5.5, §12.8.1): the first mark is
 * the widget of the signature field, the others are locked stamp annotations that name the field. Arrays that the file
 * has are never changed in place: writers share them between pages, and then a seal would appear where nobody put it.
 */
import { appearanceKey, markAppearance } from './appearance.ts';
import type { PdfDocument } from './document.ts';
import { needsAppearances } from './drawn-fields.ts';
import type { EmptyField } from './empty-fields.ts';
import { freeFieldName, nextId, registerField } from './new-field.ts';
import { IncrementBuilder } from './increment.ts';
import { pdfArray, pdfDict, pdfInteger, pdfName, pdfReal, refKey, withEntries } from './objects.ts';
import type { PdfObject, PdfRef } from './objects.ts';
import type { Mark } from './placement-to-marks.ts';
import { addSealImage } from './seal-image.ts';
import type { SealImage } from './seal-image.ts';
import { fillByteRange, signatureWithHole } from './signature-hole.ts';
import type { SignaturePlace, UnsignedSignature } from './signature-hole.ts';
import { textString } from './text-string.ts';

/** The key of a stamp annotation that names the signature field it belongs to. */
export const STAMP_FIELD_KEY = 'BianyinField';

export interface SignatureRequest extends UnsignedSignature {
  readonly document: PdfDocument;
  /** At least one; the first one is the widget of the field. */
  readonly marks: readonly Mark[];
  /** The field that is filled; null: a new one. */
  readonly field: EmptyField | null;
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

/** Builds the update. Errors: `pdf-form-broken` and those of reading the pages and the form. */
export function buildSignatureIncrement(request: SignatureRequest): SignatureIncrement {
  const { document } = request;
  if (request.marks.length === 0) throw new RangeError('a signature needs a mark');
  const builder = new IncrementBuilder(document);
  const fieldName = request.field?.name ?? freeFieldName(document, 'Seal');
  const signature = builder.reserve();
  const annotations = addAnnotations(builder, request, fieldName, signature);
  extendPages(builder, request, annotations);
  // Readers that are asked to draw all fields anew draw no seal: that is taken back (`inspectForSealing` has seen that it may be).
  const redraw = needsAppearances(document) ? { NeedAppearances: undefined } : {};
  registerField(builder, document, request.field ? undefined : annotations[0], redraw);
  builder.put(signature, signatureWithHole({ ...request, lock: request.field?.lock ?? null }));
  const { bytes, offsets } = builder.finish(secondId(request));
  const place = fillByteRange(bytes, document.source.size, offsets.get(signature.number) ?? 0);
  return { bytes, fieldName, ...place };
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
    if (index === 0 && request.field)
      return fillField(builder, request, request.field, { mark, form, signature });
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

/** The other side's field gets the signature, and its widget the seal at its true size; all else stays as they made it. */
function fillField(
  builder: IncrementBuilder,
  { document }: SignatureRequest,
  field: EmptyField,
  { mark, form, signature }: { readonly mark: Mark; readonly form: PdfRef; readonly signature: PdfRef },
): PdfRef {
  const isOne = refKey(field.widget) === refKey(field.ref);
  const widget = isOne ? field.dict : document.get(field.widget);
  if (widget.kind !== 'dict') throw new RangeError('a widget that is no dictionary');
  const flags = document.value(widget, 'F');
  const shown = withEntries(widget, {
    Rect: pdfArray(mark.rect.map(pdfReal)),
    F: pdfInteger((flags?.kind === 'number' ? flags.value : 0) | PRINT | LOCKED),
    AP: pdfDict({ N: form }),
    AS: undefined,
    MK: undefined,
    ...(isOne ? { V: signature } : {}),
  });
  builder.put(field.widget, shown);
  if (!isOne) builder.put(field.ref, withEntries(field.dict, { V: signature }));
  return field.widget;
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
  const present = request.field && refKey(request.field.widget);
  for (const [number, all] of byPage) {
    const added = all.filter((ref) => refKey(ref) !== present);
    if (added.length === 0) continue;
    const page = request.document.page(number - 1);
    builder.put(page.ref, withEntries(page.dict, { Annots: pdfArray([...page.annots, ...added]) }));
  }
}

/** §14.4 asks for something that depends on the time and the content of the update. */
function secondId({ document, signedAt, contentsBytes, marks }: SignatureRequest): Uint8Array {
  const { source } = document;
  return nextId(
    document,
    `${signedAt.toISOString()} ${source.size} ${contentsBytes} ${JSON.stringify(marks)}`,
  );
}
