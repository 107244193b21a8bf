/** Several seals on one file: placed beside each other, asked for, approved and put on one after the other; and a pair that cannot be. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Desk, Places } from './desk.ts';
import { confirmed, show, takeToken } from './desk-steps.ts';

export async function setScreens(desk: Desk, { home, files }: Places): Promise<void> {
  const folder = join(dirname(home), '付款');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, '付款通知书（河南中州展览工程有限公司）.pdf');
  copyFileSync(join(files, 'contract.pdf'), file);
  await placed(desk, file);
  await refused(desk);
  const id = await asked(desk);
  await approved(desk, id);
  await put(desk, id);
}

/** 财务专用章 with 法定代表人章 right of it. */
async function placed({ page, choose, shoot }: Desk, file: string): Promise<void> {
  await takeToken(page, 'applicant');
  await show(page, 'seal');
  choose([file]);
  await page.locator('.seal-empty .ant-btn-primary').click();
  await page.locator('.sheet canvas[data-drawn]').first().waitFor();
  await page.locator('.tray-seal').nth(1).click();
  await page.locator('.place-step input[type=search]').fill('盖章处');
  await page.locator('.place-step input[type=search]').press('Enter');
  await page.locator('.movable').first().waitFor();
  await page
    .locator('.place-step .ant-btn')
    .filter({ hasText: /法定代表人章|legal rep/i })
    .first()
    .click();
  await page.locator('.other-placed').first().waitFor();
  await page.waitForTimeout(700);
  await shoot('set-place');
}

async function facts(page: Page, amount: string): Promise<void> {
  const fields = page.locator('.facts-step input');
  await fields.nth(0).fill('展台搭建首付款');
  await fields.nth(2).fill('河南中州展览工程有限公司');
  await fields.nth(3).fill(amount);
  await page.waitForTimeout(1200);
}

/** Above the limit the legal representative would have to approve, who alone keeps 05. */
async function refused({ page, shoot }: Desk): Promise<void> {
  await page.locator('.steps .ant-collapse-header').nth(2).click();
  await facts(page, '128,000.00');
  await page.locator('.steps .ant-collapse-header').nth(3).click();
  await page.waitForTimeout(900);
  await shoot('set-refused');
}

/** Returns the number of the request. */
async function asked(desk: Desk): Promise<string> {
  const { page, shoot } = desk;
  await page.locator('.steps .ant-collapse-header').nth(2).click();
  await page.locator('.facts-step input').first().waitFor();
  await facts(page, '36,000.00');
  await shoot('set-facts');
  await page.locator('.desk-foot .ant-btn-primary').click();
  await confirmed(desk, 'pin-set');
  await page.locator('.request-foot').waitFor({ timeout: 60_000 });
  return String(await page.evaluate('location.hash.split("/")[1]'));
}

async function approved(desk: Desk, id: string): Promise<void> {
  const { page, shoot } = desk;
  await opened(page, 'finance-lead', id);
  await shoot('set-approve');
  await page.locator('.request-foot .ant-btn-primary').click();
  await confirmed(desk, 'pin-set-approve');
  await page.locator('.request-foot [role=note]').waitFor({ timeout: 60_000 });
  await shoot('set-approved');
}

/** The first keeper, the wait for the other one, the second, and the file. */
async function put(desk: Desk, id: string): Promise<void> {
  const { page, shoot } = desk;
  await opened(page, 'cashier', id);
  await shoot('set-seal');
  await page.locator('.request-foot .ant-btn-primary').click();
  await confirmed(desk, 'pin-set-first');
  await page.locator('.request-foot [role=note]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('set-waiting');
  await show(page, 'approve');
  await page.locator('.ant-table-row').first().waitFor();
  await page.waitForTimeout(400);
  await shoot('requests-set');
  await opened(page, 'legal', id);
  await shoot('set-second');
  await page.locator('.request-foot .ant-btn-primary').click();
  await confirmed(desk, 'pin-set-second');
  await page.locator('.request-outcome').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('set-sealed');
}

async function opened(page: Page, person: string, id: string): Promise<void> {
  await takeToken(page, person);
  await show(page, `approve/${id}`);
  await page.locator('.sheet canvas[data-drawn]').first().waitFor();
  await page.waitForTimeout(700);
}
