/**
 * Filling in a form (ISO 32000-2 §12.7.5, Table 257): a value may change together with a look that says the same. A look that is exchanged
 * while the value stays says something else than the field; where it cannot be proven what a look says, that is told.
 */
import { exactTextOf } from '../../../pdf/text-string.ts';
import type { BilingualText } from '../../report.ts';
import type { PdfPage } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { cleanText } from '../../clean-text.ts';
import { explainAppearance } from './appearance-rules.ts';
import { buttonLook } from './button-look.ts';
import { isPlainDefault } from './default-look.ts';
import { choiceText } from './choice-text.ts';
import { fieldLook, type FieldLook } from './field-look.ts';
import type { FieldAbove } from './field-above.ts';
import { richValueAgrees } from './rich-value.ts';
import { dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';

/** Entries that change with a value; those behind the value are how it is written, and locking afterwards (R04). */
const fillingKeys = new Set(['V', 'RV', 'AP', 'AS', 'M', 'I', 'Ff', 'DA', 'Q', 'MK']);
const READ_ONLY = 1;
const PASSWORD = 1 << 13;
const PUSH_BUTTON = 1 << 16;
const COMBO = 1 << 17;

/** Explains a change of a field that is no signature field, and judges what its widget shows. Returns whether anything changed. */
export function judgeFilling(
  pair: RevisionPair,
  number: number,
  [a, b]: readonly [PdfDict, PdfDict],
  field: FieldAbove,
  isChanged: boolean,
): boolean {
  const hasOtherLook = explainAppearance(pair, number, a.entries.get('AP'), b.entries.get('AP'));
  if (!isChanged && !hasOtherLook && !field.isTouched) return false;
  const name = field.name ?? '';
  const shown = cleanText(name);
  const page = pageOf(pair, number);
  const pages = page === undefined ? [] : [page];
  if (isChanged) {
    if (!isFilling(pair, a, b)) {
      const en = `The settings of the field ${shown} were changed`;
      pair.report('unexplained', `表单域 ${shown} 的设置被修改`, en, { pages });
      return true;
    }
    pair.explain(number);
    const value = b.entries.get('V');
    if (value) claimValue(pair, number, value);
  }
  if (!isWidget(b)) {
    if (isChanged) report(pair, 'form', shown, { fieldName: name, pages });
    return true;
  }
  const look = judgeWidget(pair, number, [a, b], field, hasOtherLook);
  if (look === 'differs')
    pair.report(
      'unexplained',
      `表单域 ${shown} 显示的内容与填写的值不符`,
      `The form field ${shown} shows something else than its value`,
      { pages },
    );
  if (look === 'stale') {
    const stored = storedText(pair, field.value[1]);
    const zh = `表单域 ${shown} 存的值改为${stored.zh}，页面上仍显示原来的内容`;
    const en = `The value stored in the form field ${shown} became ${stored.en}; the page still shows what it showed`;
    pair.report('form-stale', zh, en, { fieldName: name, pages });
    return true;
  }
  report(pair, look === 'unknown' ? 'form-unclear' : 'form', shown, { fieldName: name, pages });
  return true;
}

/** Longer values are cut where they are told. */
const maxTold = 60;

function storedText(pair: RevisionPair, value: PdfObject | undefined): BilingualText {
  const stored = pair.after.resolve(value);
  const text = stored.kind === 'string' ? cleanText(exactTextOf(stored)) : '';
  if (text === '') return { zh: '空', en: 'empty' };
  const told = text.length > maxTold ? `${text.slice(0, maxTold)}…` : text;
  return { zh: `“${told}”`, en: `“${told}”` };
}

function report(
  pair: RevisionPair,
  kind: 'form' | 'form-unclear',
  shown: string,
  more: { readonly fieldName: string; readonly pages: readonly number[] },
): void {
  if (kind === 'form')
    return pair.report(kind, `填写了表单域 ${shown}`, `The form field ${shown} was filled in`, more);
  const zh = `填写了表单域 ${shown}，显示的内容无法与填写的值核对`;
  pair.report(
    kind,
    zh,
    `The form field ${shown} was filled in; what it shows cannot be compared with its value`,
    more,
  );
}

/** Locking a field is its read-only flag and no other; the default look may change only with a value. */
function isFilling(pair: RevisionPair, a: PdfDict, b: PdfDict): boolean {
  const keys = pair.differingKeys(a, b);
  if (!keys.every((key) => fillingKeys.has(key))) return false;
  const written = keys.some((key) => key === 'DA' || key === 'Q');
  if (written && !(keys.includes('V') && bringsLooks(pair, b))) return false;
  if (keys.includes('RV') && !(keys.includes('V') && richValueAgrees(b))) return false;
  return !keys.includes('Ff') || onlyLocked(flagsOf(a), flagsOf(b));
}

/** Whether the field, or each widget of a field that is none itself, has a look of its own: then the reader makes none by /DA. */
function bringsLooks(pair: RevisionPair, field: PdfDict): boolean {
  if (field.entries.has('AP')) return true;
  const kids = itemsAt(pair.after, field.entries.get('Kids')) ?? [];
  return kids.length > 0 && kids.every((kid) => dictAt(pair.after, kid)?.entries.has('AP') === true);
}

function flagsOf(dict: PdfDict): number | null {
  const value = dict.entries.get('Ff');
  if (value === undefined) return 0;
  return value.kind === 'number' && value.integer ? value.value : null;
}

function onlyLocked(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && (a | READ_ONLY) === b;
}

function isWidget(dict: PdfDict): boolean {
  return dict.entries.has('Rect') || dict.entries.has('AP');
}

function pageOf(pair: RevisionPair, number: number): number | undefined {
  return [...pair.referrers(number).keys()]
    .map((from) => pair.pageOf(from))
    .find((found) => found !== undefined);
}

function pagesOf(pair: RevisionPair, number: number): PdfPage[] {
  return pair.pagesOfAnnotation(number).map((page) => pair.after.page(page - 1));
}

function judgeWidget(
  pair: RevisionPair,
  number: number,
  [a, b]: readonly [PdfDict, PdfDict],
  { type, value, flags }: FieldAbove,
  hasOtherLook: boolean,
): FieldLook {
  const [old, now] = value;
  const keptValue = pair.isSame(old, now);
  // Readers draw borders and grounds from /MK beside the appearance.
  if (!pair.isSame(a.entries.get('MK'), b.entries.get('MK'))) return 'unknown';
  const bits = flags?.kind === 'number' ? flags.value : 0;
  if (type === 'Btn') {
    const isPush = (bits & PUSH_BUTTON) !== 0;
    return isPush
      ? kept(hasOtherLook, 'differs')
      : buttonLook(pair, number, [a, b], now, hasOtherLook, keptValue);
  }
  if (!a.entries.has('AP') && !b.entries.has('AP')) return madeByReader(pair, b, keptValue);
  // Where another default look came with the value, readers make the next look from it, or this one already.
  if (!pair.isSame(a.entries.get('DA'), b.entries.get('DA')) && !isPlainDefault(pair.signed, pair.after, b))
    return 'unknown';
  if (!b.entries.has('AP')) return keptValue ? 'differs' : 'unknown';
  const text =
    type === 'Tx' ? now : type === 'Ch' && (bits & COMBO) !== 0 ? choiceText(pair.after, b, now) : undefined;
  const isReadable = text !== undefined && (bits & PASSWORD) === 0;
  const look = isReadable ? fieldLook(pair, [a, b], text, pagesOf(pair, number)) : 'unknown';
  // Nothing that is shown changed: the look stayed, and the value alone is another one.
  if (look === 'differs' && !keptValue && !hasOtherLook) return 'stale';
  if (look !== 'unknown') return look;
  // The value stayed and the look is another one: whatever it shows now, the field did not change to it.
  return keptValue ? kept(hasOtherLook, 'differs') : 'unknown';
}

/** As it was made before, in letters that are known. */
function madeByReader(pair: RevisionPair, widget: PdfDict, keptValue: boolean): FieldLook {
  return keptValue || isPlainDefault(pair.signed, pair.after, widget) ? 'same' : 'unknown';
}

function kept(hasOtherLook: boolean, otherwise: FieldLook): FieldLook {
  return hasOtherLook ? otherwise : 'same';
}

function claimValue(pair: RevisionPair, owner: number, value: PdfObject): void {
  pair.claimFreshTree(value);
  if (value.kind === 'ref') pair.claimChanged(value.number, new Set([owner]));
}
