/** An approver agrees to all but one file of a list and says why; the applicant finds the reason and asks for that file again. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { bulkWords } from '../../src-renderer/i18n/bulk-words.ts';
import { listWords } from '../../src-renderer/i18n/list-words.ts';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { menuButton, takeToken } from './support/frame.ts';
import { writeMonthEnd } from './support/month-end.ts';
import { confirmAs } from './support/pin-page.ts';

const COUNT = 3;
const why = '金额与账不符';
let desk: Desk;
photographFailures(() => desk);
const button = (name: string): Locator => desk.page.getByRole('button', { name, exact: true });

describe.skipIf(!canOpenWindows)('all but one', () => {
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.remove());

  test('is approved with the reason, and that one is asked for again', async () => {
    const { page } = desk;
    const month = await writeMonthEnd(desk.sandbox.folder, COUNT);
    await takeToken(page, 'applicant');
    await menuButton(page, 'seal').click();
    await button(sealWords.list.zh).click();
    desk.choose(month.list);
    await button(bulkWords.chooseTable.zh).click();
    await button(bulkWords.submit.zh.replace('{count}', String(COUNT))).click();
    await confirmAs(desk, 'applicant');
    await page.getByRole('heading', { name: bulkWords.statementReason.zh }).waitFor();
    await takeToken(page, 'finance-lead');
    await page.getByRole('checkbox', { name: listWords.disagreeWith.zh.replace('{number}', '2') }).click();
    const others = button(listWords.approveOthers.zh.replace('{count}', String(COUNT - 1)));
    expect(await others.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: approveWords.whyNotThese.zh }).fill(why);
    await others.click();
    const said = await confirmAs(desk, 'finance-lead');
    expect(said).toContain(why);
    expect(said).toContain('不同意的 1 件');
    await others.waitFor({ state: 'detached' });
    await page.getByText(why).first().waitFor();
    await takeToken(page, 'applicant');
    await button(listWords.again.zh).click();
    await page.getByText(`${bulkWords.ok.zh} 1`).waitFor();
    await page.getByText('对账单-002.pdf').first().waitFor();
    expect(await page.getByText('对账单-001.pdf').count()).toBe(0);
    expect(complaintsOf(desk)).toEqual([]);
  });
});
