/** Rules for the annotations of a page (ISO 32000-2 §12.5, Table 257): what a signature shows, what only a certification with P=3 foresees, and what nobody allows. */
import { cleanText } from '../../clean-text.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { STAMP_FIELD_KEY } from '../../../pdf/signature-increment.ts';
import { exactTextOf, isExactText } from '../../../pdf/text-string.ts';
import { drawsFrame, isHidden, lookOf, rectangleOf } from './annotation-look.ts';
import { explainAppearance } from './appearance-rules.ts';
import { claimHolder } from './form-rules.ts';
import { drawnBy, reportMarkOn, subtypeOf } from './mark-rules.ts';
import { SEVERAL } from './reference-index.ts';
import { appendedItems, dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';

/** Compares the /Annots of a page; `page` is 1-based, `owner` the object number of the page. */
export function explainAnnotations(
  pair: RevisionPair,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
  owner: number,
  page: number,
): void {
  const [a, b] = [itemsAt(pair.before, old), itemsAt(pair.after, now)];
  const added = a && b ? (appendedItems(pair, a, b) ?? withoutOthers(pair, a, b)) : undefined;
  const words = [
    `第 ${page} 页的批注被删除或调换`,
    `Annotations of page ${page} were removed or reordered`,
  ] as const;
  if (!a || !b || !added) return pair.report('unexplained', ...words, { pages: [page] });
  if (a.length + added.length !== b.length) pair.report('annotation-edit', ...words, { pages: [page] });
  claimHolder(pair, now, owner);
  for (const item of added) explainNew(pair, item, page);
}

/** What is new when some annotations are gone; undefined when a field is among those, or what is left stands in another order. */
function withoutOthers(
  pair: RevisionPair,
  a: readonly PdfObject[],
  b: readonly PdfObject[],
): PdfObject[] | undefined {
  const kept = a.filter(
    (item) => item.kind === 'ref' && b.some((other) => other.kind === 'ref' && other.number === item.number),
  );
  const gone = a.filter((item) => !kept.includes(item));
  const isMarkup = gone.every((item) => {
    const dict = dictAt(pair.before, item);
    return dict !== undefined && isMarkupKind(dict);
  });
  return isMarkup ? appendedItems(pair, kept, b) : undefined;
}

function explainNew(pair: RevisionPair, item: PdfObject, page: number): void {
  const annotation = dictAt(pair.after, item);
  const number = item.kind === 'ref' ? item.number : null;
  const pages = [page];
  const signed = number === null ? undefined : pair.signedWidgets.get(number);
  if (annotation && signed !== undefined)
    return reportMarkOn(pair, { number, annotation, field: signed, page, isStamp: false });
  if (annotation && number !== null && pair.emptyWidgets.has(number))
    return reportEmpty(pair, number, annotation, page);
  const isFresh = number === null || pair.isNew(number);
  if (!annotation || !isFresh || isField(annotation)) {
    const zh = `第 ${page} 页挂上了原有的或来历不明的对象`;
    return pair.report('unexplained', zh, `An older or unknown object was put on page ${page}`, { pages });
  }
  pair.claimFreshTree(item);
  const field = isPlainStamp(annotation) ? namedField(pair, annotation) : undefined;
  if (field !== undefined) return reportMarkOn(pair, { number, annotation, field, page, isStamp: true });
  reportAnnotation(pair, number, annotation, page);
}

/** A field shows and holds a value whatever its /Subtype says. */
function isField(annotation: PdfDict): boolean {
  return subtypeOf(annotation) === 'Widget' || annotation.entries.has('FT');
}

function reportEmpty(pair: RevisionPair, number: number, annotation: PdfDict, page: number): void {
  const look = lookOf(pair.after, annotation);
  const rect = rectangleOf(pair.after, annotation);
  const hasSize = rect !== null && rect[2] > rect[0] && rect[3] > rect[1];
  if (look === 'nothing' && (!hasSize || isHidden(pair.after, annotation))) return;
  // MuPDF draws its flag over a blank appearance too.
  if (look !== 'appearance' && isPlaceholder(pair, annotation)) {
    const en = `An empty signature field without an appearance was put on page ${page}`;
    return pair.report('field-bare', `第 ${page} 页加了没有图形的空白签章域`, en, { pages: [page] });
  }
  const en = `An empty signature field on page ${page} draws something`;
  const drawn = drawnBy(pair, { number, annotation, page });
  pair.report('field-look', `第 ${page} 页的空白签章域画有图形`, en, { pages: [page], drawn });
}

/** A widget with no appearance and no frame: most readers show nothing of it, one draws a flag. */
function isPlaceholder(pair: RevisionPair, annotation: PdfDict): boolean {
  return subtypeOf(annotation) === 'Widget' && !drawsFrame(pair.after, annotation);
}

function reportAnnotation(
  pair: RevisionPair,
  number: number | null,
  annotation: PdfDict,
  page: number,
): void {
  const name = cleanText(subtypeOf(annotation));
  const drawn = drawnBy(pair, { number, annotation, page });
  // A shut note window shows nothing, but for a look of its own, which some readers draw (found by the structural fuzzer with poppler).
  const isClosed = subtypeOf(annotation) === 'Popup' && isShut(annotation) && !annotation.entries.has('AP');
  const isPlain = isMarkupKind(annotation) && isPicture(pair, annotation) && isShut(annotation);
  pair.report(
    'annotation',
    `第 ${page} 页加了批注（${name}）`,
    `An annotation was added to page ${page} (${name})`,
    {
      pages: [page],
      drawn: {
        ...drawn,
        isSeen: !isClosed && drawn.isSeen,
        isOverContent: () => !isClosed && (!isPlain || drawn.isOverContent()),
        isBesideWords: () => !isClosed && drawn.isSeen && drawn.isBesideWords(),
      },
    },
  );
}

const markupKinds = new Set(
  'Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup'.split(
    ' ',
  ),
);

/** Markup as people put it on a page (§12.5.6.2); a link, a film or a watermark is none. */
function isMarkupKind(annotation: PdfDict): boolean {
  return markupKinds.has(subtypeOf(annotation)) && !annotation.entries.has('FT');
}

const markupKeys = new Set(
  'Type Subtype Rect Contents P NM M F AP C CA ca Border BS T Subj CreationDate RC DA DS Q QuadPoints IC L LE Vertices InkList Name Popup IRT RT State StateModel IT BE RD CL StructParent Open Parent Lang'.split(
    ' ',
  ),
);

/** It has a look of its own, one only, and nothing that runs, leads elsewhere or hides. Without a look readers draw what and where they like. */
function isPicture(pair: RevisionPair, annotation: PdfDict): boolean {
  const looks = dictAt(pair.after, annotation.entries.get('AP'));
  const hasOne = looks !== undefined && [...looks.entries.keys()].join() === 'N';
  return hasOne && [...annotation.entries.keys()].every((key) => markupKeys.has(key));
}

function isShut(annotation: PdfDict): boolean {
  const open = annotation.entries.get('Open');
  return open === undefined || (open.kind === 'boolean' && !open.value);
}

const stampKeys = new Set(`Type Subtype Rect P AP F NM M Contents ${STAMP_FIELD_KEY}`.split(' '));

function isPlainStamp(annotation: PdfDict): boolean {
  return (
    subtypeOf(annotation) === 'Stamp' && [...annotation.entries.keys()].every((key) => stampKeys.has(key))
  );
}

/** A stamp of ours names the signature field that it belongs to; only the fields of this very revision count. */
function namedField(pair: RevisionPair, annotation: PdfDict): number | undefined {
  const named = annotation.entries.get(STAMP_FIELD_KEY);
  const name = named?.kind === 'string' ? exactTextOf(named) : '';
  if (name === '' || !isExactText(name)) return undefined;
  const found = pair.events.filter((event) => event.kind === 'signature' && event.fieldName === name);
  return found.length === 1 ? found[0]?.field : undefined;
}

/** By which entries an annotation is led to. */
const leading = new Set(['Annots', 'Popup', 'Parent', 'IRT', 'Obj', '']);

/** Markup that was there before and is another now: its entries, or its look. Whether that is allowed, the certification says. */
export function explainEditedAnnotations(pair: RevisionPair): void {
  const onPages = pair.oldAnnotations();
  for (const [number, pages] of onPages) {
    const [a, b] = [pair.old(number), pair.now(number)];
    if (a?.kind !== 'dict' || !isMarkupKind(a) || isField(a)) continue;
    if (b === undefined && pair.changed.has(number)) {
      // Taken away: the page says so; what still leads to it shows nothing.
      if (
        !pages.some((page) => pair.pagesOfAnnotation(number).includes(page)) &&
        isOnlyAnnotation(pair, number)
      )
        pair.explain(number);
      continue;
    }
    if (b?.kind !== 'dict') continue;
    const isChanged = pair.changed.has(number) && !pair.isRewritten(number);
    if (isChanged && (!isMarkupKind(b) || !isOnlyAnnotation(pair, number))) continue;
    const hasOtherLook = explainAppearance(pair, number, a.entries.get('AP'), b.entries.get('AP'));
    if (!isChanged && !hasOtherLook) continue;
    pair.explain(number);
    pair.claimFreshTree(b);
    const list = pages.join('、');
    const en = `An annotation of page ${pages.join(', ')} was changed`;
    pair.report('annotation-edit', `第 ${list} 页的批注被修改`, en, { pages });
  }
}

function isOnlyAnnotation(pair: RevisionPair, number: number): boolean {
  return [...pair.referrers(number).values()].every((key) => key !== SEVERAL && leading.has(key));
}
