/**
 * Every signature of a document (ISO 32000-2 §12.7.5.5, §12.8): in fields, in widgets that no field list names, in /Perms,
 * and in later revisions that nothing refers to any more. None is skipped in silence.
 */
import type { PdfBox, PdfDocument } from './document-model.ts';
import { listFields } from './form-fields.ts';
import type { FormField, FormWidget } from './form-fields.ts';
import { dictValue, pdfRef, refKey } from './objects.ts';
import type { PdfDict, PdfObject, PdfRef } from './objects.ts';
import { readBox } from './pages.ts';
import { nameOf, readFieldLock, readSignatureDictionary } from './signature-dictionary.ts';
import type { FieldLock, SignatureDictionary } from './signature-dictionary.ts';
import { optionalExactText } from './text-string.ts';

interface SignatureWidget {
  readonly ref: PdfRef | null;
  /** 0-based page whose /Annots hold the widget; null when none does, and so nothing is seen. */
  readonly pageIndex: number | null;
  /** In user space of the page; null for an empty or broken /Rect. */
  readonly rect: PdfBox | null;
  /** /F: bit 2 hidden, bit 6 no view. */
  readonly hidden: boolean;
}

export interface SignatureField {
  /** Where it was found; only `field` is as the standard has it. */
  readonly found: 'field' | 'widget' | 'perms' | 'unreferenced';
  /** Fully qualified, an exact text: for comparing, cleaned before it is shown. Null outside the field tree. */
  readonly fieldName: string | null;
  readonly fieldRef: PdfRef | null;
  readonly fieldDict: PdfDict | null;
  readonly widgets: readonly SignatureWidget[];
  readonly lock: FieldLock | null;
  /** A /Lock is there but cannot be understood. */
  readonly lockMalformed: boolean;
  /** Null: a field that is not signed; `malformed`: /V is there and no dictionary. */
  readonly signature: SignatureDictionary | 'malformed' | null;
}

/**
 * Signature fields, signed or not, in the order of the field tree; then what was found elsewhere.
 * Errors: `pdf-form-broken`, `pdf-page-tree-broken`, `pdf-ambiguous`, `pdf-limit`, `pdf-encrypted`, and those of `document.get`.
 */
export function listSignatures(document: PdfDocument): SignatureField[] {
  const pages = readAnnotations(document);
  const list = new SignatureList(document.revisions.length - 1);
  const fields = listFields(document);
  for (const field of fields) {
    if (isSignatureField(document, field)) list.addField(signatureField(document, field, pages.pageOf));
  }
  for (const value of fields.flatMap((field) => field.hiddenValues)) {
    if (looksSigned(document.resolve(value))) addDictionary(document, value, 'unreferenced', list);
  }
  addLooseWidgets(document, pages, list);
  addPerms(document, list);
  addUnreferenced(document, list);
  return list.fields;
}

/** What was found so far; a dictionary outside the field tree is added only when nothing named it before. */
class SignatureList {
  readonly fields: SignatureField[] = [];
  readonly #known = new Set<string>();
  readonly #lastRevision: number;

  constructor(lastRevision: number) {
    this.#lastRevision = lastRevision;
  }

  addField(field: SignatureField): void {
    this.fields.push(field);
    if (field.signature !== null && field.signature !== 'malformed')
      this.#known.add(signatureKey(field.signature));
  }

