/** Rules for fields that were there before: an empty signature field may be signed, another field may be filled in (ISO 32000-2 §12.7.5). */
import { qualifiedName } from '../../../pdf/form-fields.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { cleanText } from '../../clean-text.ts';
import { fieldLook } from './field-look.ts';
import { dictAt, differingKeys, itemsAt, type RevisionPair } from './revision-pair.ts';

const maxFieldDepth = 32;

/** Says what a field was signed with: a seal, or a time stamp for the document. */
export function reportSigned(pair: RevisionPair, number: number, field: PdfDict): void {
  const value = dictAt(pair.after, field.entries.get('V'));
  const type = value?.entries.get('Type');
  if (type?.kind === 'name' && type.value === 'DocTimeStamp') {
    return pair.report('time-stamp', '加盖了文档时间戳', 'A document time stamp was added', {
      field: number,
    });
  }
  const name = qualifiedName(pair.after, field, null) ?? '';
  pair.report(
    'signature',
    `又加盖了签章 ${cleanText(name)}`,
    `Another signature was added: ${cleanText(name)}`,
    {
      field: number,
      fieldName: name,
    },
  );
}

/** Object numbers of the kids that are references. */
export function kidNumbers(pair: RevisionPair, field: PdfDict): number[] {
  const kids = itemsAt(pair.after, field.entries.get('Kids')) ?? [];
  return kids.flatMap((kid) => (kid.kind === 'ref' ? [kid.number] : []));
}

interface FieldAbove {
  /** /FT of the nodes above. */
  readonly inherited: string | undefined;
  readonly name: string | null;
}

/** Explains what changed in a field that was there before, and below it to the limit of depth. */
export function explainOldField(pair: RevisionPair, number: number, above: FieldAbove, depth: number): void {
  const [a, b] = [dictAt(pair.before, refTo(number)), dictAt(pair.after, refTo(number))];
  if (!a || !b || depth > maxFieldDepth) return;
  const name = qualifiedName(pair.before, a, above.name);
  const type = a.entries.get('FT');
  const fieldType = type?.kind === 'name' ? type.value : above.inherited;
  if (fieldType === 'Sig') explainSignatureField(pair, number, a, b, name ?? '');
  else explainFilling(pair, number, [a, b], { name: name ?? '', type: fieldType });
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
    return pair.report(
      'unexplained',
      `签章域 ${cleanText(name)} 被修改`,
      `The signature field ${cleanText(name)} was changed`,
    );
  }
  pair.explain(number);
  pair.signedWidgets.add(number);
  const value = b.entries.get('V');
  if (value) pair.claimFreshTree(value);
  explainAppearance(pair, number, a.entries.get('AP'), b.entries.get('AP'));
  reportSigned(pair, number, b);
}

function explainFilling(
  pair: RevisionPair,
  number: number,
  [a, b]: readonly [PdfDict, PdfDict],
  { name, type }: { readonly name: string; readonly type: string | undefined },
): void {
  const appearance = explainAppearance(pair, number, a.entries.get('AP'), b.entries.get('AP'));
  if (!pair.changed.has(number) || pair.isRewritten(number)) {
    if (appearance) reportFilled(pair, number, name, type);
    return;
  }
  const keys = differingKeys(a, b);
  if (!keys.every((key) => fillingKeys.has(key))) {
    return pair.report(
      'unexplained',
      `表单域 ${cleanText(name)} 的设置被修改`,
      `The settings of the field ${cleanText(name)} were changed`,
    );
  }
  pair.explain(number);
  const value = b.entries.get('V');
  if (value) claimValue(pair, number, value);
  reportFilled(pair, number, name, type);
}

function reportFilled(pair: RevisionPair, number: number, name: string, type: string | undefined): void {
  const page = [...pair.referrers(number).keys()]
    .map((from) => pair.pageOf(from))
    .find((found) => found !== undefined);
  if (type === 'Tx' && looksOtherwise(pair, number)) {
    const zh = `表单域 ${cleanText(name)} 显示的内容与填写的值不符`;
    pair.report('unexplained', zh, `The form field ${cleanText(name)} shows something else than its value`, {
      pages: page === undefined ? [] : [page],
    });
  }
  pair.report('form', `填写了表单域 ${cleanText(name)}`, `The form field ${cleanText(name)} was filled in`, {
    fieldName: name,
    pages: page === undefined ? [] : [page],
  });
}

/** The value may stand in the field or in the parent of its widget. */
function looksOtherwise(pair: RevisionPair, number: number): boolean {
  const field = dictAt(pair.after, refTo(number));
  const value = field?.entries.get('V') ?? dictAt(pair.after, field?.entries.get('Parent'))?.entries.get('V');
  return field !== undefined && fieldLook(pair.after, field, value) === 'differs';
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

function refTo(number: number): PdfObject {
  return { kind: 'ref', number, generation: 0, range: null };
}
