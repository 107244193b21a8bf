/** Month end, photographed: the list with what is wrong in it, its PIN windows, sums and files for the approver, sealing and what became of it. */
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import type { Desk, Places } from './desk.ts';
import { writeTroubledMonth } from './troubled-list.ts';
import { pressFirst } from './desk-steps.ts';

/** Thirty seals on a busy machine. */
const SEALING_MS = 240_000;

export async function listScreens(desk: Desk, { home }: Places): Promise<void> {
  const { list } = await writeTroubledMonth(dirname(home));
  const id = await asked(desk, list);
  await approved(desk, id);
  await sealed(desk, id);
}

/** The clerk: what was found of each file, one of them looked at, another rule of places, sent. Returns the number of the list. */
async function asked({ page, choose, shoot, pinPage }: Desk, list: string): Promise<string> {
  await take(page, 'soft-applicant');
  await show(page, 'seal');
  await page.locator('.seal-empty-choices button').nth(1).click();
  await page.locator('.anticon-unordered-list').waitFor();
  await shoot('list-empty');
  choose([list]);
  await page.locator('.seal-empty-choices .ant-btn-primary').click();
  await page.locator('.bulk-summary span').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('list-checked');
  await page.locator('.bulk-rows .ant-radio-button-wrapper').nth(1).click();
  await page.waitForTimeout(600);
  await shoot('list-refused');
  await page.locator('.bulk-rows .ant-radio-button-wrapper').first().click();
  await page.locator('.bulk-file').first().click();
  await page.locator('.bulk-look canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('list-file');
  await page.locator('.bulk-form input.ant-input').first().fill('盖章处#2');
  await page.waitForTimeout(300);
  await shoot('list-stale');
  await page.locator('.bulk-form input.ant-input').first().fill('盖章处');
  await page.locator('.bulk-foot .ant-btn-primary:not([disabled])').click();
  const pin = await pinPage();
  await pin.locator('.pin').waitFor();
  await shoot('pin-list', pin);
  await pressFirst(pin);
  await page.locator('.list-body').waitFor({ timeout: 120_000 });
  return String(await page.evaluate('location.hash.split("/")[1]'));
}

/** The head of finance: the workbench, sums, one file at its mark, the reason that a refusal asks for, one PIN. */
async function approved({ page, shoot, pinPage }: Desk, id: string): Promise<void> {
  await take(page, 'soft-finance-lead');
  await page.locator('.bench-row').first().waitFor();
  await shoot('workbench-list');
  await show(page, `approve/${id}`);
  await page.locator('.list-sum').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(2500);
  await shoot('list-approve');
  await page.locator('.many-rows .list-file').nth(1).click();
  await page.locator('.list-look canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('list-approve-file');
  await page.locator('.request-foot [data-act="reject"]').click();
  await page.locator('.ant-modal textarea').waitFor();
  await page.waitForTimeout(400);
  await shoot('list-reject');
  await page.keyboard.press('Escape');
  await page.locator('.request-foot .ant-btn-primary').click();
  const pin = await pinPage();
  await pin.locator('.pin').waitFor();
  await shoot('pin-list-approve', pin);
  await pressFirst(pin);
  await page.locator('.request-foot .ant-btn-primary').waitFor({ state: 'detached', timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('list-approved');
}

/** The keeper: where the files go, the PIN, half of them, then the rest, with the index. */
async function sealed({ page, shoot, pinPage }: Desk, id: string): Promise<void> {
  await take(page, 'soft-cashier');
  await page.locator('.bench-row').first().waitFor();
  await show(page, `approve/${id}`);
  await page.locator('.list-seal').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(900);
  await shoot('list-seal');
  await page.locator('.list-seal .ant-btn-primary').click();
  const pin = await pinPage();
  await pin.locator('.pin').waitFor();
  await shoot('pin-list-seal', pin);
  await pressFirst(pin);
  const steps = page.locator('.sealing-steps');
  await steps.filter({ hasText: /[3-9] / }).waitFor({ timeout: SEALING_MS });
  await shoot('list-sealing');
  await steps.locator('button').click();
  await page.locator('.list-seal').waitFor({ timeout: SEALING_MS });
  await page.waitForTimeout(900);
  await shoot('list-stopped');
  await page.locator('.list-seal .ant-btn-primary').click();
  const again = await pinPage();
  await again.locator('.pin').waitFor();
  await shoot('pin-list-rest', again);
  await pressFirst(again);
  await page.locator('.list-seal').waitFor({ state: 'detached', timeout: 60_000 });
  await page.locator('.sealing-steps').waitFor({ state: 'detached', timeout: SEALING_MS });
  await page.locator('.list-index').waitFor({ timeout: SEALING_MS });
  await page.waitForTimeout(900);
  await shoot('list-sealed');
  await show(page, 'approve');
  await page.locator('.request-filter').waitFor();
  await page.waitForTimeout(600);
  await shoot('requests-lists');
}

async function take(page: Page, label: string): Promise<void> {
  await page.evaluate(`localStorage.setItem('bianyin.token', ${JSON.stringify(label)})`);
  await show(page, 'workbench');
  await page.reload();
  await page.locator('.seal-card img').nth(4).waitFor();
}

async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}
