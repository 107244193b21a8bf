/** The screen of one request, as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { approveWords } from '../../../src-renderer/i18n/approve-words.ts';
import { goTo } from './frame.ts';

/** Opens a request from the list by its purpose. */
export async function openRequest(page: Page, reason: string): Promise<void> {
  await goTo(page, 'approve');
  await page.getByRole('table').getByRole('button', { name: reason, exact: true }).click();
  await onRequest(page, reason);
}

/** Waits until the request is shown, and returns its number. */
export async function onRequest(page: Page, reason: string): Promise<string> {
  await page.getByRole('heading', { name: reason, exact: true }).waitFor();
  const number = await page
    .getByText(/^YY-\d\d-\d{8}-\d{4}$/)
    .first()
    .innerText();
  return number;
}

export function requestButton(page: Page, what: 'approve' | 'reject' | 'apply' | 'cancel'): Locator {
  return page.getByRole('button', { name: approveWords[what].zh, exact: true });
}

/** The main area, where another `盖章` of the menu is out of the way. */
export function applyButton(page: Page): Locator {
  return page.getByRole('main').getByRole('button', { name: approveWords.apply.zh, exact: true });
}

/** The line that says that a file was sealed. */
export function sealedLine(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: '已盖章' });
}

export function alertOf(page: Page): Locator {
  return page.getByRole('main').getByRole('alert');
}
