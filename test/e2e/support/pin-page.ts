/** The PIN window, as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { pinWords } from '../../../src-renderer/pin/pin-words.ts';
import type { Desk } from './desk.ts';
import { pinFor } from './pins.ts';

export function pinBox(pin: Page): Locator {
  return pin.getByLabel(pinWords.pin.zh, { exact: true });
}

/** Where the window says why it asks again: a wrong PIN, a token that was pulled. */
export function pinProblem(pin: Page): Locator {
  return pin.locator('[data-problem]');
}

/** Leaves the window without an answer. */
export async function leavePin(desk: Pick<Desk, 'pinWindow'>): Promise<void> {
  const window = await desk.pinWindow();
  const closed = window.isClosed() ? Promise.resolve() : window.waitForEvent('close');
  await window
    .getByRole('button', { name: pinWords.refuse.zh, exact: true })
    .click()
    .catch(() => undefined);
  await closed;
}

/** A PIN that is wrong: the window stays and says so. Returns what it says then. */
export async function typeWrongPin(desk: Pick<Desk, 'pinWindow'>, pin: string): Promise<string> {
  const window = await desk.pinWindow();
  const round = (await window.locator('[data-round]').getAttribute('data-round')) ?? '';
  await pinBox(window).fill(pin);
  await pinBox(window).press('Enter');
  // Asked again, the box is another one: what is typed before goes with the old one.
  await window.locator(`[data-round]:not([data-round="${round}"])`).waitFor();
  await pinProblem(window).waitFor();
  await window.locator('input[type="password"]:enabled').waitFor();
  return window.locator('body').innerText();
}

/** Types a PIN into the window that is open or opens next, and confirms with Enter. Returns what the window said. */
async function typePin(desk: Pick<Desk, 'pinWindow'>, pin: string): Promise<string> {
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
