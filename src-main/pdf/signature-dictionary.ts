/** Signature dictionaries (ISO 32000-2 §12.8.1) with what they permit: DocMDP, FieldMDP, locks, usage rights (§12.8.2, §12.7.5.5). */
import { readCoverage } from './byte-range.ts';
import type { SignatureCoverage } from './byte-range.ts';
import type { PdfDocument } from './document-model.ts';
import { dictValue, refKey } from './objects.ts';
import type { PdfDict, PdfObject, PdfRef } from './objects.ts';
import { optionalExactText, optionalText } from './text-string.ts';

type SignatureProblem =
  | 'not-a-dictionary'
  | 'filter-missing'
  | 'wrong-type'
  | 'several-doc-mdp'
  | 'doc-mdp-permission'
  | 'field-mdp-malformed'
  | 'reference-malformed';

/** 1: no changes · 2: forms and signatures · 3: and annotations. */
export type DocMdpPermission = 1 | 2 | 3;

/** Which fields a signature or a lock freezes. */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** Fully qualified names, exact texts; empty for `All`. */
  readonly fields: readonly string[];
  /** /P of a PDF 2.0 lock. */
  readonly permission: DocMdpPermission | null;
}

export interface SignatureDictionary extends SignatureCoverage {
  /** Null when the dictionary stands directly in the field. */
  readonly ref: PdfRef | null;
  readonly dict: PdfDict;
  readonly type: string | null;
  readonly filter: string | null;
  readonly subFilter: string | null;
  /** /M as written, a claim. */
  readonly claimedTime: string | null;
  readonly name: string | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly contactInfo: string | null;
  /** The revision whose bytes hold /Contents; null when it is not in the file itself. */
  readonly revisionIndex: number | null;
  readonly docMdp: DocMdpPermission | null;
  /** /Perms /DocMDP of the catalog names this signature: it certifies the document. */
  readonly certifies: boolean;
  readonly fieldMdp: FieldLock | null;
  /** Its own /Reference says that it grants usage rights (§12.8.2.3): the producer of a form signs so, and nobody's consent. */
  readonly usageRights: boolean;
  readonly structureProblems: readonly SignatureProblem[];
}

/** Reads a signature dictionary. Errors: those of `document.resolve`, `pdf-ambiguous` for a duplicate key on the path. */
export function readSignatureDictionary(
  document: PdfDocument,
  dict: PdfDict,
  ref: PdfRef | null,
): SignatureDictionary {
  const problems: SignatureProblem[] = [];
  const coverage = readCoverage(document, dict);
  const type = nameOf(document, dict, 'Type');
  const filter = nameOf(document, dict, 'Filter');
  if (filter === null) problems.push('filter-missing');
  if (type !== null && type !== 'Sig' && type !== 'DocTimeStamp') problems.push('wrong-type');
  const references = readReferences(document, dict, problems);
  const text = (key: string) => optionalText(document.value(dict, key));
  const start = coverage.contents?.fileStart ?? -1;
  return {
    ...coverage,
    ref,
    dict,
    type,
    filter,
    subFilter: nameOf(document, dict, 'SubFilter'),
    claimedTime: optionalExactText(document.value(dict, 'M')),
    name: text('Name'),
    reason: text('Reason'),
    location: text('Location'),
    contactInfo: text('ContactInfo'),
    revisionIndex: document.revisions.find((one) => start >= one.start && start < one.end)?.index ?? null,
    certifies: isNamedByPerms(document, ref, ['DocMDP']),
    ...references,
    structureProblems: problems,
  };
}

/** A lock dictionary or the parameters of FieldMDP; null when it is malformed. */
export function readFieldLock(document: PdfDocument, object: PdfObject | undefined): FieldLock | null {
  if (object?.kind !== 'dict') return null;
  const action = nameOf(document, object, 'Action');
  if (action !== 'All' && action !== 'Include' && action !== 'Exclude') return null;
  const list = document.value(object, 'Fields');
  const names =
    list?.kind === 'array' ? list.items.map((item) => optionalExactText(document.resolve(item))) : [];
  const fields = names.filter((name) => name !== null);
  if (fields.length !== names.length || (action !== 'All' && list?.kind !== 'array')) return null;
  return { action, fields, permission: permissionOf(document.value(object, 'P')) };
}

/** The name under a key, its reference followed; null for everything else. */
export function nameOf(document: PdfDocument, dict: PdfDict, key: string): string | null {
  const value = document.value(dict, key);
  return value?.kind === 'name' ? value.value : null;
}

interface References {
  readonly docMdp: DocMdpPermission | null;
  readonly fieldMdp: FieldLock | null;
  readonly usageRights: boolean;
}

/** §12.8.1 Table 256: /Reference, one dictionary for each transform. */
function readReferences(document: PdfDocument, dict: PdfDict, problems: SignatureProblem[]): References {
  let docMdp: DocMdpPermission | null = null;
  let fieldMdp: FieldLock | null = null;
  let usageRights = false;
  const list = document.value(dict, 'Reference');
  if (list && list.kind !== 'array') problems.push('reference-malformed');
  for (const item of list?.kind === 'array' ? list.items : []) {
    const reference = document.resolve(item);
    const method = reference.kind === 'dict' ? nameOf(document, reference, 'TransformMethod') : null;
    const parameters = reference.kind === 'dict' ? document.value(reference, 'TransformParams') : undefined;
    if (method === 'DocMDP') {
      if (docMdp !== null) problems.push('several-doc-mdp');
      docMdp = docMdpOf(document, parameters, problems);
    } else if (method === 'FieldMDP') {
      fieldMdp = readFieldLock(document, parameters);
      if (!fieldMdp) problems.push('field-mdp-malformed');
    } else if (method === 'UR' || method === 'UR3') usageRights = true;
    else if (method !== 'Identity') problems.push('reference-malformed');
  }
  return { docMdp, fieldMdp, usageRights };
}

/** §12.8.2.2: /P is 2 when it is left out; what cannot be understood permits nothing. */
function docMdpOf(
  document: PdfDocument,
  parameters: PdfObject | undefined,
  problems: SignatureProblem[],
): DocMdpPermission {
  const p = parameters?.kind === 'dict' ? document.value(parameters, 'P') : undefined;
  if (!p) return 2;
  const permission = permissionOf(p);
  if (permission === null) problems.push('doc-mdp-permission');
  return permission ?? 1;
}

function permissionOf(object: PdfObject | undefined): DocMdpPermission | null {
  if (object?.kind !== 'number') return null;
  return object.value === 1 || object.value === 2 || object.value === 3 ? object.value : null;
}

function isNamedByPerms(document: PdfDocument, ref: PdfRef | null, keys: readonly string[]): boolean {
  const perms = document.value(document.catalog, 'Perms');
  if (perms?.kind !== 'dict' || !ref) return false;
  return keys.some((key) => {
    const named = dictValue(perms, key);
    return named?.kind === 'ref' && refKey(named) === refKey(ref);
  });
}
