/**
 * Copies of dropped files that a request is about (docs/adr/0013): approvers and keeper need the octets after the window that
 * they were dropped on is gone. They lie in the home (`kept/`, 0700) under a random folder each, until the request has ended.
 */
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { displayName } from '../platform/display-name.ts';
import { listRequests } from './requests.ts';
import type { Session } from './session.ts';

/** Requests in these states still need their file. */
const running: ReadonlySet<string> = new Set(['in-approval', 'ready', 'partly-used']);

/** A copy under the same name; its path. Errors: `output-not-writable`. */
export function keepCopy(home: HomeDirectory, path: string): string {
  const folder = join(home.kept, randomBytes(16).toString('hex'));
  const kept = join(folder, basename(path));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
    chmodSync(kept, 0o600);
    return kept;
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw new BianyinError('output-not-writable', { file: displayName(path) }, { cause });
  }
}

/** Whether the file of a request is a copy of ours, which nobody can find beside their own files. */
export function isKept(home: HomeDirectory, path: string): boolean {
  return /^[0-9a-f]{32}$/.test(dirname(relative(home.kept, path)));
}

export function dropKept(home: HomeDirectory, path: string): void {
  if (isKept(home, path)) rmSync(dirname(path), { recursive: true, force: true });
}

/** Removes the copies that no running request is about. Errors: `home-*`, `store-*`. */
export function sweepKept(session: Session): void {
  const { kept } = session.home;
  const folders = namesIn(kept);
  if (folders.length === 0) return;
  const needed = new Set(
    listRequests(session)
      .filter(({ state }) => running.has(state))
      .map(({ file }) => (file === null ? '' : basename(dirname(file)))),
  );
  for (const name of folders) {
    if (!needed.has(name)) rmSync(join(kept, name), { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
