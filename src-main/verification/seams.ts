/** 骑缝章 put together again: the slices of one signature, in the groups in which they were cut. */
import type { MarkReport, SeamReport } from './report.ts';

/**
 * Groups slices by their order on the pages: a group runs until a slice would repeat. It is whole when every slice of the seal
 * is there exactly once, on a page of its own, and each draws the picture that was signed.
 */
export function joinSeams(marks: readonly MarkReport[]): SeamReport[] {
  const groups: MarkReport[][] = [];
  for (const mark of [...marks].sort((a, b) => a.page - b.page)) {
    if (!mark.slice) continue;
    const open = groups.find((group) => fits(group, mark));
    if (open) open.push(mark);
    else groups.push([mark]);
  }
  return groups.map(seamOf);
}

function fits(group: readonly MarkReport[], { slice, page }: MarkReport): boolean {
  return group.every(
    (each) => each.slice?.count === slice?.count && each.slice?.index !== slice?.index && each.page !== page,
  );
}

function seamOf(group: readonly MarkReport[]): SeamReport {
  const slices = group[0]?.slice?.count ?? 0;
  const pictures = new Set(group.map(({ picture }) => picture ?? 'not-compared'));
  return {
    pages: group.map(({ page }) => page),
    slices,
    whole: group.length === slices,
    picture: pictures.has('differs') ? 'differs' : pictures.has('not-compared') ? 'not-compared' : 'same',
  };
}
