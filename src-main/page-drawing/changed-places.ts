/** Where on a page something was announced: seals that were compared, fields that were filled, and what was put on blank paper. */
import type { PdfDocument, PdfPage } from '../pdf/document-model.ts';
import { refKey, type PdfDict, type PdfObject } from '../pdf/objects.ts';
import { visualRect, visualSizeMm, type VisualRect } from '../pdf/page-geometry.ts';
import { readBox } from '../pdf/pages.ts';
import type { Region } from './compare-pixels.ts';

/** What the report says of one page: kinds of its allowed changes, and the marks whose picture was compared, mm. */
export interface Announced {
  readonly kinds: ReadonlySet<string>;
  readonly compared: readonly VisualRect[];
}

/** A field that stood ready and was signed or switched. */
export interface FilledPlace {
  readonly rect: VisualRect;
  /** Object number of its widget. */
  readonly number: number;
  readonly kind: 'signature' | 'button';
}

/** Marks stand in the report rounded to hundredths of a millimetre. */
const ROUNDING_MM = 0.05;
const maxFieldDepth = 32;

/**
 * The regions of one page, in pixels of a drawing `width` pixels wide. `isChanged` says whether an annotation is made of other
 * objects than before. Errors: those of the reader.
 */
export function changedPlaces(
  [before, after]: readonly [PdfDocument, PdfDocument],
  page: number,
  { kinds, compared }: Announced,
  isChanged: (annotation: PdfObject) => boolean,
  width: number,
): Region[] {
  const [old, now] = [before.page(page - 1), after.page(page - 1)];
  const perMm = width / visualSizeMm(now).widthMm;
  const known = new Map(old.annots.map((item) => [keyOf(item), item]));
  const regions = compared.map((rect) => regionOf(rect, perMm, 'mark'));
  for (const item of now.annots.filter(isChanged)) {
    const place = placeOf(after, now, item);
    if (!place || compared.some((mark) => isSamePlace(mark, place))) continue;
    const earlier = known.get(keyOf(item));
    if (earlier !== undefined) {
      const prepared = preparedPlace([before, old], earlier, kinds);
      if (prepared) regions.push(regionOf(prepared, perMm, 'free'));
    } else if (mayBeSeen(kinds)) regions.push(regionOf(place, perMm, 'blank'));
  }
  // The reader made the looks of fields before, and shows their own now: the rules have compared both with the values.
  if (kinds.has('looks-kept'))
    for (const item of old.annots.filter((each) => isValueField(before, each))) {
      const place = placeOf(before, old, item);
      if (place) regions.push(regionOf(place, perMm, 'free'));
    }
  if (kinds.has('annotation')) {
    const left = new Set(now.annots.map(keyOf));
    for (const item of old.annots.filter((each) => !left.has(keyOf(each)))) {
      const place = placeOf(before, old, item);
      if (place) regions.push(regionOf(place, perMm, 'free'));
    }
  }
  return regions;
}

/** Places that stood ready, and whose new look is no compared mark: what was under it is looked at closely. */
export function filledPlaces(
  [before, after]: readonly [PdfDocument, PdfDocument],
  page: number,
  { kinds, compared }: Announced,
  isChanged: (annotation: PdfObject) => boolean,
): FilledPlace[] {
  const old = before.page(page - 1);
  const changed = new Set(
    after
      .page(page - 1)
      .annots.filter(isChanged)
      .map(keyOf),
  );
  return old.annots.flatMap((item): FilledPlace[] => {
    const rect = placeOf(before, old, item);
    if (item.kind !== 'ref' || !rect || !changed.has(keyOf(item))) return [];
    if (compared.some((mark) => isSamePlace(mark, rect))) return [];
    const type = fieldType(before, item);
    if (type === 'Sig' && kinds.has('signature')) return [{ rect, number: item.number, kind: 'signature' }];
    return type === 'Btn' && kinds.has('form') ? [{ rect, number: item.number, kind: 'button' }] : [];
  });
}

/** Only signatures and annotations show anything of their own: time stamps, validation data and empty fields have no look. */
function mayBeSeen(kinds: ReadonlySet<string>): boolean {
  return kinds.has('signature') || kinds.has('annotation');
}

/** The place of a field that was there to be filled or signed; what is drawn in it is judged by the rules for fields. */
function preparedPlace(
  [before, page]: readonly [PdfDocument, PdfPage],
  annotation: PdfObject,
  kinds: ReadonlySet<string>,
): VisualRect | undefined {
  const type = fieldType(before, annotation);
  const foreseen = type === 'Sig' ? 'signature' : type === undefined ? 'annotation' : 'form';
  return kinds.has(foreseen) ? placeOf(before, page, annotation) : undefined;
}

function isValueField(document: PdfDocument, annotation: PdfObject): boolean {
  const type = fieldType(document, annotation);
  return type !== undefined && type !== 'Sig';
}

/** /FT of a widget, its parents' included; undefined for other annotations. */
function fieldType(document: PdfDocument, annotation: PdfObject): string | undefined {
  let dict: PdfObject | undefined = document.resolve(annotation);
  for (let depth = 0; dict?.kind === 'dict' && depth < maxFieldDepth; depth += 1) {
    const type = document.value(dict, 'FT');
    if (type?.kind === 'name') return type.value;
    dict = document.value(dict, 'Parent');
  }
  return undefined;
}

function placeOf(document: PdfDocument, page: PdfPage, annotation: PdfObject): VisualRect | undefined {
  const object = document.resolve(annotation);
  const dict: PdfDict | undefined = object.kind === 'dict' ? object : undefined;
  const box = dict && readBox(document, document.value(dict, 'Rect'));
  return box && visualRect(page, box);
}

function keyOf(item: PdfObject): string {
  return item.kind === 'ref' ? refKey(item) : 'direct';
}

function isSamePlace(a: VisualRect, b: VisualRect): boolean {
  const near = (x: number, y: number) => Math.abs(x - y) <= ROUNDING_MM;
  return (
    near(a.xMm, b.xMm) && near(a.yMm, b.yMm) && near(a.widthMm, b.widthMm) && near(a.heightMm, b.heightMm)
  );
}

function regionOf({ xMm, yMm, widthMm, heightMm }: VisualRect, perMm: number, kind: Region['kind']): Region {
  return {
    left: xMm * perMm,
    top: yMm * perMm,
    right: (xMm + widthMm) * perMm,
    bottom: (yMm + heightMm) * perMm,
    kind,
  };
}
