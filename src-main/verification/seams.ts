/** 骑缝章 put together again: the slices of one signature, in the groups in which they were cut. */
import type { MarkReport, SeamReport } from './report.ts';

/** One group while it is being filled. */
interface Group {
  readonly slices: number;
  readonly marks: MarkReport[];
  readonly indexes: Set<number>;
  readonly pages: Set<number>;
}

/** Groups that wait for slices at a time: a hostile file may hold any number of them. */
const maxOpen = 32;

/**
 * Groups slices by their order on the pages. A group is whole when every slice of the seal is there exactly once, each on a page
 * of its own.
 */
export function joinSeams(marks: readonly MarkReport[]): SeamReport[] {
  const groups: Group[] = [];
  let open: Group[] = [];
  for (const mark of [...marks].sort((a, b) => a.page - b.page)) {
    if (!mark.slice) continue;
    const { index, count } = mark.slice;
    let group = open.find(
      (each) => each.slices === count && !each.indexes.has(index) && !each.pages.has(mark.page),
    );
    if (!group) {
      group = { slices: count, marks: [], indexes: new Set(), pages: new Set() };
      groups.push(group);
      open = [...open, group].slice(-maxOpen);
    }
    group.marks.push(mark);
    group.indexes.add(index);
    group.pages.add(mark.page);
    if (group.marks.length === count) open = open.filter((each) => each !== group);
  }
  return groups.map(seamOf);
}

function seamOf({ slices, marks }: Group): SeamReport {
  const pictures = new Set(marks.map(({ picture }) => picture ?? 'not-compared'));
  return {
    pages: marks.map(({ page }) => page),
    slices,
    whole: marks.length === slices,
    picture: pictures.has('differs') ? 'differs' : pictures.has('not-compared') ? 'not-compared' : 'same',
  };
}
