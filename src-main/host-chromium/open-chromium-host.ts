/**
 * The application in windows of a system Chromium: for machines without the Electron binary (docs/adr/0001, 0010). The PIN
 * window is a browser of its own with a profile that is thrown away: nothing of the main page's processes is near a PIN.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { createApp } from '../app/create-app.ts';
import type { HostPorts, PageConnection, PersonQuestion } from '../app/ports.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { systemNotifier, type Notify } from '../platform/system-notifier.ts';
import { systemOpener } from '../platform/system-opener.ts';
import { systemPrinter, type PrintFile } from '../platform/system-printer.ts';
import { onAttention } from './attention.ts';
import { openBrowserWindow, showPage, type BrowserWindow } from './browser-window.ts';
import { askPerson, askToWrite, type OwnWindow } from './ask-person.ts';
import { chooseFiles } from './choose-files.ts';
import { chooseSave } from './choose-save.ts';
import type { Size } from '../platform/fit-window.ts';
import { keepOnScreen, placeBefore } from './window-place.ts';

export interface ChromiumHostOptions {
  readonly executable: string;
  readonly home: HomeDirectory;
  /** Folder of the built pages. */
  readonly bundle: string;
  readonly isHeadless: boolean;
  /** The clock; the machine's own when absent. */
  readonly now?: () => Date;
  /** Asks where a new file goes; the desktop's own dialog when absent. */
  readonly chooseSave?: (suggested: string) => Promise<string | null>;
  /** Asks the person what only a person may say; a window of main's own when absent. */
  readonly confirm?: (question: PersonQuestion) => Promise<boolean>;
  /** Takes files for paper; the system's default printer when absent, none when null. */
  readonly printer?: PrintFile | null;
  /** Shows a notice of the system; the system's own way when absent, none when null. */
  readonly notify?: Notify | null;
  /** Tests look at the windows through this. */
  readonly onWindow?: (window: BrowserWindow, connection: PageConnection) => void;
}

export interface ChromiumHost {
  readonly window: BrowserWindow;
  /** Fulfilled when the main window is gone and the workers are stopped. */
  readonly closed: Promise<void>;
  close(): void;
}

const mainSize = { width: 1366, height: 768 };
const pinSize = { width: 440, height: 700 };

/** Opens the main window. Errors: `home-damaged`; rejects when Chromium does not start, or runs on this home already. */
export async function openChromiumHost(options: ChromiumHostOptions): Promise<ChromiumHost> {
  const { executable, bundle, isHeadless, home, onWindow } = options;
  let main: Page | undefined;
  const pins = new Set<BrowserWindow>();
  const common = { executable, bundle, isHeadless };
  const ports: HostPorts = {
    host: 'chromium',
    now: options.now ?? (() => new Date()),
    async openPinWindow(connection) {
      const place = main ? await placeBefore(main, pinSize, isHeadless) : null;
      const { width, height } = place ?? pinSize;
      const position = place ? { position: { x: place.x, y: place.y } } : {};
      const window = await openPinWindow({ ...common, width, height, ...position }, connection);
      pins.add(window);
      void window.closed.then(() => pins.delete(window));
      onWindow?.(window, connection);
      return window;
    },
    report: reportToTerminal,
  };
  const app = createApp(ports, home);
  try {
    // Beside the home and not in it: there may be none yet, and a browser's cache is not to be backed up with the seals.
    const profile = `${home.root}.window`;
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    const windowOptions = { ...common, ...mainSize, profile };
    const window = await openBrowserWindow(windowOptions);
    main = window.page;
    if (!isHeadless) await keepOnScreen(main);
    const { isAttended } = await onAttention(window.page, () => pins.forEach(comeForward));
    const show = options.notify === undefined ? systemNotifier() : (options.notify ?? undefined);
    const connection = app.connect({
      send: window.send,
      chooseFiles: (wanted) => chooseFiles(window.page, wanted),
      chooseSave:
        options.chooseSave ?? ((suggested) => chooseSave(suggested, (path) => askToWrite(common, path))),
      confirm: options.confirm ?? ((question) => askPerson(common, question)),
      printFile: options.printer === undefined ? systemPrinter() : (options.printer ?? undefined),
      openFile: systemOpener,
      notices: show && { isAttended, show },
    });
    onWindow?.(window, connection);
    const closed = window.closed.then(() => {
      pins.forEach((pin) => pin.close());
      app.stop();
    });
    await showPage(window, windowOptions, connection);
    return { window, closed, close: () => window.close() };
  } catch (error) {
    app.stop();
    throw error;
  }
}

/** Not every desktop lets a window come forward; the question waits in any case. */
function comeForward({ page }: BrowserWindow): void {
  page.bringToFront().catch(() => undefined);
}

async function openPinWindow(common: OwnWindow & Size, connection: PageConnection): Promise<BrowserWindow> {
  const options = { ...common, profile: null };
  const window = await openBrowserWindow(options);
  try {
    await showPage(window, options, connection);
    return window;
  } catch (error) {
    window.close();
    throw error;
  }
}

function reportToTerminal(diagnostic: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  process.stderr.write(`[${diagnostic}] ${text}\n`);
}
