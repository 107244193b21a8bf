/**
 * 骑缝章: how the pages are grouped and how the seal is cut. The slices of a group, laid side by side, are the whole seal.
 * Custom of the trade: at most 20 pages a group, slices of at least 2 mm, groups balanced (45 pages → 15, 15, 15).
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

const MAX_SEAM_GROUP = 20;
const MIN_SLICE_MM = 2;

/** The part of the seal picture that a mark shows, as fractions of its width from the left. */
export interface SealSlice {
  readonly index: number;
  readonly count: number;
}

/**
 * Cuts pages into groups of at most 20, none of one page, sizes differing by at most one; a narrow seal makes smaller
 * groups, so that no slice is under 2 mm. Errors: `seam-needs-two-pages`, `seam-slice-too-narrow`.
 */
export function seamGroups(pages: readonly number[], sealWidthMm: number): number[][] {
  if (pages.length < 2) throw new BianyinError('seam-needs-two-pages', { pages: pages.length });
  const most = Math.min(MAX_SEAM_GROUP, Math.floor(sealWidthMm / MIN_SLICE_MM + 1e-9));
  const groupCount = Math.ceil(pages.length / most);
  const size = Math.floor(pages.length / groupCount);
  if (!(most >= 2) || size < 2) {
    throw new BianyinError('seam-slice-too-narrow', { width: sealWidthMm, least: MIN_SLICE_MM });
  }
  const larger = pages.length % groupCount;
  const groups: number[][] = [];
  for (let i = 0, from = 0; i < groupCount; i++) {
    const length = size + (i < larger ? 1 : 0);
    groups.push(pages.slice(from, from + length));
    from += length;
  }
  return groups;
}

/**
 * Which slice the nth page of a group shows. Over the right edge the first page carries the left end of the seal; over the
 * left edge, where the pages are fanned the other way, it carries the right end (GB/T 33190 StampAnnot/Clip in use).
 */
export function seamSlice(edge: 'left' | 'right', nth: number, count: number): SealSlice {
  return { index: edge === 'right' ? nth : count - 1 - nth, count };
}
