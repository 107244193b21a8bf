/** Rules for /AcroForm: fields are only ever added, and a new one is a signature that is new in every part (ISO 32000-2 §12.7, §12.8.2.2). */
import { listFields, qualifiedName } from '../../../pdf/form-fields.ts';
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { cleanText } from '../../clean-text.ts';
import { fieldRoot } from './field-above.ts';
import { explainOldField, isPlainSignatureField, kidNumbers, reportSigned } from './field-rules.ts';
import { explainDefault } from './form-defaults.ts';
import { appendedItems, dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';

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
  for (const key of pair.differingKeys(a, b)) explainFormKey(pair, key, a, b);
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
  if (key === 'Fields' || key === 'SigFlags') return;
  const isDefault = key === 'DR' || key === 'DA' || key === 'NeedAppearances';
  if (isDefault && explainDefault(pair, key, a, b)) return;
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
  const added = appendedItems(pair, a, b);
  if (!added) return pair.report('unexplained', '有表单域被删除', 'A form field was removed');
  for (const item of a) if (item.kind === 'ref') explainOldField(pair, item.number, fieldRoot, 0);
  for (const item of added) explainNewField(pair, item);
}

/** Fields of one name are one field to many readers (§12.7.4.2), with one value and one look; so are a field and what stands below it. */
function isNameTaken(pair: RevisionPair, name: string): boolean {
  const isBelow = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);
  return orElse(
    () => listFields(pair.before).some((other) => isBelow(other.name, name) || isBelow(name, other.name)),
    true,
  );
}

/** A new field must be a signature field, and new in every part. */
function explainNewField(pair: RevisionPair, item: PdfObject): void {
  const number = item.kind === 'ref' ? item.number : -1;
  const field = item.kind === 'ref' && pair.isNew(number) ? dictAt(pair.after, item) : undefined;
  if (!field || nameAt(field, 'FT') !== 'Sig' || !pair.claimFresh(number)) {
    return pair.report('unexplained', '新增了不是签章的表单域', 'A field was added that is no signature');
  }
  pair.claimFreshTree(field);
  const name = qualifiedName(pair.after, field, null) ?? '';
  if (!isPlainSignatureField(pair, field) || field.entries.has('Parent') || isNameTaken(pair, name)) {
    const en = `The new signature field ${cleanText(name)} does more than show a signature`;
    pair.report('unexplained', `新增的签章域 ${cleanText(name)} 带有签章以外的内容`, en);
  }
  const widgets = [number, ...kidNumbers(pair, field)];
  if (field.entries.has('V')) {
    for (const widget of widgets) pair.signedWidgets.set(widget, number);
    return reportSigned(pair, number, name, false);
  }
  for (const widget of widgets) pair.emptyWidgets.add(widget);
  pair.report(
    'field',
    `新增了空白签章域 ${cleanText(name)}`,
    `An empty signature field ${cleanText(name)} was added`,
    { fieldName: name },
  );
}
