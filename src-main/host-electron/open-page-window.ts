/** One window with one page in it, joined to its connection: calls in, events out, closed together. */
import { BrowserWindow, screen } from 'electron';
import { withoutFragment, type PageSite } from '../app/pages/page-file.ts';
import type { PageConnection } from '../app/ports.ts';
import type { NumberedEvent } from '../contract/events.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './bridge-channels.ts';
import { isTrustedCaller } from './page-caller.ts';
import type { PlaceOfPages } from './place-of-pages.ts';
import { windowOptions } from './window-options.ts';

export interface PageWindow {
  readonly window: BrowserWindow;
  /** In the order of the calls; nothing when the window is gone. */
  readonly send: (event: NumberedEvent) => void;
  close(): void;
}

/** A window with nothing in it yet. */
export function openPageWindow(kind: PageConnection['page'], place: PlaceOfPages): PageWindow {
  // The screen that the person is at; bars of the desktop do not count.
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  const window = new BrowserWindow(windowOptions(kind, place, workArea));
  // Other programs' pictures and recordings of the screen show a black box there; Linux has no such thing.
  if (kind === 'pin') window.setContentProtection(true);
  window.once('ready-to-show', () => window.show());
  return {
    window,
    send: (event) => {
      if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
    },
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** Puts the page of the connection into the window. The connection ends with the window. Rejects when it cannot be loaded. */
export async function showPage(
  { window }: PageWindow,
  connection: PageConnection,
  site: PageSite,
): Promise<void> {
  const address = `${site.origin}${site.page}`;
  const contents = window.webContents;
  window.once('closed', () => connection.close());
  contents.on('render-process-gone', () => window.destroy());
  contents.ipc.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) =>
    connection.call(isTrustedCaller(event, window, site), name, input),
  );
  // What no event announces beforehand is undone.
  contents.on('did-navigate', (_, url) => {
    if (withoutFragment(url) !== address) void contents.loadURL(address).catch(() => undefined);
  });
  await contents.loadURL(address);
}
