/** How windows are made (Electron security checklist; verification E01). Nothing here is looser than Electron's own default. */
import type { BrowserWindowConstructorOptions } from 'electron';
import type { PageKind } from '../contract/calls.ts';
import type { PlaceOfPages } from './place-of-pages.ts';

/** Options of a window for a kind of page. It is shown when the page has been drawn; developer tools exist in a checkout only. */
export function windowOptions(
  kind: PageKind,
  setting: Pick<PlaceOfPages, 'preload' | 'session' | 'isPackaged'>,
): BrowserWindowConstructorOptions {
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
  width: 440,
  height: 700,
  alwaysOnTop: true,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
};
