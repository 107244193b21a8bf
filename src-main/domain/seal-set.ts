/**
 * Several seals on one file under one request (docs/adr/0042): 财务专用章 or 公章 with 法定代表人章 beside it (bank signet, cheque: [P], no
 * statute sets the distance). All of them or none: until the last is on it, the file is a draft of this home.
 */
import type { Placement } from './placement.ts';

/** Most seals of one set: an enterprise has five kinds. */
export const maxSetSeals = 5;

/** Distance between two seals of a pair, mm: practice, not law. */
export const pairGapMm = 4;

interface Extent {
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * Where the second seal of a pair stands: right of each whole mark of the first, `pairGapMm` apart, on one centre line. A seam has no
 * neighbour.
 */
export function besideOf(placements: readonly Placement[], first: Extent, second: Extent): Placement[] {
  const step = Math.round((first.widthMm / 2 + pairGapMm + second.widthMm / 2) * 100) / 100;
  return placements.flatMap((placement) =>
    placement.kind === 'at' ? [{ ...placement, xMm: Math.round((placement.xMm + step) * 100) / 100 }] : [],
  );
}
