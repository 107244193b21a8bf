/** How windows are made (Electron security checklist; verification E01). Nothing here is looser than Electron's own default. */
import type { BrowserWindowConstructorOptions } from 'electron';
import type { PageKind } from '../contract/calls.ts';
import { fitInto, type Area, type Size } from '../platform/fit-window.ts';
import type { PlaceOfPages } from './place-of-pages.ts';

/** Options of a window for a kind of page on the free part of a screen. It is shown when the page has been drawn; developer tools exist in a checkout only. */
export function windowOptions(
  kind: PageKind,
  setting: Pick<PlaceOfPages, 'preload' | 'session' | 'isPackaged'>,
  screen: Area,
): BrowserWindowConstructorOptions {
  const { size, least, ...options } = kind === 'main' ? mainWindow : pinWindow;
  return {
    ...options,
    ...fitInto(size, screen),
    // A window that may not be as small as the screen lies partly outside of it.
    minWidth: Math.min(least.width, screen.width),
    minHeight: Math.min(least.height, screen.height),
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

interface KindOfWindow extends BrowserWindowConstructorOptions {
  /** As large as this where the screen has room. */
  readonly size: Size;
  readonly least: Size;
}

const mainWindow: KindOfWindow = {
  title: '汴印',
  size: { width: 1366, height: 768 },
  least: { width: 960, height: 600 },
};

const pinWindow: KindOfWindow = {
  title: '汴印 PIN',
  size: { width: 440, height: 700 },
  least: { width: 360, height: 420 },
  alwaysOnTop: true,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
};