  addDictionary(signature: SignatureDictionary, found: SignatureField['found']): void {
    if (this.#known.has(signatureKey(signature))) return;
    // It may have been read as of an earlier revision, which ended earlier.
    const coversWholeFile = signature.coveredRevision === this.#lastRevision;
    const nowhere = {
      fieldName: null,
      fieldRef: null,
      fieldDict: null,
      widgets: [],
      lock: null,
      lockMalformed: false,
    };
    this.addField({ found, ...nowhere, signature: { ...signature, coversWholeFile } });
  }
}

/** The same bytes of the file; an object that is not in the file itself is known by its number. */
function signatureKey({ contents, ref, dict }: SignatureDictionary): string {
  const start = contents?.fileStart ?? -1;
  if (start >= 0) return `contents at ${start}`;
  return ref ? `object ${refKey(ref)}` : `dictionary at ${dict.range?.start ?? -1}`;
}

/** The signatures among them that have a dictionary. */
export function signedFields(
  fields: readonly SignatureField[],
): (SignatureField & { readonly signature: SignatureDictionary })[] {
  return fields.filter((field): field is SignatureField & { readonly signature: SignatureDictionary } => {
    return field.signature !== null && field.signature !== 'malformed';
  });
}

/** A signature value counts even where /FT is missing or says something else. */
function isSignatureField(document: PdfDocument, field: FormField): boolean {
  return field.type === 'Sig' || looksSigned(document.resolve(field.value));
}

function looksSigned(value: PdfObject): value is PdfDict {
  return value.kind === 'dict' && value.entries.has('ByteRange') && value.entries.has('Contents');
}

interface PageAnnotations {
  readonly pageOf: ReadonlyMap<string, number>;
  readonly widgets: readonly {
    readonly ref: PdfRef | null;
    readonly dict: PdfDict;
    readonly pageIndex: number;
  }[];
}

/** Widgets of signatures on all pages, and the page of each annotation. */
function readAnnotations(document: PdfDocument): PageAnnotations {
  const pageOf = new Map<string, number>();
  const widgets: { ref: PdfRef | null; dict: PdfDict; pageIndex: number }[] = [];
  for (let pageIndex = 0; pageIndex < document.pageCount; pageIndex++) {
    for (const item of document.page(pageIndex).annots) {
      const ref = item.kind === 'ref' ? item : null;
      if (ref && !pageOf.has(refKey(ref))) pageOf.set(refKey(ref), pageIndex);
      const dict = document.resolve(item);
      if (dict.kind !== 'dict') continue;
      const isSignature =
        nameOf(document, dict, 'FT') === 'Sig' || looksSigned(document.resolve(dictValue(dict, 'V')));
      if (isSignature) widgets.push({ ref, dict, pageIndex });
    }
  }
  return { pageOf, widgets };
}

function signatureField(
  document: PdfDocument,
  field: FormField,
  pageOf: ReadonlyMap<string, number>,
): SignatureField {
  const lock = document.value(field.dict, 'Lock');
  const readLock = lock ? readFieldLock(document, lock) : null;
  return {
    found: 'field',
    fieldName: field.name,
    fieldRef: field.ref,
    fieldDict: field.dict,
    widgets: field.widgets.flatMap((widget) => readWidget(document, widget, pageOf) ?? []),
    lock: readLock,
    lockMalformed: lock !== undefined && readLock === null,
    signature: readValue(document, field.value),
  };
}

function readValue(document: PdfDocument, value: PdfObject | undefined): SignatureField['signature'] {
  const dict = document.resolve(value);
  if (dict.kind === 'null') return null;
  if (dict.kind !== 'dict') return 'malformed';
  return readSignatureDictionary(document, dict, value?.kind === 'ref' ? value : null);
}

function readWidget(
  document: PdfDocument,
  widget: FormWidget,
  pageOf: ReadonlyMap<string, number>,
): SignatureWidget | undefined {
  const isWidget = nameOf(document, widget.dict, 'Subtype') === 'Widget' || widget.dict.entries.has('Rect');
  if (!isWidget) return undefined;
  const flags = document.value(widget.dict, 'F');
  return {
    ref: widget.ref,
    pageIndex: widget.ref ? (pageOf.get(refKey(widget.ref)) ?? null) : null,
    rect: readBox(document, document.value(widget.dict, 'Rect')) ?? null,
    hidden: flags?.kind === 'number' && (flags.value & 0b100010) !== 0,
  };
}

function addLooseWidgets(document: PdfDocument, pages: PageAnnotations, list: SignatureList): void {
  const known = new Set(
    list.fields
      .flatMap((field) => [field.fieldRef, ...field.widgets.map(({ ref }) => ref)])
      .map((ref) => ref && refKey(ref)),
  );
  for (const widget of pages.widgets) {
    if (widget.ref && known.has(refKey(widget.ref))) continue;
    const field: FormField = {
      name: optionalExactText(document.value(widget.dict, 'T')) ?? '',
      ref: widget.ref,
      dict: widget.dict,
      type: 'Sig',
      value: dictValue(widget.dict, 'V'),
      hiddenValues: [],
      flags: 0,
      widgets: [widget],
    };
    list.addField({ ...signatureField(document, field, pages.pageOf), found: 'widget' });
  }
}

/** §12.8.6: /Perms names signatures that need no field. */
function addPerms(document: PdfDocument, list: SignatureList): void {
  const perms = document.value(document.catalog, 'Perms');
  if (perms?.kind !== 'dict') return;
  for (const key of ['DocMDP', 'UR3', 'UR']) addDictionary(document, dictValue(perms, key), 'perms', list);
}

/** Signature dictionaries that later revisions brought and that nothing names (any more). */
function addUnreferenced(document: PdfDocument, list: SignatureList): void {
  if (document.revisions.length > 1) {
    const first = document.documentAt(0);
    for (const field of signedFields(listSignatures(first)))
      list.addDictionary(field.signature, 'unreferenced');
  }
  for (const { index } of document.revisions.slice(1)) {
    const view = document.documentAt(index);
    for (const number of document.changedObjects(index)) {
      const entry = view.entry(number);
      const ref = pdfRef(number, entry?.kind === 'in-file' ? entry.generation : 0);
      if (entry && looksSigned(view.get(ref))) addDictionary(view, ref, 'unreferenced', list);
    }
  }
}

function addDictionary(
  document: PdfDocument,
  value: PdfObject | undefined,
  where: SignatureField['found'],
  list: SignatureList,
): void {
  const dict = document.resolve(value);
  if (dict.kind !== 'dict') return;
  const ref = value?.kind === 'ref' ? value : null;
  list.addDictionary(readSignatureDictionary(document, dict, ref), where);
}
