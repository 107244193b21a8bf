/** The panel with which several requests are sealed under one login, as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { approveWords } from '../../../src-renderer/i18n/approve-words.ts';
import { goTo } from './frame.ts';

export function batchPanel(page: Page): Locator {
  return page.getByRole('region', { name: approveWords.batch.zh });
}

/** Ticks these requests and presses the button, up to the question for the PIN. */
export async function applyTogether(page: Page, reasons: readonly string[]): Promise<void> {
  await goTo(page, 'approve');
  for (const reason of reasons) await tickOf(page, reason).check();
  await applyTogetherButton(page, reasons.length).click();
}

/** The box of one request; it can be ticked when the request waits for this person's seal. */
export function tickOf(page: Page, reason: string): Locator {
  return page.getByRole('checkbox', { name: approveWords.pick.zh.replace('{reason}', reason) });
}

export function applyTogetherButton(page: Page, count: number): Locator {
  return batchPanel(page).getByRole('button', {
    name: approveWords.batchApply.zh.replace('{count}', String(count)),
  });
}

/** Waits until the batch is over, and returns what the window says of it. */
export async function batchOutcome(page: Page): Promise<string> {
  const line = batchPanel(page).locator('.request-outcome');
  await line.waitFor({ timeout: 120_000 });
  return line.innerText();
}
