/**
 * The application in windows of Electron: the product (docs/adr/0001, 0016). Main page and PIN page have sessions, origins and
 * renderer processes of their own; every page is refused everything but its own bundle and two functions.
 */
import { createApp } from '../app/create-app.ts';
import type { HostPorts } from '../app/ports.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { systemOpener } from '../platform/system-opener.ts';
import { systemPrinter, type PrintFile } from '../platform/system-printer.ts';
import { dialogsOf } from './dialogs.ts';
import { noticesOf } from './notices.ts';
import { openPageWindow, showPage, type PageWindow } from './open-page-window.ts';
import { pinWindows } from './pin-windows.ts';
import { placeOfPages, type PageFiles } from './place-of-pages.ts';
import { spawnUtilityWorker } from './spawn-utility-worker.ts';

export interface ElectronHostOptions extends PageFiles {
  readonly home: HomeDirectory;
  /** The clock; the machine's own when absent. */
  readonly now?: () => Date;
  /** Takes files for paper; the system's default printer when absent, none when null. */
  readonly printer?: PrintFile | null;
}

export interface ElectronHost {
  readonly main: PageWindow;
  /** Ends the worker processes and closes what is open. */
  close(): void;
}

/** Opens the main window. The application must be ready. Errors: `home-damaged`; rejects when the pages cannot be loaded. */
export async function openElectronHost(options: ElectronHostOptions): Promise<ElectronHost> {
  const place = placeOfPages('main', options);
  const pins = pinWindows(placeOfPages('pin', options));
  const ports: HostPorts = {
    host: 'electron',
    now: options.now ?? (() => new Date()),
    spawnWorker: spawnUtilityWorker,
    openPinWindow: (connection) => pins.open(connection),
    report: reportToTerminal,
  };
  const app = createApp(ports, options.home);
  const main = openPageWindow('main', place);
  const close = (): void => {
    pins.closeAll();
    app.stop();
    main.close();
  };
  main.window.once('closed', close);
  const printFile = options.printer === undefined ? systemPrinter() : (options.printer ?? undefined);
  const connection = app.connect({
    ...{ send: main.send, printFile, openFile: systemOpener, notices: noticesOf(main.window) },
    ...dialogsOf(main.window),
  });
  await showPage(main, connection, place.site);
  return { main, close };
}

function reportToTerminal(diagnostic: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  process.stderr.write(`[${diagnostic}] ${text}\n`);
}
