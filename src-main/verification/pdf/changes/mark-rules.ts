/** What a signed field puts on a page: its own widget, or a stamp that names the field (ISO 32000-2 §12.7.5.5, Table 257). Whether it may stand there the verdict says. */
import type { PdfBox } from '../../../pdf/document-model.ts';
import type { PdfDict } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { hasPlace, isHidden, lookOf, rectangleOf, staysInPlace } from './annotation-look.ts';
import { standsBesideFigures, standsBesideWords } from './beside-words.ts';
import type { DrawnThing } from './change-event.ts';
import { liesOverWords } from './over-words.ts';
import { coversContent } from './page-cover.ts';
import { dictAt, type RevisionPair } from './revision-pair.ts';

/** A widget that stands on a page already. */
export function reportMark(pair: RevisionPair, number: number, widget: PdfDict, field: number): void {
  for (const page of pair.pagesOfAnnotation(number))
    reportMarkOn(pair, { number, annotation: widget, field, page, isStamp: false });
}

interface Found {
  readonly number: number | null;
  readonly annotation: PdfDict;
  readonly field: number;
  /** 1-based. */
  readonly page: number;
  readonly isStamp: boolean;
}

export function reportMarkOn(pair: RevisionPair, found: Found): void {
  const { page, field, isStamp } = found;
  const drawn = drawnBy(pair, found);
  const [zh, en] = drawn.isSeen
    ? [`第 ${page} 页加了签章图形`, `A seal mark was put on page ${page}`]
    : [`第 ${page} 页加了不可见的签章域`, `An invisible signature field was put on page ${page}`];
  pair.report('mark', zh, en, { pages: [page], field, drawn: { ...drawn, isStamp } });
}

/** What of an annotation is seen on a page, and over what. `number` is null for one that stands directly in /Annots. */
export function drawnBy(
  pair: RevisionPair,
  { number, annotation, page }: Pick<Found, 'number' | 'annotation' | 'page'>,
): DrawnThing {
  const { before, after } = pair;
  const rect = rectangleOf(after, annotation);
  // Without a rectangle nobody knows where it is drawn, and a layer or the pointer may change what is seen.
  const isPlain =
    rect !== null &&
    !annotation.entries.has('OC') &&
    !hasOtherLooks(pair, annotation) &&
    (staysInPlace(after, annotation) || (isNoteIcon(annotation, rect) && hasPlace(after, annotation)));
  let [answer, beside, words, figures]: (boolean | undefined)[] = [];
  return {
    annotation: number,
    pageIndex: page - 1,
    rect,
    isStamp: false,
    isSeen: lookOf(after, annotation) !== 'nothing' && !isHiddenForGood(pair, annotation),
    isPlain,
    isOverContent: () => (answer ??= !isPlain || coversContent(before, page - 1, rect, number)),
    isOverWords: () => (words ??= rect === null || liesOverWords(before, page - 1, rect, number)),
    isBesideWords: () =>
      (beside ??=
        rect === null || standsBesideWords([before, after], page - 1, { annotation, rect, self: number })),
    isBesideFigures: () =>
      (figures ??=
        rect === null || standsBesideFigures([before, after], page - 1, { annotation, rect, self: number })),
    preparedIn: number === null ? null : pair.preparedSince(number),
  };
}

/** The icon of a note keeps its size on the screen in all files that people make; it is too small to say anything. */
function isNoteIcon(annotation: PdfDict, [left, bottom, right, top]: PdfBox): boolean {
  return subtypeOf(annotation) === 'Text' && right - left <= 32 && top - bottom <= 32;
}

/** A hidden annotation of a signed field stays hidden: its flags never change again. An action could show it, so it must not be one of those. */
function isHiddenForGood(pair: RevisionPair, annotation: PdfDict): boolean {
  return isHidden(pair.after, annotation) && !annotation.entries.has('A') && !annotation.entries.has('AA');
}

/** A look under the pointer or pressed is seen only then, and nobody compares it. */
function hasOtherLooks(pair: RevisionPair, annotation: PdfDict): boolean {
  const looks = dictAt(pair.after, annotation.entries.get('AP'));
  return looks !== undefined && [...looks.entries.keys()].some((key) => key !== 'N');
}

export function subtypeOf(annotation: PdfDict): string {
  return nameAt(annotation, 'Subtype') ?? '?';
}
