/**
 * Which unfinished files this home has begun beside people's documents (atomic-file.ts): noted before they exist, so that what a
 * killed process leaves is found and removed by the next one at once, in whatever folder it lies.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';
import { attempt } from './publish-file.ts';
import { unfinished } from './stale-files.ts';

/** Notes the path of a file that is about to be begun. Returns how to forget it. A note that cannot be written is none: others sweep later. */
export function noteUnfinished(folder: string, path: string): () => void {
  const note = join(folder, `${basename(path)}.note`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(note, path, { flag: 'wx', mode: 0o600 });
  } catch {
    return () => undefined;
  }
  // A note that stays names a file that is no more.
  return () => void attempt(() => rmSync(note, { force: true }));
}

/**
 * Removes what processes that are no more have left. Only files with names of ours are removed, whatever a note says, and none of
 * `kept` (paths).
 */
export function sweepNoted(folder: string, kept: ReadonlySet<string> = new Set()): void {
  for (const name of namesIn(folder)) {
    const file = /^(.*)\.note$/.exec(name)?.[1] ?? '';
    const pid = unfinished.exec(file)?.[1];
    if (pid === undefined || isProcessAlive(Number(pid))) continue;
    const path = textOf(join(folder, name));
    if (kept.has(path)) continue;
    try {
      if (basename(path) === file) rmSync(path, { force: true });
      rmSync(join(folder, name), { force: true });
    } catch {
      // A drive that is away, or not ours any more: the note stays, and the next one tries again.
    }
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
