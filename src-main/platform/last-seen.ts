/**
 * The latest time that trusted time stamps have shown to this home. A clock that is earlier is wrong, or was put back so that something
 * that has run out looks good (docs/adr/0014). Only what an authority signed counts: a clock that was ahead once must not block for ever.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from './atomic-file.ts';
import type { HomeDirectory } from './home-directory.ts';
import { readOwnText } from './own-file.ts';

const lastSeen = z.strictObject({ v: z.literal(1), latest: z.iso.datetime() });

/** Null when nothing was seen yet. A file that cannot be read says as little as one that was deleted. */
export function readLastSeen({ lastSeenFile }: HomeDirectory): Date | null {
  if (!existsSync(lastSeenFile)) return null;
  try {
    return new Date(lastSeen.parse(JSON.parse(readOwnText(lastSeenFile))).latest);
  } catch {
    return null;
  }
}

/** Keeps the time when it is later than what was kept. */
export function noteLastSeen(home: HomeDirectory, time: Date): void {
  const known = readLastSeen(home);
  if (known && known >= time) return;
  replaceFile(home.lastSeenFile, `${JSON.stringify({ v: 1, latest: time.toISOString() })}\n`);
}
