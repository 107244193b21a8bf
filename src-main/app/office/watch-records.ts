/** Notices when another program has written into the home (the terminal, a second window) and tells the pages. */
import { statSync } from 'node:fs';
import type { AppEvent } from '../../contract/events.ts';

/** How often the files are looked at, ms. */
const EVERY_MS = 3000;

/**
 * Watches files by size and time of change; one that is not there (yet) is watched too. Reading changes neither, so that pages
 * which ask again because they were told so are not told once more. What this program writes itself is told twice, which does no harm.
 */
export function watchRecords(
  files: readonly string[],
  tell: (event: AppEvent) => void,
): { readonly stop: () => void } {
  const look = (): string => files.map(stamp).join(' ');
  let seen = look();
  const timer = setInterval(() => {
    const now = look();
    if (now !== seen) tell({ kind: 'requests.changed' });
    seen = now;
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function stamp(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}` : '-';
}
