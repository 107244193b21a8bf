/** People who leave and seals that are handed over, the sheets of both, and a new PIN for a UKey: every dialog of docs/adr/0046 and the three boxes. */
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import type { Desk, Places } from './desk.ts';
import { actorOf, confirmed, inSession, pressFirst, show, takeToken } from './desk-steps.ts';

export async function leaveScreens(desk: Desk, { home, files }: Places): Promise<void> {
  await waitingContract(home, files);
  await leaves(desk);
  await handsOver(desk);
  await signed(desk);
  await newPin(desk);
}

/** Something that waits for the head of the department, so that leaving ends it. */
async function waitingContract(home: string, files: string): Promise<void> {
  const file = join(dirname(home), '开封市汴京文化传媒有限公司古城文旅节展陈服务合同.pdf');
  copyFileSync(join(files, 'contract.pdf'), file);
  await inSession(home, (session) =>
    submitRequest(session, actorOf(home, 'applicant'), {
      ...{ file, typeCode: '04', uses: 1, keyword: [], seam: [], resolutions: [] },
      ...{ counterparty: '河南中州展览工程有限公司', amount: '128000', reason: '展陈服务合同签订' },
      at: ['page=1,x=120mm,y=200mm'],
    }),
  );
}

/** The keeper cannot go without a successor; the head of the department can, and somebody takes the place. */
async function leaves({ page, shoot }: Desk): Promise<void> {
  await takeToken(page, 'legal');
  await show(page, 'settings/people');
  await row(page, '马堃').locator('.ant-btn-text').click();
  await page.locator('.leave-refusal').waitFor();
  await page.waitForTimeout(500);
  await shoot('leave-keeper');
  await page.locator('.ant-modal .ant-btn').first().click();
  await page.locator('.ant-modal').waitFor({ state: 'detached' });
  await row(page, '周启明').locator('.ant-btn-text').click();
  await page.locator('[data-part="leaving-requests"] li').first().waitFor();
  await page.waitForTimeout(500);
  await shoot('leave-department');
  await chosen(page, 0, '杜若溪');
  await page.waitForTimeout(700);
  await shoot('leave-taken');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.locator('.ant-modal').waitFor({ state: 'detached' });
}

async function handsOver({ page, shoot }: Desk): Promise<void> {
  await page
    .locator('.settings-actions')
    .filter({ hasNot: page.locator('.ant-btn-primary') })
    .locator('.ant-btn')
    .last()
    .click();
  await page.locator('.ant-modal .hand-over-fields').waitFor();
  await page.waitForTimeout(500);
  await shoot('hand-over-empty');
  await chosen(page, 0, '杜若溪');
  await chosen(page, 1, '郭守安');
  await page.waitForTimeout(300);
  await shoot('hand-over');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.locator('.ant-modal').waitFor({ state: 'detached' });
  await page.waitForTimeout(600);
  await shoot('hand-over-draft');
}

/** One PIN for both; then the sheets. */
async function signed(desk: Desk): Promise<void> {
  const { page, shoot } = desk;
  await page.locator('.draft-bar .ant-btn-primary').click();
  await confirmed(desk, 'pin-hand-over');
  const sheets = page.locator('[data-part="hand-over-sheets"]');
  await sheets.locator('.ant-table-row').first().waitFor({ timeout: 60_000 });
  await sheets.scrollIntoViewIfNeeded();
  await page.waitForTimeout(600);
  await shoot('hand-over-sheets');
}

/** Typed twice otherwise, then a wrong one, then what the list of UKeys says of it. */
async function newPin({ page, shoot, pinPage }: Desk): Promise<void> {
  await show(page, 'settings/token');
  const buttons = page
    .locator('[data-part="token-pins"] li')
    .filter({ hasText: 'soft-counsel' })
    .locator('button');
  await buttons.first().waitFor();
  await shoot('token-pins');
  await buttons.first().click();
  const change = await pinPage();
  await fill(change, ['wrong-before', 'fresh-123456', 'fresh-654321']);
  await change.locator('[data-problem="differs"]').waitFor();
  await shoot('pin-change-differs', change);
  await fill(change, ['wrong-before', 'fresh-123456', 'fresh-123456']);
  await change.locator('[data-problem="wrong"]').waitFor();
  await shoot('pin-change-wrong', change);
  await pressFirst(change);
  await page.waitForTimeout(900);
  await shoot('token-pins-wrong');
  await buttons.last().click();
  const unblock = await pinPage();
  await unblock.locator('.pin-box-change').nth(2).waitFor();
  await shoot('pin-unblock', unblock);
  await pressFirst(unblock);
  await page.waitForTimeout(600);
}

async function fill(pin: Page, texts: readonly string[]): Promise<void> {
  const boxes = pin.locator('.pin-box-change input');
  await boxes.nth(2).waitFor();
  for (const [index, text] of texts.entries()) await boxes.nth(index).fill(text);
  await pin.locator('.pin-primary').click();
}

function row(page: Page, name: string) {
  return page.locator('.settings .ant-table-row').filter({ hasText: name }).first();
}

/** The person of that name from the list of the box of that number. */
async function chosen(page: Page, box: number, name: string): Promise<void> {
  await page.locator('.hand-over-fields .ant-select').nth(box).click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: name })
    .click();
}
