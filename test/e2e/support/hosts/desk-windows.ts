/** What the stories need of a host, whichever it is: windows over a home, a clock and choosers that the test answers, ways to end. */
import type { Page } from 'playwright-core';
import type { PageConnection } from '../../../../src-main/app/ports.ts';
import type { HomeDirectory } from '../../../../src-main/platform/home-directory.ts';
import { openChromiumWindows } from './chromium-windows.ts';
import { openElectronWindows } from './electron-windows.ts';

/** Which host a run is for, as the global setup found it. */
export type HostSetting =
  | { readonly host: 'chromium'; readonly executable: string; readonly bundle: string }
  | {
      readonly host: 'electron';
      readonly executable: string;
      readonly bundle: string;
      /** What it is told to open: the bundled entry (electron-desk-entry.ts), or nothing where it lies in its resources. */
      readonly opens: readonly string[];
    };

export interface DeskSetting {
  readonly home: HomeDirectory;
  /** File of the answers (desk-answers.ts); it is read at each question. */
  readonly answers: string;
  /** A desk without a printer saves what it would print. */
  readonly hasPrinter: boolean;
  /** Every window, before its page says anything that matters. */
  readonly onWindow: (page: Page) => void;
  /** A PIN window with its page in it. */
  readonly onPinWindow: (page: Page) => void;
  /** The application's end of the main window, before its page is there; only where it is in this process (Chromium). */
  readonly onConnection?: ((connection: PageConnection) => void) | undefined;
}

export interface DeskWindows {
  /** The main window. */
  readonly page: Page;
  /** Process of the application. */
  readonly pid: number;
  /** Sockets of that process on which the test's own debugger listens on this machine alone; the product has none. */
  readonly debuggerSockets: number;
  /** Kills workers as a power cut would. Returns how many there were. */
  killWorker(name: 'signer' | 'document'): Promise<number>;
  /** Closes the main window and waits until the application is gone. */
  close(): Promise<void>;
}

/** Opens the application in windows of the host of this run. */
export function openWindows(host: HostSetting, desk: DeskSetting): Promise<DeskWindows> {
  return host.host === 'electron' ? openElectronWindows(host, desk) : openChromiumWindows(host, desk);
}
