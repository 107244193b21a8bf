/**
 * Placements as people type them on a command line.
 * `page=2,x=120mm,y=200mm`: x and y are the CENTRE of the seal, from the top-left corner of the page as it is seen.
 * `right,y=150mm,pages=1-12`: a seam over the right edge; y is the centre of the seal, pages are all pages when left out.
 */
import { BianyinError } from './errors/bianyin-error.ts';
import {
  hundredths,
  parseLength,
  placementSyntaxError,
  plainWidth,
  splitPieces,
  trimmed,
} from './placement-length.ts';
import type { TextPiece } from './placement-length.ts';
import { parsePages } from './placement-pages.ts';
import type { Placement, PointPlacement, SeamPlacement } from './placement.ts';

type Fields = ReadonlyMap<string, TextPiece>;

/** Reads `page=2,x=120mm,y=200mm`. Errors: `placement-syntax`, `placement-page-missing`. */
export function parsePointPlacement(text: string, pageCount: number): PointPlacement {
  const { head, fields } = readFields(text, ['page', 'x', 'y']);
  if (head) throw placementSyntaxError(head, 'page=2,x=120mm,y=200mm');
  const pages = parsePages(required(fields, 'page', text), pageCount);
  return { kind: 'at', pages, xMm: position(fields, 'x', text), yMm: position(fields, 'y', text) };
}

/** Reads `right`, `left,y=150mm`, `right,pages=1-12`. Errors: `placement-syntax`, `placement-page-missing`, `seam-needs-two-pages`. */
export function parseSeamPlacement(text: string, pageCount: number): SeamPlacement {
  const { head, fields } = readFields(text, ['page', 'y']);
  const edge = head?.text.toLowerCase();
  if (edge !== 'left' && edge !== 'right')
    throw placementSyntaxError(head ?? { text, at: 0 }, 'right / left');
  const pages = parsePages(fields.get('page') ?? { text: 'all', at: 0 }, pageCount);
  if (pages.length < 2) throw new BianyinError('seam-needs-two-pages', { pages: pages.length });
  return { kind: 'seam', edge, pages, yMm: fields.has('y') ? position(fields, 'y', text) : null };
}

/** The placement in the words that the parsers above read again. */
export function placementText(placement: Placement): string {
  const pages = pageListText(placement.pages);
  if (placement.kind === 'at')
    return `page=${pages},x=${hundredths(placement.xMm)}mm,y=${hundredths(placement.yMm)}mm`;
  return `${placement.edge}${placement.yMm === null ? '' : `,y=${hundredths(placement.yMm)}mm`},pages=${pages}`;
}

/** `[1,2,3,5]` → `1-3,5`. */
export function pageListText(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && run[1] === page - 1) run[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

function position(fields: Fields, key: 'x' | 'y', text: string): number {
  const piece = required(fields, key, text);
  const mm = parseLength(piece);
  if (mm < 0) throw placementSyntaxError(piece, `${key} ≥ 0`);
  return mm;
}

function required(fields: Fields, key: string, text: string): TextPiece {
  const piece = fields.get(key);
  if (!piece) throw placementSyntaxError({ text, at: text.length }, `${key}=…`);
  return piece;
}

/** `head` is a first word without `=`; a later word without `=` goes on with the page list before it (`pages=1-5,8`). */
function readFields(text: string, known: readonly string[]): { head: TextPiece | undefined; fields: Fields } {
  const fields = new Map<string, TextPiece>();
  let head: TextPiece | undefined;
  let open: string | undefined;
  for (const piece of splitPieces({ text: plainWidth(text), at: 0 }, ',')) {
    const equals = piece.text.indexOf('=');
    const list = open === 'page' ? fields.get('page') : undefined;
    if (equals >= 0) open = addField(fields, piece, equals, known);
    else if (list)
      fields.set('page', {
        text: plainWidth(text).slice(list.at, piece.at + piece.text.length),
        at: list.at,
      });
    else if (fields.size === 0 && !head) head = piece;
    else throw placementSyntaxError(piece, known.map((key) => `${key}=…`).join(' '));
  }
  return { head, fields };
}

function addField(
  fields: Map<string, TextPiece>,
  piece: TextPiece,
  equals: number,
  known: readonly string[],
): string {
  const typed = piece.text.slice(0, equals).trim().toLowerCase();
  const key = typed === 'pages' ? 'page' : typed;
  if (!known.includes(key) || fields.has(key)) {
    throw placementSyntaxError(piece, known.map((name) => `${name}=…`).join(' '));
  }
  fields.set(key, trimmed({ text: piece.text.slice(equals + 1), at: piece.at + equals + 1 }));
  return key;
}
