/** The register, as a person finds it. */
import type { Locator, Page } from 'playwright-core';
import { journalWords } from '../../../src-renderer/i18n/journal-words.ts';
import { goTo } from './frame.ts';

/** Rows of the whole register that hold all these texts. */
export async function journalRows(page: Page, ...texts: readonly string[]): Promise<Locator> {
  await goTo(page, 'journal');
  await page.getByRole('heading', { name: journalWords.title.zh }).waitFor();
  await page.locator('.journal-view').getByText(journalWords.allView.zh).click();
  return texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row'));
}

/** `链校验通过，至第 n 条` */
export function chainLine(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: /链校验/ });
}
