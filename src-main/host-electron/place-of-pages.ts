/** Where the pages of one kind live: a session of their own, locked, with their bundle behind their scheme. */
import { session as sessions, type Session } from 'electron';
import type { PageSite } from '../app/pages/page-file.ts';
import type { PageKind } from '../contract/calls.ts';
import { appSites } from './app-sites.ts';
import { lockSession } from './lock-session.ts';
import { servePages } from './serve-pages.ts';

export interface PageFiles {
  /** Folder of the built pages. */
  readonly bundle: string;
  /** File of the bundled preload. */
  readonly preload: string;
  readonly isPackaged: boolean;
}

export interface PlaceOfPages extends PageFiles {
  readonly site: PageSite;
  readonly session: Session;
}

/** Storage of PIN pages: in memory, because its name has no `persist:`, and without a cache. */
const PIN_PARTITION = 'bianyin-pin';

/** Once for each kind. The application must be ready. */
export function placeOfPages(kind: PageKind, files: PageFiles): PlaceOfPages {
  const site = appSites[kind];
  const session =
    kind === 'main' ? sessions.defaultSession : sessions.fromPartition(PIN_PARTITION, { cache: false });
  lockSession(session, site, kind === 'main');
  servePages(session, files.bundle, site);
  return { ...files, site, session };
}
