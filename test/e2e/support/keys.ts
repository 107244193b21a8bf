/** A person without a mouse: what cannot be reached with Tab cannot be done. */
import type { Locator, Page } from 'playwright-core';
import { nameOf, tokenChip, worksFor } from './frame.ts';

/** More presses of Tab than any screen needs. */
const MOST_TABS = 120;

/** Presses Tab until the focus is there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await pressUntilFocus(page, target, 'Tab');
}

async function pressUntilFocus(page: Page, target: Locator, key: string): Promise<void> {
  // The button of a choice is drawn beside its input, which takes the focus and is not seen itself.
  await target.waitFor({ state: 'attached' });
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error('the focus never got there');
}

export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element: unknown) =>
    (element as { matches(selector: string): boolean }).matches(':focus'),
  );
}

export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Opens the menu of a button and takes one of its entries. */
export async function pressInMenu(page: Page, opener: Locator, entry: string | RegExp): Promise<void> {
  await press(page, opener);
  await pressUntilFocus(page, page.getByRole('menuitem', { name: entry }), 'ArrowDown');
  await page.keyboard.press('Enter');
}

/** Takes the token of somebody from the menu of the token chip. */
export async function takeTokenByKeys(page: Page, person: string): Promise<void> {
  await pressInMenu(page, tokenChip(page), new RegExp(nameOf(person)));
  await worksFor(page, person);
}
