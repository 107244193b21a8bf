/**
 * Whether a look in a place that was prepared lies over words of the signed page (own rule; ISO 32000-2 §12.7.5.5): a place for signing
 * may be laid over an amount before anybody signs, and be filled with another one. Lines to write on, and labels, may be under it.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfBox, PdfDocument } from '../../../pdf/document-model.ts';
import { pdfRef } from '../../../pdf/objects.ts';
import { appearancesOf } from './annotation-look.ts';
import { isLabel } from './beside-words.ts';
import { ContentBoxes, type ShownWords } from './content-boxes.ts';
import { isProvenBlank } from './embedded-words.ts';
import { readableFont } from './look-font.ts';
import { overlaps } from './page-cover.ts';
import { anyWords } from './page-words.ts';

/** What cannot be read are words. `self` is the object number of the annotation. */
export function liesOverWords(
  document: PdfDocument,
  pageIndex: number,
  rect: PdfBox,
  self: number | null,
): boolean {
  return orElse(
    () =>
      saysMore(document, rect, self) ||
      anyWords(
        document,
        pageIndex,
        self,
        (box, words) => overlaps(inner(box), rect) && !isToFillIn(document, words),
      ),
    true,
  );
}

/** The place itself may say what it is for, and that is gone when it is signed; it may say nothing else. */
function saysMore(document: PdfDocument, rect: PdfBox, self: number | null): boolean {
  const place = self === null ? undefined : document.get(pdfRef(self));
  return (
    place?.kind === 'dict' &&
    appearancesOf(document, place).some((look) =>
      new ContentBoxes(
        document,
        (_, words) => words !== null && !isToFillIn(document, words) && !isHint(document, words),
      ).anyInLook(look, rect),
    )
  );
}

/** An invitation to sign, in letters that are known and without figures. */
const hint = /^(?![^]*[\d０-９零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟元圆¥￥$€])[^]{0,24}$/;
const invites = /签|章|\b(?:sign|signature|seal|stamp|initials?)\b/i;

function isHint(document: PdfDocument, { font, operands }: ShownWords): boolean {
  const reading = font && readableFont(document, document, font);
  if (!reading) return false;
  const parts = operands.map((each) => (each.kind === 'string' ? reading.decode(each.bytes) : ''));
  const text = parts.join('');
  return !parts.includes(null) && hint.test(text) && invites.test(text);
}

/** Boxes of text are higher than its letters: a third of an em below the line is seldom used, and half of one above. */
function inner([left, bottom, right, top]: PdfBox): PdfBox {
  const high = top - bottom;
  return [left, bottom + high * 0.2, right, top - high * 0.2];
}

/** Lines, dots and brackets, or what asks for a signature. */
function isToFillIn(document: PdfDocument, words: ShownWords): boolean {
  if (isProvenBlank(document, words) || isLabel(document, words)) return true;
  const reading = words.font && readableFont(document, document, words.font);
  if (!reading) return false;
  const parts = words.operands.map((each) => (each.kind === 'string' ? reading.decode(each.bytes) : ''));
  return parts.every((part) => part !== null && /^[\s_.:…：()（）—–-]*$/.test(part));
}
