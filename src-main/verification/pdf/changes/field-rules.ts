/** Rules for fields that were there before: an empty signature field may be signed, another field may be filled in (ISO 32000-2 §12.7.5). */
import { qualifiedName } from '../../../pdf/form-fields.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { cleanText } from '../../clean-text.ts';
import { rectangleOf } from './annotation-look.ts';
import { reportMark } from './mark-rules.ts';
import { explainAppearance } from './appearance-rules.ts';
import type { FieldAbove } from './field-above.ts';
import { judgeFilling } from './filling-rules.ts';
import { dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';

const maxFieldDepth = 32;

/** Says that a field was signed, one that stood ready or one that came with its signature; with what, its container says. */
export function reportSigned(pair: RevisionPair, number: number, name: string, wasThere: boolean): void {
  // The name of its field says nothing to anybody; whose it is stands beside its own verdict.
  pair.report('signature', '又加盖了一枚签章', 'Another signature was added', {
    field: number,
    fieldName: name,
    wasThere,
  });
}

/** Object numbers of the kids that are references. */
export function kidNumbers(pair: RevisionPair, field: PdfDict): number[] {
  const kids = itemsAt(pair.after, field.entries.get('Kids')) ?? [];
  return kids.flatMap((kid) => (kid.kind === 'ref' ? [kid.number] : []));
}

/** Explains what changed in a field that was there before, and below it to the limit of depth. */
export function explainOldField(pair: RevisionPair, number: number, above: FieldAbove, depth: number): void {
  const [a, b] = [dictAt(pair.before, refTo(number)), dictAt(pair.after, refTo(number))];
  if (!a || !b || depth > maxFieldDepth) return;
  const here = inherit(pair, [a, b], above);
  const isChanged = pair.changed.has(number) && !pair.isRewritten(number);
  const signed =
    here.type === 'Sig' ? explainSignatureField(pair, number, [a, b], here, isChanged) : undefined;
  const touched = here.type !== 'Sig' && judgeFilling(pair, number, [a, b], here, isChanged);
  const below = { ...here, isTouched: above.isTouched || touched, signed: signed ?? above.signed };
  for (const kid of kidNumbers(pair, a)) explainOldField(pair, kid, below, depth + 1);
}

function inherit(pair: RevisionPair, [a, b]: readonly [PdfDict, PdfDict], above: FieldAbove): FieldAbove {
  const type = pair.before.resolve(a.entries.get('FT'));
  return {
    ...above,
    name: qualifiedName(pair.before, a, above.name),
    type: type.kind === 'name' ? type.value : above.type,
    value: [a.entries.get('V') ?? above.value[0], b.entries.get('V') ?? above.value[1]],
    flags: a.entries.get('Ff') ?? above.flags,
  };
}

const signingKeys = new Set(['V', 'AP', 'AS', 'M', 'F', 'Ff', 'StructParent']);

/** An empty signature field may be signed; a signed one never changes. Returns the number of a field that was signed. */
function explainSignatureField(
  pair: RevisionPair,
  number: number,
  [a, b]: readonly [PdfDict, PdfDict],
  { name, signed }: FieldAbove,
  isChanged: boolean,
): number | undefined {
  if (!isChanged) return undefined;
  const isSigned = !a.entries.has('V') && b.entries.has('V');
  const isWidgetOfSigned = signed !== undefined && !a.entries.has('V') && !b.entries.has('V');
  const keys = pair.differingKeys(a, b);
  if (!(isSigned || isWidgetOfSigned) || !keys.every((key) => signingKeys.has(key))) {
    const shown = cleanText(name ?? '');
    pair.report('unexplained', `签章域 ${shown} 被修改`, `The signature field ${shown} was changed`);
    return undefined;
  }
  pair.explain(number);
  const value = b.entries.get('V');
  if (value) pair.claimFreshTree(value);
  explainAppearance(pair, number, a.entries.get('AP'), b.entries.get('AP'));
  if (isSigned) reportSigned(pair, number, name ?? '', true);
  const field = isSigned ? number : (signed ?? number);
  pair.signedWidgets.set(number, field);
  if (rectangleOf(pair.after, b)) reportMark(pair, number, b, field);
  return isSigned ? number : undefined;
}

/** Entries that a new signature field and its widgets may have: none of them runs, hides or says anything beside its look (§12.5.2, §12.7.5.5). */
const newFieldKeys = new Set(
  'Type Subtype FT T TU TM V F Ff Rect P AP AS MK Lock SV DA DR Q Kids Parent M NM Border BS C StructParent Contents H Lang'.split(
    ' ',
  ),
);

/** Whether a new field is a signature field in every part, and no part of it does more than draw. */
export function isPlainSignatureField(pair: RevisionPair, field: PdfDict): boolean {
  const parts = [field, ...kidNumbers(pair, field).map((kid) => dictAt(pair.after, refTo(kid)))];
  const hasPlainKids =
    kidNumbers(pair, field).length === (itemsAt(pair.after, field.entries.get('Kids')) ?? []).length;
  return (
    hasPlainKids &&
    nameAt(field, 'FT') === 'Sig' &&
    parts.every((part) => part !== undefined && isPlain(part))
  );
}

function isPlain(part: PdfDict): boolean {
  return part.duplicateKeys.length === 0 && [...part.entries.keys()].every((key) => newFieldKeys.has(key));
}

function refTo(number: number): PdfObject {
  return { kind: 'ref', number, generation: 0, range: null };
}
