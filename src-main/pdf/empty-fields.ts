/**
 * Signature fields that somebody prepared and nobody has signed (ISO 32000-2 §12.7.5.5): places for a seal, with what they
 * ask of whoever signs them (/SV, Table 237) and what they lock then (/Lock, Table 236).
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfBox, PdfDocument } from './document-model.ts';
import type { PdfDict, PdfRef } from './objects.ts';
import { visualRect, type VisualRect } from './page-geometry.ts';
import type { Mark } from './placement-to-marks.ts';
import { nameOf, type FieldLock } from './signature-dictionary.ts';
import { signedFields, type SignatureField } from './signature-field.ts';
import type { SignatureProfile } from './signature-hole.ts';

export interface EmptyField {
  /** Fully qualified. */
  readonly name: string;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** The same object as the field for most writers. */
  readonly widget: PdfRef;
  /** 1-based. */
  readonly page: number;
  readonly rect: PdfBox;
  readonly visual: VisualRect;
  readonly lock: FieldLock | null;
}

/** Those with one visible widget that no earlier signature has locked, in the order of the field tree. */
export function emptyFields(document: PdfDocument, signatures: readonly SignatureField[]): EmptyField[] {
  const locks = signedFields(signatures).flatMap(({ signature, lock }) => [signature.fieldMdp, lock]);
  return signatures.flatMap((field): EmptyField[] => {
    const { found, signature, fieldName, fieldRef, fieldDict, widgets, lock, lockMalformed } = field;
    const [widget] = widgets;
    if (found !== 'field' || signature !== null || !fieldRef || !fieldDict || lockMalformed) return [];
    if (widgets.length !== 1 || !widget?.ref || widget.hidden || !widget.rect || widget.pageIndex === null)
      return [];
    const name = fieldName ?? '';
    if (name === '' || locks.some((each) => each !== null && covers(each, name))) return [];
    const visual = visualRect(document.page(widget.pageIndex), widget.rect);
    const place = { page: widget.pageIndex + 1, rect: widget.rect, visual };
    return [{ name, ref: fieldRef, dict: fieldDict, widget: widget.ref, lock, ...place }];
  });
}

/** A named field stands for those below it (Table 236). */
function covers({ action, fields }: FieldLock, name: string): boolean {
  const isNamed = fields.some((field) => name === field || name.startsWith(`${field}.`));
  return action === 'All' || (action === 'Include' ? isNamed : !isNamed);
}

/** How far two edges may differ and still be the same place, points. */
const SAME = 0.5;

/** Whether a mark is put into a field: a whole seal with its middle inside. */
export function isPutInto(field: EmptyField, { page, visual, slice }: Mark): boolean {
  const [x, y] = [visual.xMm + visual.widthMm / 2, visual.yMm + visual.heightMm / 2];
  const { xMm, yMm, widthMm, heightMm } = field.visual;
  const isInside = x >= xMm && x <= xMm + widthMm && y >= yMm && y <= yMm + heightMm;
  return slice === null && page === field.page && isInside;
}

/** Where others have signed before, the rectangle of the field is part of what they signed. Errors: `signature-field-size`. */
export function requireSameRect({ name, rect, visual }: EmptyField, mark: Mark): void {
  if (rect.every((edge, i) => Math.abs(edge - (mark.rect[i] ?? Infinity)) <= SAME)) return;
  throw new BianyinError('signature-field-size', {
    field: name,
    have: extentText(visual),
    want: extentText(mark.visual),
  });
}

function extentText({ widthMm, heightMm }: VisualRect): string {
  return `${widthMm.toFixed(1)}×${heightMm.toFixed(1)} mm`;
}

/** What a seed value may insist on, by the bit of /Ff (Table 238), and the entry that then has to hold ours. */
const FILTER = 1 << 0;
const SUB_FILTER = 1 << 1;

/** Errors: `signature-field-demands` when the field insists on something that a seal is not. */
export function requireHonoured(document: PdfDocument, field: EmptyField, profile: SignatureProfile): void {
  const seed = document.value(field.dict, 'SV');
  if (!seed) return;
  const refuse = (what: string) => new BianyinError('signature-field-demands', { field: field.name, what });
  if (seed.kind !== 'dict') throw refuse('/SV');
  const flags = document.value(seed, 'Ff');
  const demands = flags?.kind === 'number' ? flags.value : 0;
  if ((demands & FILTER) !== 0 && nameOf(document, seed, 'Filter') !== profile.filter)
    throw refuse('/Filter');
  if ((demands & SUB_FILTER) !== 0 && !allowed(document, seed).includes(profile.subFilter))
    throw refuse('/SubFilter');
  if ((demands & ~(FILTER | SUB_FILTER)) !== 0 || document.value(seed, 'MDP')) throw refuse('/SV');
}

function allowed(document: PdfDocument, seed: PdfDict): string[] {
  const list = document.value(seed, 'SubFilter');
  const items = list?.kind === 'array' ? list.items.map((item) => document.resolve(item)) : [];
  return items.flatMap((item) => (item.kind === 'name' ? [item.value] : []));
}
