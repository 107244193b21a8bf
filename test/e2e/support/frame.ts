/** The frame of the main window, as a person finds it: menu, token chip, display menu. */
import type { Locator, Page } from 'playwright-core';
import { sandboxEnterprise } from '../../../src-main/sandbox/sandbox-enterprise.ts';
import { frameWords } from '../../../src-renderer/i18n/frame-words.ts';

type Screen = 'workbench' | 'seal' | 'approve' | 'verify' | 'counter' | 'journal' | 'settings';

export async function goTo(page: Page, screen: Screen): Promise<void> {
  await menuButton(page, screen).click();
}

/** Its name ends with the word: an icon stands before it. */
export function menuButton(page: Page, screen: Screen): Locator {
  const menu = page.getByRole('navigation', { name: frameWords.navigation.zh });
  return menu.getByRole('button', { name: new RegExp(`${frameWords[screen].zh}$`) });
}

/** The chip that says whose token is in use; opens the list of those that are plugged in. */
export function tokenChip(page: Page): Locator {
  return page.getByTitle(frameWords.chooseToken.zh);
}

/** Goes to everything that the menu leads to, one after the other. */
export async function onEveryScreen(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const menu = page.getByRole('navigation', { name: frameWords.navigation.zh });
  for (const name of await menu.getByRole('button').allInnerTexts()) {
    await menu.getByRole('button', { name }).click();
    await page.getByRole('heading').first().waitFor();
    await look(name);
    // The counter has the window to itself.
    if (!(await menu.isVisible())) await page.goBack();
    await menu.waitFor();
  }
}

/** Name of a person of the sandbox (`keeper`). */
export function nameOf(person: string): string {
  return sandboxEnterprise.people.find(({ id }) => id === person)?.name ?? person;
}

/** Waits until the window works for this person: the token in use is theirs. */
export async function worksFor(page: Page, person: string): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: nameOf(person) })
    .waitFor();
}

/** Takes one of several tokens that are plugged in. */
export async function takeToken(page: Page, person: string): Promise<void> {
  await tokenChip(page).click();
  await page.getByRole('menuitem', { name: nameOf(person) }).click();
  await worksFor(page, person);
}

/** One entry of the display menu: a language, light or dark, large type. */
export async function display(page: Page, entry: 'English' | '中文' | 'light' | 'dark'): Promise<void> {
  const banner = page.getByRole('banner');
  const words = entry === 'light' || entry === 'dark' ? frameWords[entry] : { zh: entry, en: entry };
  await banner
    .getByRole('button', { name: new RegExp(`${frameWords.display.zh}|${frameWords.display.en}`) })
    .click();
  await page.getByRole('menuitem', { name: new RegExp(`${words.zh}|${words.en}`) }).click();
}
