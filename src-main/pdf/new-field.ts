/** A signature field that an update brings (ISO 32000-2 §12.7.3, §12.7.5.5): its name, its place in the form, and the new /ID. */
import { utf8Encode } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import type { PdfDocument } from './document.ts';
import { acroFormOf, listFields } from './form-fields.ts';
import type { IncrementBuilder } from './increment.ts';
import { dictValue, pdfArray, pdfDict, pdfInteger, withEntries } from './objects.ts';
import type { PdfObject, PdfRef } from './objects.ts';
import { serializeObject } from './serialize-object.ts';

const SIGNATURES_EXIST_APPEND_ONLY = 3;

/** `Seal1`, `Seal2`, …: the first that no field at the root has (§12.7.4.2 wants names without full stops). */
export function freeFieldName(document: PdfDocument, stem: string): string {
  const taken = new Set(listFields(document).map((field) => field.name.split('.')[0]));
  let number = 1;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

/**
 * Puts a new field into the form, which is made when there is none; it stays where it is, in the catalog or by itself.
 * `further`: what else changes in the form; undefined entries go.
 */
export function registerField(
  builder: IncrementBuilder,
  document: PdfDocument,
  field: PdfRef | undefined,
  further: Readonly<Record<string, PdfObject | undefined>> = {},
): void {
  const form = acroFormOf(document) ?? pdfDict({});
  const fields = document.value(form, 'Fields');
  const flags = document.value(form, 'SigFlags');
  const before = flags?.kind === 'number' && flags.integer ? flags.value : 0;
  const extended = withEntries(form, {
    ...(field && { Fields: pdfArray([...(fields?.kind === 'array' ? fields.items : []), field]) }),
    SigFlags: pdfInteger(before | SIGNATURES_EXIST_APPEND_ONLY),
    ...further,
  });
  const place = dictValue(document.catalog, 'AcroForm');
  if (place?.kind === 'ref' && document.get(place).kind === 'dict') builder.put(place, extended);
  else builder.put(document.catalogRef, withEntries(document.catalog, { AcroForm: extended }));
}

/** The second part of /ID (§14.4) of an update that `content` tells from others. */
export function nextId(document: PdfDocument, content: string): Uint8Array {
  const before = serializeObject(dictValue(document.trailer, 'ID') ?? pdfArray([]));
  return sm3(before, utf8Encode(content)).slice(0, 16);
}
