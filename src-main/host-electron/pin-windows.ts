/** PIN questions, each in a window of its own above all others, in a session of their own (docs/adr/0003). */
import type { PageConnection } from '../app/ports.ts';
import { openPageWindow, showPage, type PageWindow } from './open-page-window.ts';
import type { PlaceOfPages } from './place-of-pages.ts';

export interface PinWindows {
  /** Rejects when the page cannot be loaded; the window is gone then. */
  open(connection: PageConnection): Promise<PageWindow>;
  closeAll(): void;
}

/** Opens PIN windows for one main window, each in the session of its own origin. */
export function pinWindows(place: PlaceOfPages): PinWindows {
  const pins = new Set<PageWindow>();
  return {
    async open(connection) {
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
    },
    closeAll: () => pins.forEach((pin) => pin.close()),
  };
}
