/**
 * What a form gives to fields without a look of their own: /DR, /DA, /NeedAppearances (ISO 32000-2 §12.7.3, Table 224). It may change
 * only where no look in the file is made from it; otherwise a new font is another text.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import { listFields } from '../../../pdf/form-fields.ts';
import type { PdfDict, PdfObject, PdfStream } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { appearancesOf } from './annotation-look.ts';
import { operationsOf } from './content-tokens.ts';
import { fieldLook } from './field-look.ts';
import type { RevisionPair } from './revision-pair.ts';

/** Explains a change of one of the three; false when it may change a look. */
export function explainDefault(pair: RevisionPair, key: string, a: PdfDict | undefined, b: PdfDict): boolean {
  if (key === 'NeedAppearances')
    return isOff(b.entries.get(key)) && (isOff(a?.entries.get(key)) || looksStay(pair));
  const value = b.entries.get(key);
  const isLeantOn = leansOnForm(pair.before) || needsLooks(a) || needsLooks(b);
  if (isLeantOn) return false;
  if (value) pair.claimFreshTree(value);
  pair.report('form-defaults', `表单的 /${key} 被更新`, `/${key} of the form was updated`);
  return true;
}

function isOff(value: PdfObject | undefined): boolean {
  return value === undefined || (value.kind === 'boolean' && !value.value);
}

function needsLooks(form: PdfDict | undefined): boolean {
  return form !== undefined && !isOff(form.entries.get('NeedAppearances'));
}

/** A reader that made the looks anew shows the kept ones from now on: every field must have one that says its value. */
function looksStay(pair: RevisionPair): boolean {
  return orElse(
    () =>
      !leansOnForm(pair.before) &&
      listFields(pair.before).every(
        ({ type, value, widgets }) =>
          type === 'Sig' ||
          (type === 'Tx' &&
            widgets.every(({ dict }) => fieldLook(pair.before, pair.before, [dict, dict], value) === 'same')),
      ),
    false,
  );
}

/** Annotations whose look a reader makes from the form, or whose appearance has no resources and so falls back to it. */
function leansOnForm(document: PdfDocument): boolean {
  return orElse(() => {
    const parts = listFields(document).flatMap(({ type, widgets }) =>
      widgets.map(({ dict }) => ({ dict, isSignature: type === 'Sig' })),
    );
    return (
      parts.some(({ dict, isSignature }) => leans(document, dict, isSignature)) ||
      Array.from({ length: document.pageCount }, (_, index) => document.page(index)).some(({ annots }) =>
        annots.some((item) => annotationLeans(document, item)),
      )
    );
  }, true);
}

function annotationLeans(document: PdfDocument, item: PdfObject): boolean {
  const annotation = document.resolve(item);
  if (annotation.kind !== 'dict') return false;
  const subtype = nameAt(annotation, 'Subtype');
  // Of annotations that are no field, free text alone is set in a font of the form (§12.5.6.6).
  if (subtype === 'Link' || subtype === 'Popup') return false;
  return leans(document, annotation, nameAt(annotation, 'FT') === 'Sig');
}

function leans(document: PdfDocument, annotation: PdfDict, isSignature: boolean): boolean {
  const looks = appearancesOf(document, annotation);
  if (looks.length === 0) return !isSignature && annotation.entries.has('Rect');
  return looks.some((look) => !look.dict.entries.has('Resources') && usesNames(document, look));
}

const naming = new Set(['Tf', 'Do', 'gs', 'sh', 'cs', 'CS', 'scn', 'SCN', 'BDC', 'DP']);

/** Whether a look asks for fonts, graphics or colours by name; what cannot be read does. */
function usesNames(document: PdfDocument, look: PdfStream): boolean {
  return orElse(() => {
    for (const { operator } of operationsOf(document, document.streamBytes(look)))
      if (naming.has(operator)) return true;
    return false;
  }, true);
}
