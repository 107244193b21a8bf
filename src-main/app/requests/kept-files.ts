/**
 * Copies of dropped files that a request is about (docs/adr/0013): approvers and keeper need the octets after the window that
 * they were dropped on is gone. They lie in the home (`kept/`, 0700) under a random folder each, until the request has ended; what
 * came back to its applicant stays a month longer, to be submitted again.
 */
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { listPartsOf } from '../../approval/list.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { failedWith } from '../../domain/errors/failed-with.ts';
import type { RequestState } from '../../domain/request-state.ts';
import { requestFileSetting } from '../../store/settings.ts';
import type { Store } from '../../store/store.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { dropHalf } from '../../platform/half-sealed.ts';
import { displayName } from '../../platform/display-name.ts';
import { attempt } from '../../platform/publish-file.ts';
import { listLists } from './request-lists.ts';
import { listRequests } from './requests.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';

/** Requests that no time and no trust brings back. What has run out, or counts for nothing today, may do so by a wrong clock only. */
const ended: ReadonlySet<string> = new Set(['used', 'cancelled']);
/** Ended by others, or by time: the applicant may change it and submit it again. */
const returned: ReadonlySet<string> = new Set(['rejected', 'expired', 'void']);
/** How a file with some seals of a set ends (platform/half-sealed.ts). */
const HALF = '.pdf';
const MONTH_MS = 30 * 24 * 3_600_000;

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

/** Removes a copy that the home keeps; a file that lies elsewhere is not touched. */
function dropKept(home: HomeDirectory, path: string): void {
  if (isKept(home, path)) rmSync(dirname(path), { recursive: true, force: true });
}

/**
 * Removes the copies that no request needs any more: it has ended, or something is on record from after its validity. While nobody
 * can say how requests stand (a clock that was put back, a damaged store), all copies stay.
 */
export function sweepKept(session: AppSession): void {
  sweepHalves(session);
  const { kept } = session.home;
  const folders = namesIn(kept);
  if (folders.length === 0) return;
  const needed = neededCopies(session);
  if (needed === null) return;
  for (const name of folders) {
    // One that cannot be removed now is no failure of what was asked for.
    if (!needed.has(name)) attempt(() => rmSync(join(kept, name), { recursive: true, force: true }));
  }
}

/**
 * Removes files with some seals of a set whose set is over (docs/adr/0042). One that a use is still open for is the register's; those of
 * a set that ran out or counts for nothing today stay a month, as copies do.
 */
function sweepHalves(session: AppSession): void {
  const { halves } = session.home;
  const left = namesIn(halves).filter((name) => name.endsWith(HALF));
  if (left.length === 0) return;
  try {
    const { recorded, open } = withMoment(session, ({ store }) => ({
      recorded: store.latestTime(),
      open: new Set(store.openUses().map(({ requestId }) => requestId)),
    }));
    const lists = listLists(session);
    for (const name of left) {
      const id = name.slice(0, -HALF.length);
      const list = lists.find((each) => each.id === listPartsOf(id)?.listId);
      // No time brings back a set whose use broke off.
      const isOver = list?.code === 'set-broken-off';
      if (!list || open.has(id) || (!isOver && waits(list, list.first.request, recorded))) continue;
      dropHalf(session.home, id);
    }
  } catch (error) {
    // While nobody can say how requests stand, all of them stay.
    if (!(error instanceof BianyinError)) throw error;
  }
}

/** Folders of copies that are needed, or null when it cannot be known now. */
function neededCopies(session: AppSession): ReadonlySet<string> | null {
  try {
    const recorded = withMoment(session, ({ store }) => store.latestTime());
    const requests = listRequests(session).filter((each) => waits(each, each.request, recorded));
    const lists = listLists(session).filter((each) => waits(each, each.first.request, recorded));
    const files = [
      ...requests.flatMap(({ file, attachmentFiles }) => [file, ...attachmentFiles]),
      ...withMoment(session, ({ store }) => lists.flatMap(({ id }) => filesOfList(store, id))),
    ];
    return new Set(files.map((file) => (file === null ? '' : basename(dirname(file)))));
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

/** Whether its files are still needed, by the latest time on record. */
function waits(
  { state }: { readonly state: RequestState },
  { validUntil }: { readonly validUntil: string },
  recorded: Date | null,
): boolean {
  const until = Date.parse(validUntil) + (returned.has(state) ? MONTH_MS : 0);
  return !ended.has(state) && (recorded === null || recorded.getTime() <= until);
}

/** Places of the files of a list and of what goes with it. */
function filesOfList(store: Pick<Store, 'settingsUnder'>, id: string): string[] {
  return [...store.settingsUnder(requestFileSetting(id)).values()];
}

/** Whether somebody dropped the file on a window: it goes away with it. */
interface OpenedFile {
  readonly path: string;
  readonly isCopy: boolean;
}

/** Work that puts files on record, with copies of those that would go away; copies of what came to nothing are removed. */
export async function withKept<T>(
  home: HomeDirectory,
  opened: readonly OpenedFile[],
  work: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const paths = opened.map(({ isCopy, path }) => (isCopy ? keepCopy(home, path) : path));
  try {
    return await work(paths);
  } catch (error) {
    // Where nobody knows whether it is on record, its files stay; what no request needs is swept later.
    if (!failedWith(error, 'statement-outcome-unknown')) for (const path of paths) dropKept(home, path);
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
