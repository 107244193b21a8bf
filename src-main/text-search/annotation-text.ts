/**
 * Annotations of a page: which of them are seen (ISO 32000-2 §12.5.3), and the words of those that readers draw by themselves, because
 * the file gives them no look, or another one than their value (§12.7.4.3 NeedAppearances; FreeText without /AP).
 */
import { foldText } from '../domain/fold-text.ts';
import { applyTo } from '../page-text/matrix.ts';
import type { Matrix } from '../pdf/page-geometry.ts';
import type { Visibility } from './page-look.ts';
import type { DrawnGlyph } from './show-text.ts';

/** What is used of an annotation of pdf.js; checked where it is read. */
export interface AnnotationFacts {
  readonly id: string;
  readonly flags: number;
  /** left, bottom, right, top in user space. */
  readonly rect: readonly number[];
  /** The words that a reader draws for it; empty when it draws none. */
  readonly words: string;
}

/** As pdf.js gives it: nothing of it is sure. */
export type AnnotationData = Readonly<Record<string, unknown>>;

const FLAG = { invisible: 1, hidden: 2, print: 4, noView: 32 } as const;
/** Size of letters in a field that is not told its size, of the field's height; and the largest, points. */
const SIZE = { part: 0.7, most: 12 };

export function annotationFacts(data: AnnotationData): AnnotationFacts {
  const { id, annotationFlags, rect } = data;
  return {
    id: String(id),
    flags: typeof annotationFlags === 'number' ? annotationFlags : 0,
    rect: Array.isArray(rect) ? rect.map(Number) : [],
    words: data['subtype'] === 'Widget' ? fieldWords(data) : freeWords(data),
  };
}

/** A stamp that is only printed is on paper; what is Hidden is nowhere. */
export function visibilityOf({ flags }: AnnotationFacts): Visibility {
  if ((flags & (FLAG.hidden | FLAG.invisible)) !== 0) return 'never';
  if ((flags & FLAG.noView) === 0) return 'screen';
  return (flags & FLAG.print) === 0 ? 'never' : 'elsewhere';
}

/** The value as a field shows it: text, or the names of what was chosen. A password shows none of it. */
function fieldWords(data: AnnotationData): string {
  const { fieldType, fieldValue, password, options } = data;
  if ((fieldType !== 'Tx' && fieldType !== 'Ch') || password === true) return '';
  const values = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter(
    (value): value is string => typeof value === 'string',
  );
  const names = namesOf(options);
  return values.map((value) => names.get(value) ?? value).join('\n');
}

/** Choices by their values: what a list stores is not always what it shows. */
function namesOf(options: unknown): Map<string, string> {
  const names = new Map<string, string>();
  for (const option of (Array.isArray(options) ? options : []) as AnnotationData[]) {
    const { exportValue, displayValue } = option;
    if (typeof exportValue === 'string' && typeof displayValue === 'string')
      names.set(exportValue, displayValue);
  }
  return names;
}

function freeWords(data: AnnotationData): string {
  const contents = data['contentsObj'] as { readonly str?: unknown } | undefined;
  return data['subtype'] === 'FreeText' && typeof contents?.str === 'string' ? contents.str : '';
}

/** The words of annotations that were not among what was drawn, set in their boxes as readers set them. */
export function undrawnWords(
  annotations: readonly AnnotationFacts[],
  drawn: readonly DrawnGlyph[],
  toSeen: Matrix,
): DrawnGlyph[] {
  return annotations.flatMap((annotation) => {
    const visibility = visibilityOf(annotation);
    const words = foldText(annotation.words);
    if (visibility === 'never' || words === '') return [];
    const look = drawn.filter((glyph) => glyph.annotation === annotation.id).map(({ text }) => text);
    if (look.join('').includes(words)) return [];
    return setInBox(annotation, toSeen, visibility === 'screen');
  });
}

function setInBox({ id, rect, words }: AnnotationFacts, toSeen: Matrix, isOnScreen: boolean): DrawnGlyph[] {
  const [left = NaN, bottom = NaN, right = NaN, top = NaN] = rect;
  const lines = words.split(/\r\n?|\n/);
  const size = Math.min(SIZE.most, ((top - bottom) / lines.length) * SIZE.part);
  if (!(size > 0 && right > left)) return [];
  const scale = Math.hypot(toSeen[0], toSeen[1]);
  const along = [toSeen[0] / scale, toSeen[1] / scale] as const;
  return lines.flatMap((line, i) => {
    const y = lines.length === 1 ? (bottom + top) / 2 : top - size * (i + 0.5) * 1.2;
    return [...line].map((unicode, at): DrawnGlyph => {
      const start = applyTo(toSeen, left + 2 + at * size, y);
      const [advance, em] = [size * scale, size * scale];
      const place = { start, along, advance, em, isInkless: false, isOnScreen };
      return {
        ...place,
        text: foldText(unicode),
        unicode,
        annotation: id,
        fontName: '',
        isItsCode: false,
        isReadable: true,
      };
    });
  });
}
