/** The screen on which a request is put together, as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { sealWords } from '../../../src-renderer/i18n/seal-words.ts';
import type { Desk } from './desk.ts';
import { goTo } from './frame.ts';

/** Chooses the file and waits for its first page. */
export async function chooseFile(desk: Desk, path: string): Promise<void> {
  const { page } = desk;
  await goTo(page, 'seal');
  desk.choose(path);
  await page.getByRole('button', { name: sealWords.choose.zh, exact: true }).click();
  await fileShown(page);
}

/** The file is there to be sealed. A small window has no room for thumbnails. */
export async function fileShown(page: Page): Promise<void> {
  await page.getByRole('button', { name: sealWords.add.zh }).waitFor();
  await drawnPages(page).first().waitFor();
}

export async function takeSeal(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check();
}

export async function addSeal(page: Page): Promise<void> {
  await page.getByRole('button', { name: sealWords.add.zh }).click();
}

/** The seal on the page at hand; its name says where it is: `…，距左 105.0 mm，距上 148.5 mm`. */
export function placedSeal(page: Page, index = 0): Locator {
  return page.getByRole('button', { name: new RegExp(between(sealWords.sealAt.zh)) }).nth(index);
}

/** The words between the seal's name and its place. */
const between = (words: string): string => words.slice(words.indexOf('}') + 1, words.indexOf('{x}'));

/** Where a seal is, from its name: mm from the left and the top. */
export async function placeOf(seal: Locator): Promise<{ x: number; y: number }> {
  const [x = NaN, y = NaN] = [
    ...((await seal.getAttribute('aria-label')) ?? '').matchAll(/([\d.]+) mm/g),
  ].map((found) => Number(found[1]));
  return { x, y };
}

export async function addSeam(page: Page): Promise<void> {
  await page.getByRole('switch', { name: sealWords.seam.zh }).click();
}

export interface Facts {
  readonly reason: string;
  readonly counterparty?: string;
  readonly amount?: string;
}

/** Opens the third step and fills it in. */
export async function fillFacts(page: Page, { reason, counterparty, amount }: Facts): Promise<void> {
  await page.getByRole('button', { name: new RegExp(sealWords.stepFacts.zh) }).click();
  const first = page.getByLabel(sealWords.reason.zh);
  // The step opens with the caret in it: nobody has to press, and Tab leads on.
  await first.and(page.locator(':focus')).waitFor();
  await first.fill(reason);
  if (counterparty !== undefined) await page.getByLabel(sealWords.counterparty.zh).fill(counterparty);
  if (amount !== undefined) await page.getByLabel(sealWords.amount.zh).fill(amount);
}

export function submitButton(page: Page): Locator {
  return page.getByRole('button', { name: sealWords.submit.zh, exact: true });
}

/** A request with one seal in the middle of the first page, up to the question for the PIN. */
export async function askForSeal(
  desk: Desk,
  path: string,
  facts: Facts,
  seal = '公章',
  press: (button: Locator) => Promise<void> = (button) => button.click(),
): Promise<void> {
  await chooseFile(desk, path);
  await takeSeal(desk.page, seal);
  await addSeal(desk.page);
  await fillFacts(desk.page, facts);
  await press(submitButton(desk.page));
}

/** The steps beside the page, by their headers. */
export function steps(page: Page): Promise<Locator[]> {
  return page.getByRole('button', { name: /^[①②③④]/ }).all();
}

/** Pages and thumbnails that have been drawn; the others are blank paper. */
export function drawnPages(page: Page): Locator {
  return page.locator('canvas[data-drawn]');
}

/** Into how many groups the seam is cut, from the preview of its edges. */
export async function seamGroups(page: Page): Promise<number> {
  const strip = page.getByRole('figure', { name: sealWords.seamPreview.zh });
  await strip.waitFor();
  return (await strip.locator('.seam-edge').count()) / (await strip.locator('.seam-joined > span').count());
}
