/** How windows are made (Electron security checklist; verification E01). Nothing here is looser than Electron's own default. */
import type { BrowserWindowConstructorOptions, Session } from 'electron';
import type { PageKind } from '../contract/calls.ts';

/** The PIN page's storage: its own, in memory, without a cache. Names without `persist:` are never written to a disk. */
export const PIN_PARTITION = 'bianyin-pin';

export interface WindowSetting {
  /** Absolute path of the bundled preload. */
  readonly preload: string;
  readonly session: Session;
  /** Developer tools exist in a checkout only. */
  readonly isPackaged: boolean;
}

/** Options of a window for a kind of page. It is shown when the page has been drawn. */
export function windowOptions(kind: PageKind, setting: WindowSetting): BrowserWindowConstructorOptions {
  return {
    ...(kind === 'main' ? mainWindow : pinWindow),
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: setting.preload,
      session: setting.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      // Its dictionaries would come from the network.
      spellcheck: false,
      safeDialogs: true,
      devTools: !setting.isPackaged,
    },
  };
}

const mainWindow: BrowserWindowConstructorOptions = {
  title: '汴印',
  width: 1366,
  height: 768,
  minWidth: 960,
  minHeight: 600,
};

const pinWindow: BrowserWindowConstructorOptions = {
  title: '汴印 PIN',
  width: 420,
  height: 520,
  alwaysOnTop: true,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
};
