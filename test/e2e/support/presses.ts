/** Counts what a person presses: every pointer that goes down in a window, whatever it meets. */
import type { ConsoleMessage, Page } from 'playwright-core';

const mark = 'a press, counted by the test';

/** In the page: pages of the product say nothing on their console, so that a line of ours cannot be taken for one of theirs. */
const count = `
  if (!globalThis.countsPresses) {
    globalThis.countsPresses = true;
    addEventListener('pointerdown', ({ isTrusted }) => isTrusted && console.debug(${JSON.stringify(mark)}), true);
  }`;

export const isPress = (message: ConsoleMessage): boolean => message.text() === mark;

export interface PressCounter {
  readonly count: (page: Page) => void;
  readonly total: () => number;
}

export function pressCounter(): PressCounter {
  let presses = 0;
  return {
    count(page) {
      page.on('console', (message) => (presses += isPress(message) ? 1 : 0));
      // What is open already, and what is loaded later; a window that goes away meanwhile is pressed by nobody.
      const install = (): Promise<unknown> => page.evaluate(count).catch(() => undefined);
      void page.addInitScript(count).then(install, () => undefined);
    },
    total: () => presses,
  };
}
