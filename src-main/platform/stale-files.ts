/** Sweeps what a killed process left of its unfinished files (atomic-file.ts): they hold copies of people's documents. */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';
import { attempt } from './publish-file.ts';

/** Names that atomic-file.ts gives. */
export const unfinished = /^\.bianyin-(\d{1,10})-[0-9a-f]{12}\.tmp$/;
/** A folder may be shared with other machines, whose processes cannot be asked: theirs are left alone while they are young. */
const MIN_AGE_MS = 15 * 60 * 1000;

/** Removes unfinished files of dead processes from a folder, but none of `kept` (paths). What cannot be looked at or removed stays. */
export function sweepStaleFiles(folder: string, now: Date, kept: ReadonlySet<string> = new Set()): void {
  for (const name of namesIn(folder)) {
    const pid = unfinished.exec(name)?.[1];
    if (pid === undefined || isProcessAlive(Number(pid))) continue;
    const path = join(folder, name);
    if (kept.has(path)) continue;
    attempt(() => {
      if (isStale(path, now)) rmSync(path, { force: true });
    });
  }
}

/**
 * The same for the folders of a home, which is on one machine: what a dead process left there is nobody's, however young it is.
 * Called at each start: an import or a sealing that is refused must not leave what the one before it left.
 */
export function sweepHome({ root, trust, status, seals, city, pins, kept }: HomeFolders): void {
  for (const folder of [root, trust, join(trust, 'packs'), status, seals, city, pins, kept]) {
    for (const name of namesIn(folder)) {
      const pid = unfinished.exec(name)?.[1];
      if (pid === undefined || isProcessAlive(Number(pid))) continue;
      attempt(() => rmSync(join(folder, name), { force: true }));
    }
  }
}

type HomeFolders = Readonly<Record<'root' | 'trust' | 'status' | 'seals' | 'city' | 'pins' | 'kept', string>>;

function isStale(path: string, now: Date): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && now.getTime() - found.mtimeMs > MIN_AGE_MS;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
