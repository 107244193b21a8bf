/** From the places where a keyword stands to the placement of a seal: the seal's centre is half a seal behind the keyword. */
import { BianyinError } from './errors/bianyin-error.ts';
import type { KeywordQuery } from './placement-keyword-text.ts';
import type { PointPlacement } from './placement.ts';

/** Where a keyword stands. Lengths are mm from the top-left corner of the page as it is seen. */
export interface KeywordHit {
  /** 1-based. */
  readonly page: number;
  /** Box of the keyword; of its last line when it is broken over lines. */
  readonly rect: {
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  };
  /** Middle of the edge at which the keyword ends. */
  readonly end: { readonly xMm: number; readonly yMm: number };
  /** Where the writing goes on, as seen. */
  readonly direction: 'right' | 'left' | 'down' | 'up';
}

const steps = { right: [1, 0], left: [-1, 0], down: [0, 1], up: [0, -1] } as const;
const listedHits = 20;

/**
 * The placement for a keyword. Errors: `keyword-not-found`, `keyword-ambiguous` (several hits and none chosen; the detail
 * lists them), `keyword-hit-missing` (a number beyond the hits).
 */
export function keywordPlacement(
  hits: readonly KeywordHit[],
  query: KeywordQuery,
  seal: { readonly widthMm: number; readonly heightMm: number },
): PointPlacement {
  const hit = chosenHit(hits, query);
  const [right, down] = steps[hit.direction];
  return {
    kind: 'at',
    pages: [hit.page],
    xMm: twoDecimals(hit.end.xMm + (right * seal.widthMm) / 2 + query.dxMm),
    yMm: twoDecimals(hit.end.yMm + (down * seal.heightMm) / 2 + query.dyMm),
  };
}

function chosenHit(hits: readonly KeywordHit[], query: KeywordQuery): KeywordHit {
  const { keyword } = query;
  const [first] = hits;
  if (!first) throw new BianyinError('keyword-not-found', { keyword });
  if (query.hit === null && hits.length === 1) return first;
  const detail = { keyword, count: hits.length, hits: hitListText(hits) };
  if (query.hit === null) throw new BianyinError('keyword-ambiguous', detail);
  const hit = hits[query.hit - 1];
  if (!hit) throw new BianyinError('keyword-hit-missing', { ...detail, hit: query.hit });
  return hit;
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

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}
