/**
 * One rule that puts the seals on every file of a list (docs/adr/0036): in the words of single requests, which each file reads by its own
 * pages and words. Only the rule is shared; coordinates never go from one file to another.
 */
import { BianyinError } from './errors/bianyin-error.ts';
import { keywordPlacement, type KeywordSearch } from './placement-keyword.ts';
import { parseKeywordText, type KeywordQuery } from './placement-keyword-text.ts';
import { parsePointPlacement, parseSeamPlacement } from './placement-text.ts';
import type { Placement } from './placement.ts';

/** `page=last,x=120mm,y=200mm`; `盖章处,dx=-10mm`; `right`. */
export interface PlacementRule {
  readonly at: readonly string[];
  readonly keyword: readonly string[];
  readonly seam: readonly string[];
}

/** Places that one rule may have. */
const MOST_PLACES = 10;

/** The keywords to look for. Errors: `placement-syntax`, `usage` (a rule without a place, or with too many). */
export function keywordsOf({ at, keyword, seam }: PlacementRule): KeywordQuery[] {
  const places = at.length + keyword.length + seam.length;
  if (places === 0 || places > MOST_PLACES)
    throw new BianyinError('usage', { what: '--at / --keyword / --seam' });
  return keyword.map(parseKeywordText);
}

interface ReadFile {
  readonly pageCount: number;
  /** What was found for each keyword, in order. */
  readonly found: readonly KeywordSearch[];
  readonly seal: { readonly widthMm: number; readonly heightMm: number };
}

/**
 * The places on one file; `withoutSeam`: it has one page and gets no seam, but the other places. Errors: `placement-*`, `keyword-*`,
 * `seam-needs-two-pages` when a seam is all that the rule says.
 */
export function placementsBy(
  rule: PlacementRule,
  { pageCount, found, seal }: ReadFile,
): { readonly placements: Placement[]; readonly withoutSeam: boolean } {
  const none: KeywordSearch = { hits: [], pages: { read: 0, withoutText: 0, unreadable: 0 } };
  const withoutSeam = rule.seam.length > 0 && pageCount === 1 && rule.at.length + rule.keyword.length > 0;
  const placements = [
    ...rule.at.map((text) => parsePointPlacement(text, pageCount)),
    ...keywordsOf(rule).map((query, i) => keywordPlacement(found[i] ?? none, query, seal)),
    ...(withoutSeam ? [] : rule.seam.map((text) => parseSeamPlacement(text, pageCount))),
  ];
  return { placements, withoutSeam };
}
