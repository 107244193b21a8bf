/**
 * What a check box or radio button paints when it is switched, and whether words stand under it (ISO 32000-2 §12.7.5.2.3): both looks
 * were sealed, and a large one may hide the words of the page or show them again. What cannot be read hides words.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfBox } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfStream } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { hasPlace, rectangleOf } from './annotation-look.ts';
import { ContentBoxes } from './content-boxes.ts';
import { isBoxToTick } from './embedded-words.ts';
import { overlaps } from './page-cover.ts';
import { anyWords } from './page-words.ts';
import { dictAt, type RevisionPair } from './revision-pair.ts';

/** Looks of more pieces than this are taken to lie over words. */
const maxPieces = 2_000;

/** Whether switching the widget from its old state to the new one paints, or stops to paint, where words stand. */
export function switchesOverWords(
  pair: RevisionPair,
  number: number,
  [a, b]: readonly [PdfDict, PdfDict],
): boolean {
  if ((nameAt(a, 'AS') ?? 'Off') === (nameAt(b, 'AS') ?? 'Off')) return false;
  return orElse(() => {
    const rect = rectangleOf(pair.after, b);
    if (rect === null || !hasPlace(pair.after, b)) return true;
    const [old, now] = [piecesOf(pair, a, rect), piecesOf(pair, b, rect)];
    const switched = [...now.filter((each) => !isIn(old, each)), ...old.filter((each) => !isIn(now, each))];
    return pair
      .pagesOfAnnotation(number)
      .some((page) =>
        anyWords(
          pair.before,
          page - 1,
          number,
          (box, words) => switched.some((piece) => overlaps(piece, box)) && !isBoxToTick(pair.before, words),
        ),
      );
  }, true);
}

/** Where the look of the state of a widget paints, white included; a state without a look paints nothing. */
function piecesOf(pair: RevisionPair, widget: PdfDict, rect: PdfBox): readonly PdfBox[] {
  const looks = dictAt(pair.after, dictAt(pair.after, widget.entries.get('AP'))?.entries.get('N'));
  const look = looks && pair.after.resolve(looks.entries.get(nameAt(widget, 'AS') ?? 'Off'));
  return look?.kind === 'stream' ? inkOf(pair, look, rect) : [];
}

function inkOf(pair: RevisionPair, look: PdfStream, rect: PdfBox): readonly PdfBox[] {
  const pieces: PdfBox[] = [];
  const boxes = new ContentBoxes(
    pair.after,
    (box, words) => {
      // Letters may be drawn far beyond what their font says of them, but not beyond the rectangle.
      pieces.push(words === null ? box : rect);
      return pieces.length > maxPieces;
    },
    'covered',
  );
  return boxes.anyInLook(look, rect) ? [rect] : pieces;
}

function isIn(pieces: readonly PdfBox[], [a, b, c, d]: PdfBox): boolean {
  return pieces.some((each) => each[0] === a && each[1] === b && each[2] === c && each[3] === d);
}
