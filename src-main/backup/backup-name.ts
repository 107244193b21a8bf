/** Names of backup files, and which of them go when new ones come. */
import type { JournalHead } from '../store/journal-row.ts';

/** `bianyin-20261130-200000-1f3a….bybackup`: time in UTC, then the first digits of the store. */
export function backupName(store: string, at: Date): string {
  const stamp = at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `bianyin-${stamp}-${store.slice(0, 8)}.bybackup`;
}

export const backupNames = /^bianyin-\d{8}-\d{6}-[0-9a-zA-Z-]{1,8}(-\d+)?\.bybackup$/;

export interface Generation {
  readonly file: string;
  readonly madeAt: string;
  readonly sound: boolean;
  /** The newest row of the register in it. */
  readonly journal: JournalHead;
  /** What only our own program could write under its head; null: unknown. */
  readonly origin: string | null;
}

/**
 * Which go after a new one was made and read back whole: those of this store that have `keep` sound ones of our own after them. What somebody else put
 * into the folder pushes none out, a copy counts once, one that says it is of the future not at all; none goes after one whose register did not hold.
 */
export function outdated<G extends Generation>(
  all: readonly G[],
  made: Pick<Generation, 'file' | 'sound' | 'journal'>,
  { keep, now }: { readonly keep: number; readonly now: Date },
): G[] {
  if (!made.sound) return [];
  const own = all
    .filter(({ journal, madeAt }) => journal.store === made.journal.store && new Date(madeAt) <= now)
    .toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const counted = new Set<string>();
  return own.filter((each) => {
    const goes = counted.size >= Math.max(1, keep);
    if (each.sound && each.origin !== null) counted.add(each.origin);
    return goes && each.file !== made.file;
  });
}
