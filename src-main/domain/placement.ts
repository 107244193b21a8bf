/**
 * Where seals go on a document, as people say it: millimetres from the top-left corner of the page as it is seen
 * (CropBox and /Rotate applied). A request binds placements; the signer turns them into marks from the document itself.
 */

/** The seal at its true size, centred at one point, on one or more pages (1-based, ascending, no repeats). */
export interface PointPlacement {
  readonly kind: 'at';
  readonly pages: readonly number[];
  /** Centre of the seal, mm from the left edge of the seen page, at most two decimals. */
  readonly xMm: number;
  /** Centre of the seal, mm from the top edge of the seen page, at most two decimals. */
  readonly yMm: number;
}

/** 骑缝章: the seal cut into equal slices over the edge of successive pages, groups of at most 20, balanced. */
export interface SeamPlacement {
  readonly kind: 'seam';
  readonly edge: 'left' | 'right';
  /** Pages that take part (1-based, ascending, at least two). */
  readonly pages: readonly number[];
  /** Centre of the seal, mm from the top edge; null puts it at the middle of the lowest page of the group. */
  readonly yMm: number | null;
}

export type Placement = PointPlacement | SeamPlacement;

/** Points per millimetre (1 pt = 1/72 inch, ISO 32000-2 §8.3.2.3). */
export const POINTS_PER_MM = 72 / 25.4;
