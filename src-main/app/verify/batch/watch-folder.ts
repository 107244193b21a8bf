/**
 * A folder that files arrive in: each new document is told once, when it is completely written. The system's events only hurry
 * the next look along; a slow look of its own finds what they missed (network drives). Links are never followed.
 */
import { closeSync, lstatSync, openSync, readdirSync, realpathSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { displayName } from '../../../platform/display-name.ts';
import { isDocument, isPassing } from './list-documents.ts';

export interface WatchOptions {
  readonly folder: string;
  /** Also what is there already. Default false. */
  readonly existing?: boolean;
  /** Told one after the other. `gone`: the file was not there any more; under a new name it is told again. */
  onFile(path: string): Promise<'done' | 'gone'>;
  /** The folder cannot be read now (a drive was pulled), or can again. */
  onFolder?(isThere: boolean): void;
  /** How long a file must stay as it is, an empty one, and the slow look, ms. */
  readonly settleMs?: number;
  readonly emptyMs?: number;
  readonly rescanMs?: number;
  /** A clock that only goes on, ms. */
  readonly now?: () => number;
}

export interface FolderWatch {
  /** Documents that were there at the beginning and are not told. */
  readonly skipped: number;
  /** Ends when the file under way is done. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly version: string;
  readonly since: number;
}

/** Errors: `folder-not-readable`. */
export function watchFolder(options: WatchOptions): FolderWatch {
  const { settleMs = 700, emptyMs = 10_000, rescanMs = 10_000, now = () => performance.now() } = options;
  const folder = readable(options.folder);
  /** Versions that were told: node, size and time of change, so that a new name is no new file. */
  const seen = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const queue: { path: string; version: string }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isThere = true;
  let working: Promise<void> = Promise.resolve();
  let isWorking = false;

  const found = versionsIn(folder);
  if (options.existing !== true) for (const { version } of found) seen.add(version);
  const skipped = options.existing === true ? 0 : found.filter(({ path }) => isDocument(path)).length;

  function look(): void {
    if (isStopped) return;
    const time = now();
    const entries = tryVersions();
    const paths = new Set(entries.map(({ path }) => path));
    for (const path of waiting.keys()) if (!paths.has(path)) waiting.delete(path);
    for (const { path, version, size } of entries) {
      if (seen.has(version)) continue;
      const before = waiting.get(path);
      if (before?.version !== version) waiting.set(path, { version, since: time });
      else if (time - before.since >= (size === 0 ? emptyMs : settleMs) && opens(path)) {
        waiting.delete(path);
        seen.add(version);
        if (isDocument(path)) queue.push({ path, version });
      }
    }
    if (!isWorking) working = work();
    later(waiting.size > 0 ? settleMs : rescanMs);
  }

  function tryVersions(): Version[] {
    let entries: Version[] = [];
    let found = true;
    try {
      entries = versionsIn(folder);
    } catch {
      found = false;
    }
    if (found !== isThere) options.onFolder?.((isThere = found));
    return entries;
  }

  async function work(): Promise<void> {
    isWorking = true;
    for (let next = queue.shift(); next && !isStopped; next = queue.shift()) {
      const { path, version } = next;
      if (!isInside(folder, path) || (await options.onFile(path)) === 'gone') {
        seen.delete(version);
        later(settleMs);
      }
    }
    isWorking = false;
  }

  function later(ms: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(look, ms);
  }

  const events = listen(folder, () => later(Math.min(settleMs, 200)));
  look();
  return {
    skipped,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      events?.close();
      await working;
    },
  };
}

interface Version {
  readonly path: string;
  readonly version: string;
  readonly size: number;
}

/** Regular files of the folder itself. */
function versionsIn(folder: string): Version[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !isPassing(entry.name))
    .flatMap(({ name }) => {
      const path = join(folder, name);
      const status = lstatSync(path, { throwIfNoEntry: false, bigint: true });
      if (!status?.isFile()) return [];
      return [{ path, version: `${status.ino}:${status.size}:${status.mtimeNs}`, size: Number(status.size) }];
    });
}

function readable(folder: string): string {
  try {
    const real = realpathSync(folder);
    readdirSync(real);
    return real;
  } catch (cause) {
    throw new BianyinError('folder-not-readable', { folder: displayName(folder) }, { cause });
  }
}

/** Some systems let nobody open what is still being written. */
function opens(path: string): boolean {
  try {
    closeSync(openSync(path, 'r'));
    return true;
  } catch {
    return false;
  }
}

/** By the time it is read, the name may lead elsewhere. */
function isInside(folder: string, path: string): boolean {
  try {
    return dirname(realpathSync(path)) === folder;
  } catch {
    return false;
  }
}

/** Null where the system has no events for this folder: then the slow look has to do. */
function listen(folder: string, onChange: () => void): FSWatcher | null {
  try {
    const events = watch(folder, { persistent: false }, onChange);
    events.on('error', () => events.close());
    return events;
  } catch {
    return null;
  }
}
