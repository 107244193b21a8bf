/** Rules for /AcroForm: new signatures, and fields that were filled in (ISO 32000-2 §12.7, §12.8.2.2). */
import { cleanText } from '../clean-text.ts';
import { sameObject, type PdfDict, type PdfObject } from '../../pdf/objects.ts';
import { utf8Decode } from '../../crypto/bytes.ts';
import { appendedItems, dictAt, differingKeys, itemsAt, type RevisionPair } from './revision-pair.ts';

/** The pair of an entry before and after, and the object that holds it. */
export interface EntryChange {
  readonly old: PdfObject | undefined;
  readonly now: PdfObject | undefined;
  readonly owner: number;
}

const maxFieldDepth = 32;

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
    if (item.kind === 'ref') explainOldField(pair, item.number, { inherited: undefined, name: '' }, 0);
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
  const name = fieldName(field, '');
  pair.report('form', `新增了空白签章域 ${name}`, `An empty signature field ${name} was added`, {
    fieldName: name,
  });
}

function reportSigned(pair: RevisionPair, number: number, field: PdfDict): void {
  const value = dictAt(pair.after, field.entries.get('V'));
  const type = value?.entries.get('Type');
  if (type?.kind === 'name' && type.value === 'DocTimeStamp') {
    return pair.report('time-stamp', '加盖了文档时间戳', 'A document time stamp was added', {
      field: number,
    });
  }
  const name = fieldName(field, '');
  pair.report('signature', `又加盖了签章 ${name}`, `Another signature was added: ${name}`, {
    field: number,
    fieldName: name,
  });
}

function kidNumbers(pair: RevisionPair, field: PdfDict): number[] {
  const kids = itemsAt(pair.after, field.entries.get('Kids')) ?? [];
  return kids.flatMap((kid) => (kid.kind === 'ref' ? [kid.number] : []));
}

interface FieldAbove {
  /** /FT of the nodes above. */
  readonly inherited: string | undefined;
  readonly name: string;
}

function explainOldField(pair: RevisionPair, number: number, above: FieldAbove, depth: number): void {
  const [a, b] = [dictAt(pair.before, refTo(number)), dictAt(pair.after, refTo(number))];
  if (!a || !b || depth > maxFieldDepth) return;
  const name = fieldName(a, above.name);
  const type = a.entries.get('FT');
  const fieldType = type?.kind === 'name' ? type.value : above.inherited;
  if (fieldType === 'Sig') explainSignatureField(pair, number, a, b, name);
  else explainFilling(pair, number, a, b, name);
  for (const kid of kidNumbers(pair, a))
    explainOldField(pair, kid, { inherited: fieldType, name }, depth + 1);
}

const signingKeys = new Set(['V', 'AP', 'AS', 'M', 'F']);
const fillingKeys = new Set(['V', 'AP', 'AS', 'M', 'I', 'MK']);

/** An empty signature field may be signed; a signed one never changes. */
function explainSignatureField(
  pair: RevisionPair,
  number: number,
  a: PdfDict,
  b: PdfDict,
  name: string,
): void {
  if (!pair.changed.has(number) || pair.isRewritten(number)) return;
  const keys = differingKeys(a, b);
  const wasSigned = a.entries.has('V') || !b.entries.has('V');
  if (wasSigned || !keys.every((key) => signingKeys.has(key))) {
    return pair.report('unexplained', `签章域 ${name} 被修改`, `The signature field ${name} was changed`);
  }
  pair.explain(number);
  pair.signedWidgets.add(number);
  const value = b.entries.get('V');
  if (value) pair.claimFreshTree(value);
  explainAppearance(pair, number, a.entries.get('AP'), b.entries.get('AP'));
  reportSigned(pair, number, b);
}

function explainFilling(pair: RevisionPair, number: number, a: PdfDict, b: PdfDict, name: string): void {
  const appearance = explainAppearance(pair, number, a.entries.get('AP'), b.entries.get('AP'));
  if (!pair.changed.has(number) || pair.isRewritten(number)) {
    if (appearance) reportFilled(pair, number, name);
    return;
  }
  const keys = differingKeys(a, b);
  if (!keys.every((key) => fillingKeys.has(key))) {
    return pair.report(
      'unexplained',
      `表单域 ${name} 的设置被修改`,
      `The settings of the field ${name} were changed`,
    );
  }
  pair.explain(number);
  const value = b.entries.get('V');
  if (value) claimValue(pair, number, value);
  reportFilled(pair, number, name);
}

function reportFilled(pair: RevisionPair, number: number, name: string): void {
  const page = [...pair.referrers(number).keys()]
    .map((from) => pair.pageOf(from))
    .find((found) => found !== undefined);
  pair.report('form', `填写了表单域 ${name}`, `The form field ${name} was filled in`, {
    fieldName: name,
    pages: page === undefined ? [] : [page],
  });
}

function claimValue(pair: RevisionPair, owner: number, value: PdfObject): void {
  pair.claimFreshTree(value);
  if (value.kind === 'ref') pair.claimChanged(value.number, new Set([owner]));
}

/** Appearance streams of a field may be new, or old ones that nothing but this field uses. Returns whether one changed in place. */
function explainAppearance(
  pair: RevisionPair,
  owner: number,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  if (!now) return false;
  pair.claimFreshTree(now);
  const owners = new Set([owner]);
  const open: PdfObject[] = [now];
  let changed = false;
  for (let depth = 0, value = open.pop(); value !== undefined && depth < 64; value = open.pop(), depth += 1) {
    if (value.kind === 'ref') {
      const object = pair.now(value.number);
      if (pair.claimChanged(value.number, owners)) {
        changed = true;
        if (object) pair.claimFreshTree(object);
      }
      if (pair.isOwned(value.number, owners)) owners.add(value.number);
      if (object?.kind === 'dict') open.push(object);
    } else if (value.kind === 'dict') open.push(...value.entries.values());
  }
  return changed && old !== undefined;
}

function fieldName(field: PdfDict, above: string): string {
  const part = field.entries.get('T');
  const own = part?.kind === 'string' ? cleanText(pdfText(part.bytes)) : '';
  return [above, own].filter((text) => text !== '').join('.');
}

/** Text strings of §7.9.2.2: UTF-16BE or UTF-8 with a mark, else one byte per character. */
export function pdfText(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  try {
    if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
    if (a === 0xef && b === 0xbb && c === 0xbf) return utf8Decode(bytes.subarray(3));
  } catch {
    return '?';
  }
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function refTo(number: number): PdfObject {
  return { kind: 'ref', number, generation: 0, range: null };
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
