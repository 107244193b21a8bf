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
import {
  dictValue,
  pdfArray,
  pdfDict,
  pdfInteger,
  pdfName,
  pdfReal,
  pdfString,
  withEntries,
} from './objects.ts';
import type { PdfDict, PdfNumber, PdfObject, PdfRef } from './objects.ts';
import type { Mark } from './placement-to-marks.ts';
import { addSealImage } from './seal-image.ts';
import type { SealImage } from './seal-image.ts';
import { serializeObject } from './serialize-object.ts';
import { textString } from './text-string.ts';

/** What the signature calls itself: /Filter and /SubFilter. */
export interface SignatureProfile {
  readonly filter: string;
  readonly subFilter: string;
}

/** /Contents holds a GB/T 38540 seal signature. */
export const sealProfile: SignatureProfile = { filter: 'GM.PKILite', subFilter: 'GM.sm2seal' };
/** /Contents holds a GB/T 35275 SignedData: more readers open it. */
export const interopProfile: SignatureProfile = { filter: 'Adobe.PPKLite', subFilter: 'adbe.pkcs7.detached' };

/** The key of a stamp annotation that names the signature field it belongs to. */
export const STAMP_FIELD_KEY = 'BianyinField';

export interface SignatureRequest {
  readonly document: PdfDocument;
  /** At least one. */
  readonly marks: readonly Mark[];
  readonly image: SealImage;
  /** 0 to 1; the seal's own alpha counts besides. */
  readonly opacity: number;
  readonly profile: SignatureProfile;
  /** Room for the signature in octets. */
  readonly contentsBytes: number;
  /** /M: claimed, not proven. */
  readonly signedAt: Date;
  /** /Name: who signs. */
  readonly signerName: string;
  /** What a screen reader says of the marks: the seal's name. */
  readonly sealName: string;
  readonly reason: string | null;
}

export interface SignatureIncrement {
  /** The bytes to put behind the file. */
  readonly bytes: Uint8Array;
  readonly fieldName: string;
  /** [0, start of the hole, end of the hole, rest]; absolute. */
  readonly byteRange: readonly [number, number, number, number];
  /** The hexadecimal string with its brackets; absolute offsets. */
  readonly hole: { readonly start: number; readonly end: number };
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
  builder.put(signature, signatureDictionary(request));
  const { bytes, offsets } = builder.finish(secondId(request));
  return locate(bytes, document.source.size, offsets.get(signature.number) ?? 0, fieldName);
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

/** /ByteRange and /Contents come before every text that somebody chose, so that they can be found again for certain. */
function signatureDictionary(request: SignatureRequest): PdfDict {
  const { profile, reason } = request;
  return pdfDict({
    Type: pdfName('Sig'),
    Filter: pdfName(profile.filter),
    SubFilter: pdfName(profile.subFilter),
    ByteRange: pdfArray([pdfInteger(0), wideNumber(0), wideNumber(0), wideNumber(0)]),
    Contents: pdfString(new Uint8Array(request.contentsBytes), 'hex'),
    M: textString(pdfDate(request.signedAt)),
    Name: textString(request.signerName),
    ...(reason === null ? {} : { Reason: textString(reason) }),
  });
}

const wideDigits = 12;

/** A number that can be overwritten by any offset: padded with spaces. */
function wideNumber(value: number): PdfNumber {
  return { ...pdfInteger(value), text: String(value).padEnd(wideDigits) };
}

/** `D:20261123091500Z` (§7.9.4). */
function pdfDate(date: Date): string {
  return `D:${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

/** §14.4 asks for something that depends on the time and the content of the update. */
function secondId({ document, signedAt, contentsBytes, marks }: SignatureRequest): Uint8Array {
  const content = `${signedAt.toISOString()} ${document.source.size} ${contentsBytes} ${JSON.stringify(marks)}`;
  return sm3(serializeObject(dictValue(document.trailer, 'ID') ?? pdfArray([])), utf8Encode(content)).slice(
    0,
    16,
  );
}

function locate(bytes: Uint8Array, before: number, object: number, fieldName: string): SignatureIncrement {
  const range = after(bytes, '/ByteRange [', object - before);
  const open = after(bytes, '/Contents ', range);
  const hole = { start: before + open, end: before + bytes.indexOf(0x3e, open) + 1 };
  const byteRange = [0, hole.start, hole.end, before + bytes.length - hole.end] as const;
  const text = byteRange.map((value, i) => (i === 0 ? '0' : String(value).padEnd(wideDigits))).join(' ');
  bytes.set(utf8Encode(text), range);
  return { bytes, fieldName, byteRange, hole };
}

/** The position behind the first occurrence of an ASCII text. */
function after(bytes: Uint8Array, text: string, from: number): number {
  const wanted = utf8Encode(text);
  for (let at = from; at + wanted.length <= bytes.length; at++) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at + wanted.length;
  }
  throw new RangeError(`no ${text}`);
}
