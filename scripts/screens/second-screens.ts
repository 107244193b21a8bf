/** What stands beside the plain yes: a comment, several with one PIN, a list without one of its files, and the file as it was when it was sealed. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import { writeMonthEnd } from '../../test/e2e/support/month-end.ts';
import type { Desk, Places } from './desk.ts';
import { actorOf, confirmed, inSession, pressFirst, show, takeToken } from './desk-steps.ts';

export async function secondScreens(desk: Desk, places: Places): Promise<void> {
  await letters(places);
  await commented(desk);
  await together(desk);
  const id = await askedList(desk, places);
  await withoutOne(desk, id);
  await askedAgain(desk, id);
  await versions(desk, places);
}

/** Three that wait for the head of the department. */
async function letters({ home, files }: Places): Promise<void> {
  const folder = join(dirname(home), '本周来函');
  mkdirSync(folder, { recursive: true });
  for (const [index, reason] of ['资格证明函', '投标授权函', '场地租赁函'].entries()) {
    const file = join(folder, `${reason}.pdf`);
    copyFileSync(join(files, 'contract.pdf'), file);
    await inSession(home, (session) =>
      submitRequest(session, actorOf(home, 'applicant'), {
        ...{ file, typeCode: '01', uses: 1, keyword: [], seam: [], resolutions: [] },
        ...{ counterparty: '洛阳牡丹城文化旅游发展集团有限公司', amount: `${index + 1}000`, reason },
        at: ['page=1,x=120mm,y=200mm'],
      }),
    );
  }
}

/** Every one is opened, as the rule of looking wants it; a word is written beside the first. */
async function commented({ page, shoot }: Desk): Promise<void> {
  await takeToken(page, 'department');
  await show(page, 'approve');
  await page.locator('.ant-table-row').nth(2).waitFor();
  await shoot('together-unopened');
  for (const index of [2, 1, 0]) {
    await show(page, 'approve');
    await page.locator('.ant-table-row').nth(index).locator('button.link, a').first().click();
    await page.locator('.sheet canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(900);
  }
  await page.locator('.request-foot .ant-btn-text').click();
  await page.locator('.decision-comment').fill('同意，请附上场地平面图一并寄出。');
  await shoot('approve-comment');
}

async function together(desk: Desk): Promise<void> {
  const { page, shoot } = desk;
  await show(page, 'approve');
  await page.locator('.approve-batch').waitFor();
  await shoot('together');
  const boxes = page.locator('.ant-table-row .ant-checkbox-input:not([disabled])');
  for (const index of [0, 1, 2]) await boxes.nth(index).check();
  await shoot('together-chosen');
  await page.locator('.approve-batch .ant-btn-primary').click();
  await confirmed(desk, 'pin-together-real');
  await page.locator('.approve-batch .request-outcome').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('together-done');
}

/** Returns the number of the list. */
async function askedList(desk: Desk, { home }: Places): Promise<string> {
  const { page, choose, pinPage } = desk;
  const { list } = await writeMonthEnd(dirname(home), 6);
  await takeToken(page, 'applicant');
  await show(page, 'seal');
  await page.locator('.seal-empty-choices button').nth(1).click();
  choose([list]);
  await page.locator('.seal-empty-choices .ant-btn-primary').click();
  await page.locator('.bulk-foot .ant-btn-primary:not([disabled])').click();
  const pin = await pinPage();
  await pressFirst(pin);
  await page.locator('.list-body').waitFor({ timeout: 120_000 });
  return String(await page.evaluate('location.hash.split("/")[1]'));
}

/** All but the second: the foot asks why. */
async function withoutOne(desk: Desk, id: string): Promise<void> {
  const { page, shoot } = desk;
  await takeToken(page, 'finance-lead');
  await show(page, `approve/${id}`);
  await page.locator('.many-rows .ant-checkbox-input').nth(1).check();
  await page.waitForTimeout(900);
  await shoot('list-without');
  await page.locator('.decision-comment').fill('第 2 件的金额与账不符，请核对后重新提交。');
  await shoot('list-without-why');
  await page.locator('.request-foot .ant-btn-primary').click();
  await confirmed(desk, 'pin-list-without');
  await page.locator('.decision-comment').waitFor({ state: 'detached', timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('list-without-done');
}

async function askedAgain({ page, shoot }: Desk, id: string): Promise<void> {
  await takeToken(page, 'applicant');
  await show(page, `approve/${id}`);
  await page.locator('.list-sum').waitFor();
  await page.waitForTimeout(900);
  await shoot('list-without-applicant');
  await page.locator('.request-foot .row-end > .ant-btn').last().click();
  await page.locator('.bulk-summary span').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('list-again');
}

/** The file as it was at its first seal, alone and beside what it is now. */
async function versions({ page, choose, shoot }: Desk, { files }: Places): Promise<void> {
  await show(page, 'workbench');
  await show(page, 'verify');
  choose([join(files, 'contract-final.pdf')]);
  await page.locator('.verify-empty .ant-btn-primary').click();
  await page.locator('.verdict').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(900);
  await shoot('verify-one');
  await page.locator('.signature-acts button').first().click();
  await page.locator('.version .sheet canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('verify-signed-version');
  await page.locator('.version-line .ant-segmented-item').last().click();
  await page.locator('.compare-pair canvas[data-drawn]').nth(1).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1500);
  await shoot('verify-compare');
}
