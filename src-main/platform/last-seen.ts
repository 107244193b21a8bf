/**
 * The latest time that trusted time stamps have shown to this home. A clock that is earlier is wrong, or was put back so that something
 * that has run out looks good (docs/adr/0014). Only what an authority signed counts: a clock that was ahead once must not block for ever.
 * Nor must an authority whose clock was: a stamp from ahead of this clock doubts it for a day, unless another one says so again.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from './atomic-file.ts';
import type { HomeDirectory } from './home-directory.ts';
import { readOwnText } from './own-file.ts';

const instant = z.iso.datetime();
const lastSeen = z.strictObject({
  v: z.literal(1),
  /** What the clock had reached when the stamp was seen. */
  latest: instant.optional(),
  /** What it had not, and when, by this clock, it was seen last. */
  ahead: z.strictObject({ time: instant, seenAt: instant }).optional(),
});
type LastSeen = z.infer<typeof lastSeen>;

const toleranceMs = 5 * 60_000;
/** A clock that people are told of is put right within a day, and then nothing is ahead of it. */
const aheadCountsMs = 24 * 3_600_000;

/** What counts at this time of the clock; null when nothing does. A file that cannot be read says as little as one that was deleted. */
export function readLastSeen(home: HomeDirectory, now: Date): Date | null {
  const { latest, ahead } = read(home);
  const isRecent = ahead && Math.abs(now.getTime() - Date.parse(ahead.seenAt)) <= aheadCountsMs;
  const times = [...(latest ? [latest] : []), ...(isRecent ? [ahead.time] : [])].map(
    (time) => new Date(time),
  );
  return times.reduce<Date | null>((last, time) => (last && last > time ? last : time), null);
}

function read({ lastSeenFile }: HomeDirectory): LastSeen {
  if (!existsSync(lastSeenFile)) return { v: 1 };
  try {
    return lastSeen.parse(JSON.parse(readOwnText(lastSeenFile)));
  } catch {
    return { v: 1 };
  }
}

/** Keeps the time when it says more than what was kept. */
export function noteLastSeen(home: HomeDirectory, time: Date, now: Date): void {
  const known = read(home);
  const text = time.toISOString();
  const noted =
    time.getTime() <= now.getTime() + toleranceMs ? reached(known, text) : aheadOf(known, text, now);
  if (noted) replaceFile(home.lastSeenFile, `${JSON.stringify(noted)}\n`);
}

function reached(known: LastSeen, latest: string): LastSeen | null {
  return known.latest !== undefined && known.latest >= latest ? null : { ...known, latest };
}

function aheadOf(known: LastSeen, time: string, now: Date): LastSeen {
  return { ...known, ahead: { time, seenAt: now.toISOString() } };
}
