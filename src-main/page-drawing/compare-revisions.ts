/**
 * The net under the rules for changes: the pages of a signed revision and of a later one are drawn and compared. What looks otherwise
 * and was not announced is found here, whatever the rules made of it. Only pages that are made of other objects are drawn.
 */
import type { PdfDocument } from '../pdf/document-model.ts';
import type { PdfObject } from '../pdf/objects.ts';
import { changedPlaces, filledPlaces, type Announced } from './changed-places.ts';
import { comparePixels, type PixelDifference } from './compare-pixels.ts';
import { openForDrawing, type DrawingIntent, type DrawnDocument } from './drawn-document.ts';
import { coversWriting } from './filled-place.ts';
import { changedNumbers, Reach, touchedPages } from './touched-pages.ts';

/** One comparison that is wanted. Revisions are 0-based, `to` is the later one. */
export interface LookStep {
  readonly from: number;
  readonly to: number;
  /** What was announced for a page, from 1. */
  announced(page: number): Announced;
}

export interface LookResult {
  readonly from: number;
  readonly to: number;
  readonly look: PixelDifference;
  /** Pages, from 1, on which something was found. */
  readonly pages: readonly number[];
  /** How many pages were drawn. */
  readonly drawn: number;
}

/** Findings that are listed at the most. */
const maxPages = 20;

/** Compares one step. Errors: those of the reader, and whatever pdf.js throws: then nothing is known. */
export async function compareRevisions(document: PdfDocument, step: LookStep): Promise<LookResult> {
  const { from, to } = step;
  const both = [document.documentAt(from), document.documentAt(to)] as const;
  if (both[0].pageCount !== both[1].pageCount) return { from, to, look: 'differs', pages: [], drawn: 0 };
  const touched = touchedPages(document, from, to);
  if (touched.length === 0) return { from, to, look: 'same', pages: [], drawn: 0 };
  const [before, after] = [await openForDrawing(both[0].source), await openForDrawing(both[1].source)];
  try {
    const reach = new Reach(both[1], changedNumbers(document, from, to));
    const found: { page: number; look: PixelDifference }[] = [];
    for (const page of touched) {
      const isChanged = (item: PdfObject) => reach.leadsFrom(item);
      const places = (width: number) => changedPlaces(both, page, step.announced(page), isChanged, width);
      const wanted = intents(both, page);
      let look = await comparePage(before, after, page, places, wanted);
      for (const place of filledPlaces(both, page, step.announced(page), isChanged))
        if (
          look === 'same' &&
          (await coversWriting([before, after], both[0].page(page - 1), page, place, wanted))
        )
          look = 'covers';
      if (look !== 'same') found.push({ page, look });
      if (found.length >= maxPages) break;
    }
    return { from, to, look: worstOf(found), pages: found.map(({ page }) => page), drawn: touched.length };
  } finally {
    await before.close();
    await after.close();
  }
}

type Places = (width: number) => ReturnType<typeof changedPlaces>;

async function comparePage(
  before: DrawnDocument,
  after: DrawnDocument,
  page: number,
  places: Places,
  wanted: readonly DrawingIntent[],
): Promise<PixelDifference> {
  // Words that no font draws are words all the same: they are searched, copied and read aloud.
  if ((await before.words(page)) !== (await after.words(page))) return 'differs';
  let worst: PixelDifference = 'same';
  for (const intent of wanted) {
    const [a, b] = [await before.draw(page, intent), await after.draw(page, intent)];
    const look = comparePixels(a, b, places(b.width));
    if (look === 'differs') return look;
    if (look === 'covers') worst = look;
  }
  return worst;
}

function worstOf(found: readonly { look: PixelDifference }[]): PixelDifference {
  if (found.some(({ look }) => look === 'differs')) return 'differs';
  return found.length > 0 ? 'covers' : 'same';
}

/** Layers, and annotations that are only for the screen or only for paper, make a page look otherwise when it is printed. */
function intents(both: readonly [PdfDocument, PdfDocument], page: number): readonly DrawingIntent[] {
  const isPlain = both.every(
    (document) =>
      document.value(document.catalog, 'OCProperties') === undefined && hasPlainFlags(document, page),
  );
  return isPlain ? ['display'] : ['display', 'print'];
}

/** Every annotation is printed when it is shown (ISO 32000-2 §12.5.3: bits 2 Hidden, 3 Print, 6 NoView). */
function hasPlainFlags(document: PdfDocument, page: number): boolean {
  return document.page(page - 1).annots.every((item) => {
    const dict = document.resolve(item);
    const flags = dict.kind === 'dict' ? document.value(dict, 'F') : undefined;
    const bits = flags?.kind === 'number' ? flags.value & 0b100110 : 0;
    return bits === 0b100;
  });
}
