/**
 * What a form gives to fields without a look of their own: /DR, /DA, /NeedAppearances (ISO 32000-2 §12.7.3, Table 224). It may change
 * only where no look in the file is made from it; otherwise a new font is another text.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import { listFields } from '../../../pdf/form-fields.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { appearancesOf } from './annotation-look.ts';
import { fieldLook } from './field-look.ts';
import { isPlainDefault } from './default-look.ts';
import { fontsStayLegible, resourcesGrewUnused } from './form-resources.ts';
import { asksOutside } from './outside-names.ts';
import type { RevisionPair } from './revision-pair.ts';

/** Explains a change of one of the three; false when it may change a look. */
export function explainDefault(pair: RevisionPair, key: string, a: PdfDict | undefined, b: PdfDict): boolean {
  if (key === 'NeedAppearances') return isOff(b.entries.get(key)) && (!needsLooks(a) || keepLooks(pair));
  const value = b.entries.get(key);
  const isLeantOn = leansOnForm(pair.before) || needsLooks(a) || needsLooks(b);
  const resources = [a?.entries.get('DR'), b.entries.get('DR')] as const;
  if (isLeantOn && !(key === 'DR' && onlyGrew(pair, resources))) return false;
  if (!isLeantOn && !nextLooksStay(pair, key, resources, b)) return false;
  if (value) pair.claimFreshTree(value);
  pair.report('form-defaults', `表单的 /${key} 被更新`, `/${key} of the form was updated`);
  return true;
}

/** Even where looks are made from the form, more in its resources changes none of them. */
function onlyGrew(pair: RevisionPair, resources: Resources): boolean {
  return orElse(() => !looksAskByName(pair.before) && resourcesGrewUnused(pair, resources), false);
}

type Resources = readonly [PdfObject | undefined, PdfObject | undefined];

/** What is seen stays; and what a reader makes when a field is filled in next says what was typed. */
function nextLooksStay(pair: RevisionPair, key: string, resources: Resources, form: PdfDict): boolean {
  return orElse(
    () => (key === 'DR' ? fontsStayLegible(pair, resources) : isPlainDefault(pair.signed, pair.after, form)),
    false,
  );
}

function isOff(value: PdfObject | undefined): boolean {
  return value === undefined || (value.kind === 'boolean' && !value.value);
}

function needsLooks(form: PdfDict | undefined): boolean {
  return form !== undefined && !isOff(form.entries.get('NeedAppearances'));
}

/** Says so where it is so: what is seen of the fields is their own look from now on. */
function keepLooks(pair: RevisionPair): boolean {
  if (!looksStay(pair)) return false;
  const en = 'Readers no longer make the looks of the form fields';
  pair.report('looks-kept', '表单域改为显示文件里自带的样子', en);
  return true;
}

/** A reader that made the looks anew shows the kept ones from now on: every field must have one that says its value. */
function looksStay(pair: RevisionPair): boolean {
  const kept = { signed: pair.signed, before: pair.before, after: pair.before };
  return orElse(
    () =>
      !leansOnForm(pair.before) &&
      listFields(pair.before).every(
        ({ type, value, widgets }) =>
          type === 'Sig' ||
          (type === 'Tx' && widgets.every(({ dict }) => fieldLook(kept, [dict, dict], value) === 'same')),
      ),
    false,
  );
}

/** Annotations whose look a reader makes from the form, or whose appearance names what its own resources do not have and so falls back to it. */
function leansOnForm(document: PdfDocument): boolean {
  return someWidget(document, (dict, isSignature) =>
    appearancesOf(document, dict).length === 0
      ? !isSignature && dict.entries.has('Rect')
      : fallsBack(document, dict),
  );
}

/** Appearances that ask for something by a name that their resources do not have. */
function looksAskByName(document: PdfDocument): boolean {
  return someWidget(document, (dict) => fallsBack(document, dict));
}

/** Whether it holds of a field or an annotation; what cannot be read may be one. */
function someWidget(document: PdfDocument, holds: (dict: PdfDict, isSignature: boolean) => boolean): boolean {
  return orElse(() => {
    const fields = listFields(document).some(({ type, widgets }) =>
      widgets.some(({ dict }) => holds(dict, type === 'Sig')),
    );
    const pages = Array.from({ length: document.pageCount }, (_, index) => document.page(index));
    return fields || pages.some(({ annots }) => annots.some((item) => holdsOf(document, item, holds)));
  }, true);
}

function holdsOf(
  document: PdfDocument,
  item: PdfObject,
  holds: (dict: PdfDict, isSignature: boolean) => boolean,
): boolean {
  const annotation = document.resolve(item);
  if (annotation.kind !== 'dict') return false;
  const subtype = nameAt(annotation, 'Subtype');
  // Of annotations that are no field, free text alone is set in a font of the form (§12.5.6.6); a look of its own may ask for any.
  if ((subtype === 'Link' || subtype === 'Popup') && !annotation.entries.has('AP')) return false;
  return holds(annotation, nameAt(annotation, 'FT') === 'Sig');
}

function fallsBack(document: PdfDocument, annotation: PdfDict): boolean {
  return appearancesOf(document, annotation).some((look) => asksOutside(document, look));
}
