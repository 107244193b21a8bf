/** Turns placements (mm on seen pages) into marks: one mark is one picture, or one slice of it, at its true size on one page. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { commonShare } from '../domain/mark-overlaps.ts';
import type { Placement, PointPlacement, SeamPlacement } from '../domain/placement.ts';
import { unitsPerMm, uprightMatrix, userSpaceRect, visualSizeMm } from './page-geometry.ts';
import type { Matrix, PageGeometry, VisualRect } from './page-geometry.ts';
import { seamGroups, seamSlice } from './seam.ts';
import type { SealSlice } from './seam.ts';

/** Size of the seal picture on paper. */
export interface SealSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The geometry of a page by its number (1-based). Errors: `placement-page-missing` or the reader's own. */
export type PageLookup = (page: number) => PageGeometry;

export interface Mark {
  /** 1-based. */
  readonly page: number;
  /** Where it is seen. */
  readonly visual: VisualRect;
  /** /Rect of the annotation: [left, bottom, right, top] in user units. */
  readonly rect: readonly [number, number, number, number];
  /** /Matrix of the appearance, so that the seal stands upright on a turned page. */
  readonly matrix: Matrix;
  /** Size of the whole seal in user units of this page. */
  readonly sealSize: readonly [number, number];
  /** Null for a whole seal. */
  readonly slice: SealSlice | null;
}

/** Rounding of millimetres to points may push an edge out of the page by this much, mm. */
const EDGE_TOLERANCE = 1e-6;

/**
 * The marks of all placements, in the order given. Errors: `placement-out-of-page`, `seam-needs-two-pages`,
 * `seam-slice-too-narrow`, and what `pages` throws.
 */
export function placementsToMarks(
  placements: readonly Placement[],
  size: SealSize,
  pages: PageLookup,
): Mark[] {
  return placements.flatMap((placement) =>
    placement.kind === 'at' ? pointMarks(placement, size, pages) : seamMarks(placement, size, pages),
  );
}

function pointMarks(placement: PointPlacement, size: SealSize, pages: PageLookup): Mark[] {
  const visual: VisualRect = {
    xMm: placement.xMm - size.widthMm / 2,
    yMm: placement.yMm - size.heightMm / 2,
    ...size,
  };
  return placement.pages.map((page) => mark(page, pages(page), visual, size, null));
}

function seamMarks(placement: SeamPlacement, size: SealSize, pages: PageLookup): Mark[] {
  return seamGroups(placement.pages, size.widthMm).flatMap((group) => {
    const middle = placement.yMm ?? middleOfLowestPage(group, pages);
    return group.map((page, nth) => {
      const geometry = pages(page);
      const slice = seamSlice(placement.edge, nth, group.length);
      const widthMm = size.widthMm / slice.count;
      const xMm = placement.edge === 'left' ? 0 : visualSizeMm(geometry).widthMm - widthMm;
      const visual = { xMm, yMm: middle - size.heightMm / 2, widthMm, heightMm: size.heightMm };
      return mark(page, geometry, visual, size, slice);
    });
  });
}

function middleOfLowestPage(group: readonly number[], pages: PageLookup): number {
  return Math.min(...group.map((page) => visualSizeMm(pages(page)).heightMm)) / 2;
}

function mark(
  page: number,
  geometry: PageGeometry,
  visual: VisualRect,
  size: SealSize,
  slice: SealSlice | null,
): Mark {
  requireInside(page, geometry, visual);
  const units = unitsPerMm(geometry);
  return {
    page,
    visual,
    rect: userSpaceRect(geometry, visual),
    matrix: uprightMatrix(geometry),
    sealSize: [size.widthMm * units, size.heightMm * units],
    slice,
  };
}

function requireInside(page: number, geometry: PageGeometry, box: VisualRect): void {
  const { widthMm, heightMm } = visualSizeMm(geometry);
  const [right, bottom] = [box.xMm + box.widthMm, box.yMm + box.heightMm];
  const inside =
    box.xMm >= -EDGE_TOLERANCE &&
    box.yMm >= -EDGE_TOLERANCE &&
    right <= widthMm + EDGE_TOLERANCE &&
    bottom <= heightMm + EDGE_TOLERANCE;
  if (inside) return;
  throw new BianyinError('placement-out-of-page', {
    page,
    left: twoDecimals(box.xMm),
    top: twoDecimals(box.yMm),
    right: twoDecimals(right),
    bottom: twoDecimals(bottom),
    pageWidth: twoDecimals(widthMm),
    pageHeight: twoDecimals(heightMm),
  });
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Which of these boxes lie over what is there already. Touching edges do not count. */
export function findCovered(
  marks: readonly Pick<Mark, 'page' | 'visual'>[],
  present: readonly Pick<Mark, 'page' | 'visual'>[],
): { mark: number; page: number; share: number }[] {
  return marks.flatMap(({ page, visual }, mark) =>
    present
      .filter((each) => each.page === page)
      .map((each) => ({ mark, page, share: commonShare(visual, each.visual) }))
      .filter(({ share }) => share > 0),
  );
}
