/** The PIN window, as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { pinWords } from '../../../src-renderer/pin/pin-words.ts';
import type { Desk } from './desk.ts';
import { pinFor } from './pins.ts';

export function pinBox(pin: Page): Locator {
  return pin.getByLabel(pinWords.pin.zh, { exact: true });
}

/** Types a PIN into the window that is open or opens next, and confirms with Enter. Returns what the window said. */
export async function typePin(desk: Pick<Desk, 'pinWindow'>, pin: string): Promise<string> {
  const window = await desk.pinWindow();
  await pinBox(window).fill(pin);
  const said = await window.locator('body').innerText();
  const closed = window.isClosed() ? Promise.resolve() : window.waitForEvent('close');
  // The window goes away under the key that ends it.
  await pinBox(window)
    .press('Enter')
    .catch(() => undefined);
  await closed;
  return said;
}

/** The person (`keeper`) confirms with their own PIN. */
export function confirmAs(desk: Pick<Desk, 'pinWindow'>, person: string): Promise<string> {
  return typePin(desk, pinFor(`soft-${person}`));
}

/** What the window says of the tries that are left. */
export function triesLeft(count: number): string {
  return pinWords.triesLeft.zh.replace('{count}', String(count));
}
