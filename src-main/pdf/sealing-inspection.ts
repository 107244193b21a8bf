/** Whether a file may be sealed at all, asked before any PIN: refusals with their codes, and what people should know. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SealingWarning } from '../domain/sealing-warnings.ts';
import type { PdfDocument } from './document-model.ts';
import { needsAppearances, undrawnField } from './drawn-fields.ts';
import { emptyFields } from './empty-fields.ts';
import { locksOf, permitsSigning } from './field-locks.ts';
import { dictValue, pdfRef } from './objects.ts';
import { secondReadings } from './second-readings.ts';
import { listSignatures, signedFields } from './signature-field.ts';
import type { SignatureField } from './signature-field.ts';
import { sealBreaksClaim } from './pdfa-claim.ts';
import { isArchiveToo } from './survey/archive-end.ts';
import { warnedKinds } from './survey/content-kinds.ts';
import { maxContentBytes } from './survey/text-use.ts';
import { surveyObjects, type ObjectSurvey } from './survey/object-survey.ts';

export interface SealingInspection {
  /** Empty: the file may be sealed. The first one is the one to show. */
  readonly refusals: readonly BianyinError[];
  readonly warnings: readonly SealingWarning[];
  /** Empty when the file could not be read that far. */
  readonly signatures: readonly SignatureField[];
}

/** Looks at the whole document. Never throws a `BianyinError`: what the reader refuses is a refusal here. */
export function inspectForSealing(document: PdfDocument): SealingInspection {
  if (document.encrypted) return refused(new BianyinError('pdf-encrypted'));
  try {
    const signatures = listSignatures(document);
    const survey = surveyObjects(document);
    const refusals = [
      ...hybridRefusals(document),
      ...structureRefusals(document, survey),
      ...contentRefusals(survey),
      ...rightsRefusals(document),
      ...appearanceRefusals(document, signatures),
      ...signatures.flatMap((field) => signatureRefusals(field)),
    ];
    return { refusals, warnings: warningsOf(document, survey, signatures), signatures };
  } catch (error) {
    if (error instanceof BianyinError) return refused(error);
    throw error;
  }
}

/** Throws the first refusal. Errors: any `pdf-…` code. */
export function assertSealable(document: PdfDocument): SealingInspection {
  const inspection = inspectForSealing(document);
  const [first] = inspection.refusals;
  if (first) throw first;
  return inspection;
}

function refused(error: BianyinError): SealingInspection {
  return { refusals: [error], warnings: [], signatures: [] };
}

/** Two kinds of reader see two documents: the seal would not stand for one of them. */
function hybridRefusals(document: PdfDocument): BianyinError[] {
  const first = [...secondReadings(document)].find(([, reading]) => reading !== 'index');
  return first ? [new BianyinError('pdf-hybrid-contents', { object: first[0] })] : [];
}

/** What verification would call ambiguous is not sealed: the seal would be red at once. */
function structureRefusals(document: PdfDocument, { ambiguous }: ObjectSurvey): BianyinError[] {
  if (isArchiveToo(document.source))
    return [new BianyinError('pdf-ambiguous', { what: 'a ZIP archive too', at: document.source.size })];
  const [first] = ambiguous;
  if (!first) return [];
  const [number, what] = first;
  const error = errorOf(document, number);
  if (error) return [error];
  return [new BianyinError('pdf-ambiguous', { what: `object ${number}: ${what}`, at: 0 })];
}

/** Why the reader does not read an object; undefined when it does. */
function errorOf(document: PdfDocument, number: number): BianyinError | undefined {
  const entry = document.entry(number);
  try {
    document.get(pdfRef(number, entry?.kind === 'in-file' ? entry.generation : 0));
    return undefined;
  } catch (error) {
    if (error instanceof BianyinError) return error;
    throw error;
  }
}

function contentRefusals({ kinds }: ObjectSurvey): BianyinError[] {
  const refusals: BianyinError[] = [];
  if (kinds.has('xfa')) refusals.push(new BianyinError('pdf-xfa'));
  if (kinds.has('outside-content'))
    refusals.push(
      new BianyinError('pdf-outside-content', { what: kinds.words('outside-content').join(', ') }),
    );
  if (kinds.has('contents-not-checked'))
    refusals.push(new BianyinError('pdf-limit', { what: 'contents', limit: maxContentBytes }));
  if (kinds.has('ambiguous-content'))
    refusals.push(
      new BianyinError('pdf-ambiguous-content', {
        what: kinds.words('ambiguous-content').slice(0, 8).join(', '),
      }),
    );
  return refusals;
}

function rightsRefusals(document: PdfDocument): BianyinError[] {
  const perms = document.value(document.catalog, 'Perms');
  const hasRights =
    perms?.kind === 'dict' && (dictValue(perms, 'UR') ?? dictValue(perms, 'UR3')) !== undefined;
  return hasRights ? [new BianyinError('pdf-usage-rights')] : [];
}

/** Readers that draw all fields anew draw no seal: the flag has to go, and may not where that would change what was signed or shown. */
function appearanceRefusals(document: PdfDocument, signatures: readonly SignatureField[]): BianyinError[] {
  if (!needsAppearances(document)) return [];
  const [signed] = signedFields(signatures);
  const field = signed ? (signed.fieldName ?? '—') : undrawnField(document);
  return field === null ? [] : [new BianyinError('pdf-need-appearances', { field })];
}

function signatureRefusals(field: SignatureField): BianyinError[] {
  const name = { field: field.fieldName ?? '—' };
  const { signature } = field;
  if (signature === null) return [];
  if (signature === 'malformed')
    return [new BianyinError('pdf-signature-broken', { ...name, what: 'not-a-dictionary' })];
  const refusals: BianyinError[] = [];
  const [problem] = [...signature.problems, ...signature.structureProblems];
  if (problem) refusals.push(new BianyinError('pdf-signature-broken', { ...name, what: problem }));
  else if (field.found === 'unreferenced' || field.found === 'widget') {
    refusals.push(new BianyinError('pdf-signature-broken', { ...name, what: `found-as-${field.found}` }));
  }
  if (signature.docMdp === 1) refusals.push(new BianyinError('pdf-certified-no-changes', name));
  // A lock counts once its field is signed (ISO 32000-2 Table 236); /P 1 permits nothing any more.
  if (field.lockMalformed || field.lock?.permission === 1)
    refusals.push(new BianyinError('pdf-locked', name));
  return refusals;
}

function warningsOf(
  document: PdfDocument,
  { kinds }: ObjectSurvey,
  signatures: readonly SignatureField[],
): SealingWarning[] {
  const warnings: SealingWarning[] = warnedKinds.filter((kind) => kinds.has(kind));
  const signed = signedFields(signatures);
  if (signed.length > 0) warnings.push('signed-before');
  if (signed.some(({ signature }) => signature.docMdp !== null)) warnings.push('certified');
  // A lock of all fields, or of all but some, whose signer permits no signing meant to be the last word (docs/adr/0029).
  const locks = signed.flatMap(({ signature, lock }) => locksOf(signature.fieldMdp, lock));
  if (locks.some((lock) => lock.action !== 'Include' && !permitsSigning(lock))) warnings.push('form-locked');
  const isLastCovered = signed.some(({ signature }) => signature.coversWholeFile);
  if (signed.length > 0 && !isLastCovered) warnings.push('changed-after-signature');
  if (sealBreaksClaim(document)) warnings.push('pdfa-not-kept');
  if (emptyFields(document, signatures).length > 0) warnings.push('empty-signature-fields');
  return warnings;
}
