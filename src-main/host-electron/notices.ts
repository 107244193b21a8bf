/** Notices of the system, by Electron: without a sound; a click on one brings the window forward. */
import { Notification, type BrowserWindow } from 'electron';
import type { WindowPorts } from '../app/ports.ts';

/** Undefined where the system shows none. */
export function noticesOf(window: BrowserWindow): WindowPorts['notices'] {
  if (!Notification.isSupported()) return undefined;
  // Kept, because one that is collected as garbage forgets who clicks on it.
  let shown: Notification | undefined;
  return {
    isAttended: () => !window.isDestroyed() && window.isFocused(),
    show(body) {
      shown?.close();
      shown = new Notification({ title: '汴印', body, silent: true });
      shown.on('click', () => comeForward(window));
      shown.show();
    },
  };
}

export function comeForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
