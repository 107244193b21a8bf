/** Which objects a revision means to change: by its own rows, and through object streams it replaces. */
import type { WorkBudget } from './limits.ts';
import { entryAt, revisionEntry } from './xref-chain.ts';
import type { PdfRevision } from './xref-chain.ts';
import { sameEntry } from './xref-rows.ts';
import type { XrefEntry } from './xref-rows.ts';

/** Ascending numbers. Rows that only repeat an older row are no change. Errors: `pdf-limit`. */
export function changedObjects(
  revisions: readonly PdfRevision[],
  index: number,
  budget: WorkBudget,
): number[] {
  const changed = new Set<number>();
  forEachNumber(revisions[index], budget, (number) => {
    const now = revisionEntry(revisions[index], number);
    const before = entryAt(revisions, index - 1, number);
    if (now && !sameEntry(now, before)) changed.add(number);
  });
  addStreamContents(revisions, index, changed, budget);
  return [...changed].sort((a, b) => a - b);
}

/** An older row into a stream means another object once the number of that stream means another stream. */
function addStreamContents(
  revisions: readonly PdfRevision[],
  index: number,
  changed: Set<number>,
  budget: WorkBudget,
): void {
  for (const older of revisions.slice(0, index)) {
    const replaced = [...streamsUsed(older, budget)].filter((number) => changed.has(number));
    if (replaced.length === 0) continue;
    const streams = new Set(replaced);
    forEachNumber(older, budget, (number, entry) => {
      if (entry.kind !== 'in-stream' || !streams.has(entry.stream)) return;
      if (sameEntry(entryAt(revisions, index, number), entry)) changed.add(number);
    });
  }
}

/** Numbers of the object streams that the rows of a revision point into; worked out once. */
const streamsByRevision = new WeakMap<PdfRevision, ReadonlySet<number>>();

function streamsUsed(revision: PdfRevision, budget: WorkBudget): ReadonlySet<number> {
  const known = streamsByRevision.get(revision);
  if (known) return known;
  const streams = new Set<number>();
  forEachNumber(revision, budget, (_, entry) => {
    if (entry.kind === 'in-stream') streams.add(entry.stream);
  });
  streamsByRevision.set(revision, streams);
  return streams;
}

function forEachNumber(
  revision: PdfRevision | undefined,
  budget: WorkBudget,
  visit: (number: number, entry: XrefEntry) => void,
): void {
  for (const section of revision?.sections ?? []) {
    for (const rows of [section.rows, section.hiddenRows]) {
      budget.spend((rows?.length ?? 0) >>> 2);
      rows?.forEach(visit);
    }
  }
}
