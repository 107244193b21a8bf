/**
 * Puts a finished home into its place, where somebody may have verified before: the clerk's log stays, and nothing that was
 * there is deleted or mixed in. What does not belong into the new home lies beside it afterwards, in `<home>.before`.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { homeExists, type HomeDirectory } from '../../platform/home-directory.ts';

/** What verifying leaves in a folder that is no home (yet). The clerk's log goes into every home that comes there. */
const clerksLog = ['counter'];
/** The register: it remembers the newest trust pack ever taken, so that an enterprise goes on refusing older ones. */
const register = ['bianyin.db', 'bianyin.db-wal', 'bianyin.db-shm', 'bianyin.head.json', 'last-seen.json'];
const verified = [...clerksLog, ...register, 'trust', 'status', 'kept'];

/** Whether trust lies where there is no home: somebody has taken a trust pack, or put certificates there. */
export function hasTrustOnly(target: HomeDirectory): boolean {
  if (homeExists(target) || !existsSync(target.trust)) return false;
  return readdirSync(target.trust, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile());
}

/**
 * Refuses a place where a home cannot go: there is one, or a folder of something else. Errors: `home-exists`.
 */
export function requirePlace(target: HomeDirectory): void {
  if (!existsSync(target.root)) return;
  if (!namesIn(target.root).every((name) => verified.includes(name))) throw new BianyinError('home-exists');
}

/** What of the place a new home takes over. A sandbox takes nothing that real trust depends on. */
const takes = { sandbox: clerksLog, enterprise: [...clerksLog, ...register] };

/** Moves a finished home to its place. Errors: `home-exists`; then both are as they were. */
export function moveHome(finished: string, target: HomeDirectory, kind: keyof typeof takes): void {
  requirePlace(target);
  mkdirSync(dirname(target.root), { recursive: true });
  const before = setAside(target);
  const taken = before === null ? [] : namesIn(before).filter((name) => takes[kind].includes(name));
  try {
    for (const name of taken) renameSync(join(before ?? '', name), join(finished, name));
    renameSync(finished, target.root);
  } catch (cause) {
    if (before !== null) giveBack(finished, before, taken, target);
    throw new BianyinError('home-exists', {}, { cause });
  }
  if (before !== null && namesIn(before).length === 0) rmdirSync(before);
}

/** Where the things of the place are now; null: there was nothing. */
function setAside(target: HomeDirectory): string | null {
  if (!existsSync(target.root)) return null;
  const before = freeFolder(`${target.root}.before`);
  try {
    renameSync(target.root, before);
  } catch (cause) {
    throw new BianyinError('home-exists', {}, { cause });
  }
  return before;
}

function giveBack(finished: string, before: string, taken: readonly string[], target: HomeDirectory): void {
  for (const name of taken) {
    if (existsSync(join(finished, name))) renameSync(join(finished, name), join(before, name));
  }
  if (!existsSync(target.root)) renameSync(before, target.root);
}

function freeFolder(wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!existsSync(name)) return name;
  }
}

function namesIn(folder: string): string[] {
  return readdirSync(folder);
}
