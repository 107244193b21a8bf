/** Page numbers as people write them: `1-5,8`. */

/** Ascending, no repeats; null when it cannot be understood or a page does not exist. */
export function parsePages(text: string, pageCount: number): number[] | null {
  const pages = new Set<number>();
  for (const part of text.normalize('NFKC').replace(/\s/g, '').split(/[,、]/)) {
    const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part);
    if (!match) return null;
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (from < 1 || to < from || to > pageCount) return null;
    for (let page = from; page <= to; page += 1) pages.add(page);
  }
  return [...pages].sort((a, b) => a - b);
}

/** The shortest way to write ascending pages: `[1,2,3,8]` → `1-3,8`. */
export function pagesText(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
