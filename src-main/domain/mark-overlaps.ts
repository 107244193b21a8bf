/** Which marks lie over one another on paper, whichever seals they are of: mm on the pages as they are seen. */

interface Box {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Two marks on one page and the share of the smaller one that lies under the other. */
export interface Overlap {
  readonly first: number;
  readonly second: number;
  readonly page: number;
  readonly share: number;
}

/** Rounding of millimetres to points may push an edge this far, mm. */
const TOUCHING = 1e-6;

/** Touching edges do not count. */
export function findOverlaps(marks: readonly { readonly page: number; readonly visual: Box }[]): Overlap[] {
  const found: Overlap[] = [];
  marks.forEach((a, first) => {
    marks.slice(first + 1).forEach((b, offset) => {
      const share = a.page === b.page ? commonShare(a.visual, b.visual) : 0;
      if (share > 0) found.push({ first, second: first + 1 + offset, page: a.page, share });
    });
  });
  return found;
}

/** What both boxes have in common, as a share of the smaller one. */
export function commonShare(a: Box, b: Box): number {
  const across = Math.min(a.xMm + a.widthMm, b.xMm + b.widthMm) - Math.max(a.xMm, b.xMm);
  const down = Math.min(a.yMm + a.heightMm, b.yMm + b.heightMm) - Math.max(a.yMm, b.yMm);
  if (across <= TOUCHING || down <= TOUCHING) return 0;
  return (across * down) / Math.min(a.widthMm * a.heightMm, b.widthMm * b.heightMm);
}
