/** Page lists as people type them: `2`, `1-5,8`, `3-last`, `last`, `all`. */
import { BianyinError } from './errors/bianyin-error.ts';
import { placementSyntaxError, splitPieces } from './placement-length.ts';
import type { TextPiece } from './placement-length.ts';

const expected = '2 / 1-5,8 / 3-last / last / all';

/**
 * The pages of a typed list: 1-based, ascending, no repeats.
 * Errors: `placement-syntax`; `placement-page-missing` when the document has no such page.
 */
export function parsePages(list: TextPiece, pageCount: number): number[] {
  const chosen = new Set<number>();
  for (const piece of splitPieces(list, ',')) {
    const [first, last] = pageRange(piece, pageCount);
    for (let page = first; page <= last; page++) chosen.add(page);
  }
  return [...chosen].sort((a, b) => a - b);
}

function pageRange(piece: TextPiece, pageCount: number): [number, number] {
  if (piece.text.toLowerCase() === 'all') return [1, pageCount];
  const ends = splitPieces(piece, '-');
  const [from, to] = [ends[0], ends[1] ?? ends[0]];
  if (!from || !to || ends.length > 2) throw placementSyntaxError(piece, expected);
  const range: [number, number] = [pageNumber(from, pageCount), pageNumber(to, pageCount)];
  if (range[0] > range[1]) throw placementSyntaxError(piece, expected);
  return range;
}

function pageNumber(piece: TextPiece, pageCount: number): number {
  if (piece.text.toLowerCase() === 'last') return pageCount;
  if (!/^[1-9]\d{0,6}$/.test(piece.text)) throw placementSyntaxError(piece, expected);
  const page = Number(piece.text);
  if (page > pageCount) throw new BianyinError('placement-page-missing', { page, pages: pageCount });
  return page;
}
