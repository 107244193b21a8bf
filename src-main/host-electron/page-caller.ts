/** Whether a message comes from whom it must come from: the top frame of a living window, at its exact address (E08). */
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { withoutFragment, type PageSite } from '../app/pages/page-file.ts';

/** Asked with each call, because a frame may have been taken away or moved since the last. */
export function isTrustedCaller(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  window: BrowserWindow,
  { origin, page }: PageSite,
): boolean {
  const frame = event.senderFrame;
  if (window.isDestroyed() || frame === null || frame.isDestroyed()) return false;
  return (
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    frame.parent === null &&
    frame.origin === origin &&
    withoutFragment(frame.url) === `${origin}${page}`
  );
}
