/** The screen that verifies, as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { verifyWords } from '../../../src-renderer/i18n/verify-words.ts';
import type { Desk } from './desk.ts';
import { goTo } from './frame.ts';

/** Chooses files and waits for nothing. */
export async function verifyFiles(desk: Desk, ...paths: readonly string[]): Promise<void> {
  await goTo(desk.page, 'verify');
  desk.choose(...paths);
  await chooseButton(desk.page).click();
}

/** `选择文件`, or `验其他文件` where there are results. */
export function chooseButton(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^(${verifyWords.choose.zh}|${verifyWords.chooseMore.zh})$`) });
}

/** The big sentence. */
export function verdict(page: Page): Locator {
  return page.getByRole('status').getByRole('heading', { level: 1 });
}

export function stopButton(page: Page): Locator {
  return page.getByRole('button', { name: verifyWords.stop.zh, exact: true });
}

/** `正在验章：已验 3 / 40` */
export function workingLine(page: Page): Locator {
  return page.getByText(/^正在验章/);
}
