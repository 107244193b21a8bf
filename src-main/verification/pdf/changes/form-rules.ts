/** Rules for /AcroForm: fields are only ever added, and a new one is a signature that is new in every part (ISO 32000-2 §12.7, §12.8.2.2). */
import { qualifiedName } from '../../../pdf/form-fields.ts';
import { sameObject, type PdfDict, type PdfObject } from '../../../pdf/objects.ts';
import { cleanText } from '../../clean-text.ts';
import { explainOldField, kidNumbers, reportSigned } from './field-rules.ts';
import { appendedItems, dictAt, differingKeys, itemsAt, type RevisionPair } from './revision-pair.ts';

/** The pair of an entry before and after, and the object that holds it. */
export interface EntryChange {
  readonly old: PdfObject | undefined;
  readonly now: PdfObject | undefined;
  readonly owner: number;
}

/** Explains what it can of the form; what it cannot is left unexplained or reported so. */
export function explainForm(pair: RevisionPair, { old, now, owner }: EntryChange): void {
  const [a, b] = [dictAt(pair.before, old), dictAt(pair.after, now)];
  if (!a && !b) return;
  if (!b) return pair.report('unexplained', '表单被删除', 'The form was removed');
  const holder = claimHolder(pair, now, owner);
  for (const key of differingKeys(a, b)) explainFormKey(pair, key, a, b);
  const fields = { old: a?.entries.get('Fields'), now: b.entries.get('Fields'), owner: holder };
  explainFields(pair, fields);
}

/** An indirect /AcroForm, /Fields or /Annots that changed or is new is explained by the rules for its entries. */
export function claimHolder(pair: RevisionPair, value: PdfObject | undefined, owner: number): number {
  if (value?.kind !== 'ref') return owner;
  if (!pair.claimFresh(value.number)) pair.claimChanged(value.number, new Set([owner]));
  return value.number;
}

function explainFormKey(pair: RevisionPair, key: string, a: PdfDict | undefined, b: PdfDict): void {
  const value = b.entries.get(key);
  if (key === 'Fields' || key === 'SigFlags') return;
  if ((key === 'DR' || key === 'DA') && !a?.entries.has(key) && value) return pair.claimFreshTree(value);
  if (key === 'DR' && value && onlyGrew(pair, a?.entries.get('DR'), value)) return pair.claimFreshTree(value);
  if (key === 'NeedAppearances' && (value === undefined || (value.kind === 'boolean' && !value.value)))
    return;
  pair.report(
    'unexplained',
    `表单的 /${cleanText(key)} 被修改`,
    `/${cleanText(key)} of the form was changed`,
  );
}

function explainFields(pair: RevisionPair, { old, now, owner }: EntryChange): void {
  const [a, b] = [itemsAt(pair.before, old), itemsAt(pair.after, now)];
  if (!a || !b) return pair.report('unexplained', '表单域清单损坏', 'The list of fields is damaged');
  claimHolder(pair, now, owner);
  const added = appendedItems(a, b);
  if (!added) return pair.report('unexplained', '有表单域被删除', 'A form field was removed');
  for (const item of a)
    if (item.kind === 'ref') explainOldField(pair, item.number, { inherited: undefined, name: null }, 0);
  for (const item of added) explainNewField(pair, item);
}

/** A new field must be a signature field that is signed, and new in every part. */
function explainNewField(pair: RevisionPair, item: PdfObject): void {
  const number = item.kind === 'ref' ? item.number : -1;
  const field = item.kind === 'ref' && pair.isNew(number) ? dictAt(pair.after, item) : undefined;
  const type = field?.entries.get('FT');
  if (!field || type?.kind !== 'name' || type.value !== 'Sig' || !pair.claimFresh(number)) {
    return pair.report('unexplained', '新增了不是签章的表单域', 'A field was added that is no signature');
  }
  pair.claimFreshTree(field);
  const widgets = [number, ...kidNumbers(pair, field)];
  if (!field.entries.has('V')) return reportUnsigned(pair, field, widgets);
  for (const widget of widgets) pair.signedWidgets.add(widget);
  reportSigned(pair, number, field);
}

function reportUnsigned(pair: RevisionPair, field: PdfDict, widgets: readonly number[]): void {
  for (const widget of widgets) pair.signedWidgets.add(widget);
  const name = qualifiedName(pair.after, field, null) ?? '';
  pair.report(
    'form',
    `新增了空白签章域 ${cleanText(name)}`,
    `An empty signature field ${cleanText(name)} was added`,
    {
      fieldName: name,
    },
  );
}

/** Signers add fonts to the resources of the form; what was there must stay what it was. */
function onlyGrew(pair: RevisionPair, old: PdfObject | undefined, now: PdfObject): boolean {
  const [a, b] = [dictAt(pair.before, old), dictAt(pair.after, now)];
  if (!a || !b || a.duplicateKeys.length + b.duplicateKeys.length > 0) return false;
  return [...a.entries].every(([key, value]) => {
    const other = b.entries.get(key);
    if (other && sameObject(value, other)) return true;
    return value.kind === 'dict' && other?.kind === 'dict' && onlyGrew(pair, value, other);
  });
}
