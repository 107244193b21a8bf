/**
 * The application in windows of Electron: the product (docs/adr/0001). Main page and PIN page have sessions, origins and
 * renderer processes of their own; every page is refused everything but its own bundle and two functions.
 */
import { session as sessions, type Session } from 'electron';
import { createApp } from '../app/create-app.ts';
import type { HostPorts, PageConnection } from '../app/ports.ts';
import type { PageKind } from '../contract/calls.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { appSites } from './app-sites.ts';
import { dialogsOf } from './dialogs.ts';
import { lockSession } from './lock-session.ts';
import { openPageWindow, showPage, type PageWindow, type PlaceOfPages } from './open-page-window.ts';
import { servePages } from './serve-pages.ts';
import { spawnUtilityWorker } from './spawn-utility-worker.ts';
import { PIN_PARTITION } from './window-options.ts';

export interface ElectronHostOptions {
  readonly home: HomeDirectory;
  /** Folder of the built pages. */
  readonly bundle: string;
  /** File of the bundled preload. */
  readonly preload: string;
  readonly isPackaged: boolean;
}

export interface ElectronHost {
  readonly main: PageWindow;
  /** Ends the worker processes and closes what is open. */
  close(): void;
}

/** Opens the main window. The application must be ready. Errors: `home-damaged`; rejects when the pages cannot be loaded. */
export async function openElectronHost(options: ElectronHostOptions): Promise<ElectronHost> {
  const places = { main: placeOf('main', options), pin: placeOf('pin', options) };
  const pins = new Set<PageWindow>();
  const ports: HostPorts = {
    host: 'electron',
    now: () => new Date(),
    spawnWorker: spawnUtilityWorker,
    openPinWindow: (connection) => openPinWindow(places.pin, pins, connection),
    report: reportToTerminal,
  };
  const app = createApp(ports, options.home);
  const main = openPageWindow('main', places.main);
  const close = (): void => {
    pins.forEach((pin) => pin.close());
    app.stop();
    main.close();
  };
  main.window.once('closed', close);
  const connection = app.connect({ send: main.send, ...dialogsOf(main.window) });
  await showPage(main, connection, appSites.main);
  return { main, close };
}

/** The session of a kind of page, locked and with its pages in it. */
function placeOf(kind: PageKind, { bundle, preload, isPackaged }: ElectronHostOptions): PlaceOfPages {
  const site = appSites[kind];
  const session: Session =
    kind === 'main' ? sessions.defaultSession : sessions.fromPartition(PIN_PARTITION, { cache: false });
  lockSession(session, site);
  servePages(session, bundle, site);
  return { preload, isPackaged, site, session };
}

async function openPinWindow(
  place: PlaceOfPages,
  pins: Set<PageWindow>,
  connection: PageConnection,
): Promise<PageWindow> {
  const pin = openPageWindow('pin', place);
  pins.add(pin);
  pin.window.once('closed', () => pins.delete(pin));
  try {
    await showPage(pin, connection, place.site);
    return pin;
  } catch (error) {
    pin.close();
    throw error;
  }
}

function reportToTerminal(diagnostic: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  process.stderr.write(`[${diagnostic}] ${text}\n`);
}
