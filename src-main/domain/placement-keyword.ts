/** From the places where a keyword stands to the placement of a seal: half a seal behind the keyword, and always on the page. */
import { BianyinError } from './errors/bianyin-error.ts';
import { hundredths } from './placement-length.ts';
import type { KeywordQuery } from './placement-keyword-text.ts';
import type { PointPlacement } from './placement.ts';

interface SizeMm {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What a search found, and how many pages could tell anything. */
export interface KeywordSearch {
  readonly hits: readonly KeywordHit[];
  readonly pages: { readonly read: number; readonly withoutText: number; readonly unreadable: number };
}

/** Where a keyword stands. Lengths are mm from the top-left corner of the page as it is seen. */
export interface KeywordHit {
  /** 1-based. */
  readonly page: number;
  /** The page as it is seen. */
  readonly pageSize: SizeMm;
  /** Box of the keyword; of its last line when it is broken over lines. */
  readonly rect: {
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  };
  /** Words of the line in which it stands, to tell one hit from another; absent when nobody asked for them. */
  readonly line?: string | undefined;
  /** Middle of the edge at which the keyword ends. */
  readonly end: { readonly xMm: number; readonly yMm: number };
  /** Where the writing goes on, as seen. */
  readonly direction: 'right' | 'left' | 'down' | 'up';
}

const steps = { right: [1, 0], left: [-1, 0], down: [0, 1], up: [0, -1] } as const;
const listedHits = 20;

/** A seal that is moved to stay on the page keeps this distance from its edges, mm. */
const MARGIN = 3;

/**
 * The placement for a keyword. Errors: `keyword-not-found` and its kinds, `keyword-ambiguous` (several hits and none chosen;
 * the detail lists them), `keyword-hit-missing` (a number beyond the hits).
 */
export function keywordPlacement(found: KeywordSearch, query: KeywordQuery, seal: SizeMm): PointPlacement {
  const hit = chosenHit(found, query);
  const place = placeBehind(hit, seal);
  return {
    kind: 'at',
    pages: [hit.page],
    xMm: hundredths(place.xMm + query.dxMm),
    yMm: hundredths(place.yMm + query.dyMm),
  };
}

/** The centre of a seal that begins where the words end; as far back as it must be to stay on the page (a 落款 at the margin). */
export function placeBehind(
  { end, direction, pageSize }: Pick<KeywordHit, 'end' | 'direction' | 'pageSize'>,
  seal: SizeMm,
): { readonly xMm: number; readonly yMm: number } {
  const [right, down] = steps[direction];
  return {
    xMm: hundredths(kept(end.xMm + (right * seal.widthMm) / 2, seal.widthMm, pageSize.widthMm)),
    yMm: hundredths(kept(end.yMm + (down * seal.heightMm) / 2, seal.heightMm, pageSize.heightMm)),
  };
}

/** Unchanged when there is no room on the page at all: that is said of the placement. */
function kept(centre: number, length: number, room: number): number {
  const [least, most] = [length / 2, room - length / 2];
  if (least > most || (centre >= least && centre <= most)) return centre;
  const margin = Math.min(MARGIN, (most - least) / 2);
  return Math.min(Math.max(centre, least + margin), most - margin);
}

function chosenHit({ hits, pages }: KeywordSearch, query: KeywordQuery): KeywordHit {
  const { keyword } = query;
  const [first] = hits;
  if (!first) throw notFound(keyword, pages);
  if (query.hit === null && hits.length === 1) return first;
  const detail = { keyword, count: hits.length, hits: hitListText(hits) };
  if (query.hit === null) throw new BianyinError('keyword-ambiguous', detail);
  const hit = hits[query.hit - 1];
  if (!hit) throw new BianyinError('keyword-hit-missing', { ...detail, hit: query.hit });
  return hit;
}

/** Why a keyword may not have been found although one reads it on the page. */
export function notFound(keyword: string, pages: KeywordSearch['pages']): BianyinError {
  const { read, withoutText, unreadable } = pages;
  const detail = { keyword, pages: read };
  if (unreadable > 0) return new BianyinError('keyword-not-found-unreadable', { ...detail, unreadable });
  if (withoutText > 0) return new BianyinError('keyword-not-found-scan', { ...detail, scans: withoutText });
  return new BianyinError('keyword-not-found', { keyword });
}

/** `#1 page=1,x=30.2mm,y=241mm; #2 …`: the middle of each hit, at most twenty of them. */
function hitListText(hits: readonly KeywordHit[]): string {
  const lines = hits.slice(0, listedHits).map(({ page, rect }, i) => {
    const x = Math.round((rect.xMm + rect.widthMm / 2) * 10) / 10;
    const y = Math.round((rect.yMm + rect.heightMm / 2) * 10) / 10;
    return `#${i + 1} page=${page},x=${x}mm,y=${y}mm`;
  });
  return lines.join('; ') + (hits.length > listedHits ? '; …' : '');
}
