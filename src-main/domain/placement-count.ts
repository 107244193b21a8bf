/** How many times a seal is put on a document, as people count it: whole seals on their pages, and seams with the pages that they run over. */
import type { Placement } from './placement.ts';

export interface PlaceCount {
  /** Whole seals; one placement on five pages makes five. */
  readonly places: number;
  /** 骑缝 groups that were asked for. */
  readonly seams: number;
  /** Pages that those run over. */
  readonly seamPages: number;
}

export function countPlaces(placements: readonly Placement[]): PlaceCount {
  const pagesOf = (kind: Placement['kind']): number =>
    placements.filter((each) => each.kind === kind).reduce((sum, { pages }) => sum + pages.length, 0);
  const seams = placements.filter(({ kind }) => kind === 'seam').length;
  return { places: pagesOf('at'), seams, seamPages: pagesOf('seam') };
}
