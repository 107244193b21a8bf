/**
 * Whether a later look goes on where words of the signed page end or begin: "000" behind "1,000" covers nothing and says everything
 * (own rule; ISO 32000-2 §9.4.4, §12.5.5). Measured by boxes of ink; what cannot be read stands beside words.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict } from '../../../pdf/objects.ts';
import { isEmbedded } from '../../../pdf/survey/font-program.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { appearancesOf, lookOf } from './annotation-look.ts';
import { ContentBoxes, type ShownWords } from './content-boxes.ts';
import { claimedBeforeColon, claimedText, isProvenBlank } from './embedded-words.ts';
import { readableFont } from './look-font.ts';
import { anyWords } from './page-words.ts';

/** A box of text is so much higher than its em (text-advance.ts). */
const BOX_PER_EM = 1.3;
/** What is nearer to words than this, in ems, reads as one line with them. */
const NEAR = 1;
/** Two boxes are on one line when they share so much of the lower one. */
const SHARED = 0.3;
/** Looks of more pieces than this are taken as their rectangle. */
const maxPieces = 5_000;

/** An annotation that stands at `rect` in the later revision. `self` is its own object number. */
interface Standing {
  readonly annotation: PdfDict;
  readonly rect: PdfBox;
  readonly self: number | null;
}

/** The revision whose words are asked about, and the one that draws beside them. */
type BeforeAndAfter = readonly [PdfDocument, PdfDocument];

/** Whether it may be read as the end or beginning of words of the page. */
export function standsBesideWords(pair: BeforeAndAfter, pageIndex: number, standing: Standing): boolean {
  return standsBeside(pair, pageIndex, standing, () => true);
}

/**
 * The same for a place that stood ready: it may stand beside any words, as places for signing do, but no figure may go on into it.
 * What claims to be no figure is believed here; what claims nothing is one.
 */
export function standsBesideFigures(pair: BeforeAndAfter, pageIndex: number, standing: Standing): boolean {
  return standsBeside(pair, pageIndex, standing, isFigure);
}

function standsBeside(
  [before, after]: BeforeAndAfter,
  pageIndex: number,
  { annotation, rect, self }: Standing,
  counts: (before: PdfDocument, words: ShownWords) => boolean,
): boolean {
  return orElse(() => {
    const pieces = piecesOf(after, annotation, rect);
    return anyWords(before, pageIndex, self, (box, words) => {
      const goesOnInto = pieces.some((piece) => goesOn(before, words, box, piece));
      return goesOnInto && !isBlank(before, words) && counts(before, words);
    });
  }, true);
}

/** Figures of all kinds, and what stands between and beside them. */
const figure = /[\d０-９〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟元圆整¥￥$€%％]/;

/** Whether words begin or end with a figure, or may. */
function isFigure(document: PdfDocument, words: ShownWords): boolean {
  const reading = words.font && readableFont(document, document, words.font);
  const parts = words.operands.map((each) =>
    each.kind === 'string' ? (reading?.decode(each.bytes) ?? null) : '',
  );
  const text = (parts.includes(null) ? claimedText(document, words) : parts.join(''))?.trim();
  if (text === undefined) return true;
  return [text[0], text.at(-1)].some((letter) => letter !== undefined && figure.test(letter));
}

/** Where the look leaves ink; its rectangle when the reader makes it. */
function piecesOf(document: PdfDocument, annotation: PdfDict, rect: PdfBox): readonly PdfBox[] {
  const looks = appearancesOf(document, annotation);
  if (lookOf(document, annotation) !== 'appearance' || looks.length !== 1) return [rect];
  const pieces: PdfBox[] = [];
  let isOpen = false;
  for (const look of looks)
    new ContentBoxes(document, (box, words) => {
      isOpen ||= words !== null && !hasPlainGlyphs(document, words);
      pieces.push(box);
      return isOpen || pieces.length > maxPieces;
    }).anyInLook(look, rect);
  const isUnclear = isOpen || pieces.length === 0 || pieces.length > maxPieces;
  return isUnclear || pieces.some((box) => box.some(Number.isNaN)) ? [rect] : pieces;
}

/** A font that comes with the look may draw beside its widths, or far beyond them. */
function hasPlainGlyphs(document: PdfDocument, { font }: ShownWords): boolean {
  return font !== undefined && readableFont(document, document, font) !== null;
}

/** On the line of the words, and nearer than a letter; behind the label of a place for signing that is what it is for. */
function goesOn(document: PdfDocument, words: ShownWords, box: PdfBox, piece: PdfBox): boolean {
  const [width, height] = [box[2] - box[0], box[3] - box[1]];
  // Words that go down or up a page are as high as they are long; short ones may go either way.
  const isAcross = width >= height / 2 && isNear(box, piece, 0);
  const isDown = height > width && isNear(box, piece, 1);
  if (!isAcross && !isDown) return false;
  const isBehind = isAcross && piece[0] > box[2] - 1;
  return !(isBehind && isLabel(document, words));
}

/** Near along one axis (0: across), and on one line by the other. */
function isNear(box: PdfBox, piece: PdfBox, axis: 0 | 1): boolean {
  const [from, to, low, high] = axis === 0 ? ([0, 2, 1, 3] as const) : ([1, 3, 0, 2] as const);
  const [thick, other] = [box[high] - box[low], piece[high] - piece[low]];
  const shared = Math.min(box[high], piece[high]) - Math.max(box[low], piece[low]);
  const gap = Math.max(box[from] - piece[to], piece[from] - box[to]);
  return gap <= (NEAR * thick) / BOX_PER_EM && shared >= SHARED * Math.min(thick, other);
}

/** Spaces that writers put behind a line; what a font of the file's own draws for one, its outline tells. */
function isBlank(document: PdfDocument, words: ShownWords): boolean {
  const { font, operands } = words;
  if (font === undefined || isProvenBlank(document, words)) return font !== undefined;
  return (
    ['Type1', 'TrueType', 'MMType1'].includes(nameAt(font, 'Subtype') ?? '') &&
    !isEmbedded(document, font) &&
    document.value(font, 'Encoding')?.kind !== 'dict' &&
    operands.every((each) => each.kind !== 'string' || each.bytes.every((byte) => byte === 0x20))
  );
}

/** What asks for a signature, and nothing behind it. */
const label =
  /(签字|签名|签章|盖章|签署|印章|代表|日期|\b(?:signature|signed|by|sign here|name|date))\s*[)）\]】]?\s*[:：]?\s*$/i;

/** In letters that are proven, or in a font of the file's own before a colon that is one: behind it no figure goes on. */
export function isLabel(document: PdfDocument, words: ShownWords): boolean {
  const { font, operands } = words;
  const reading = font && readableFont(document, document, font);
  if (!reading) return label.test(claimedBeforeColon(document, words) ?? '');
  const parts = operands.map((each) => (each.kind === 'string' ? reading.decode(each.bytes) : ''));
  return !parts.includes(null) && label.test(parts.join(''));
}
