/** Backups: before anything is set, the code, a backup, the drill, a folder that is gone, and the way back on an empty machine. */
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Desk, Places } from './desk.ts';
import { show, takeToken } from './desk-steps.ts';

/** What is kept of the first desk for the second: where the backups lie, and the paper with the code. */
export interface Kept {
  readonly file: string;
  readonly code: string;
}

/** In a home where nobody has set backups up. */
export async function backupScreens(desk: Desk, { home }: Places): Promise<Kept> {
  const { page, choose, shoot } = desk;
  const folder = join(dirname(home), '财务室移动硬盘');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '请勿删除.txt'), '');
  await takeToken(page, 'keeper');
  await settings(page);
  await shoot('backup-first');
  choose([folder]);
  await page.locator('.backup-facts button').first().click();
  await page.getByText('财务室移动硬盘').waitFor();
  await shoot('backup-folder');
  const code = await newCode(desk);
  await page.locator('.page-foot .ant-btn-primary').click();
  await page.locator('.devices li').first().waitFor({ timeout: 60_000 });
  await shoot('backup-made');
  await drill(desk, code);
  await pulled(page, folder, shoot);
  return { file: join(folder, readdirSync(folder).find((name) => name.endsWith('.bybackup')) ?? ''), code };
}

/** The window that shows it once. Returns what people write down. */
async function newCode({ page, shoot, pinPage }: Desk): Promise<string> {
  await page.locator('.backup-facts button').nth(1).click();
  const window = await pinPage();
  await window.locator('.code-qr').waitFor();
  await shoot('code-new', window);
  const code = (await window.locator('.code-groups code').allTextContents()).join('-');
  await window.locator('input[type=checkbox]').check();
  await window.locator('.pin-primary').click();
  await page.locator('.page-foot .ant-btn-primary:not([disabled])').waitFor();
  return code;
}

/** Mistyped first. */
async function drill({ page, shoot, pinPage }: Desk, code: string): Promise<void> {
  await page.locator('.page-foot button').first().click();
  const window = await pinPage();
  await window.locator('.code-box input').fill(code.replace(/.$/, '*'));
  await window.locator('.pin-primary').click();
  await window.locator('.pin-problem').waitFor();
  await shoot('code-drill', window);
  await window.locator('.code-box input').fill(code);
  await window.locator('.pin-primary').click();
  await page.locator('.page-foot .ant-btn-primary:not(.ant-btn-loading)').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('backup-drilled');
}

/** The disk is pulled out, and a backup is asked for. */
async function pulled(page: Page, folder: string, shoot: Desk['shoot']): Promise<void> {
  renameSync(folder, `${folder}-`);
  await page.locator('.page-foot .ant-btn-primary').click();
  await page.locator('.notice, .findings li').first().waitFor();
  await page.waitForTimeout(600);
  await shoot('backup-failed');
  await show(page, 'workbench');
  await page.locator('.lapses li').first().waitFor();
  await shoot('workbench-backup');
  renameSync(`${folder}-`, folder);
}

/** A machine without a home: the code is asked for, and what is lost is said. */
export async function restoreScreens(desk: Desk, { file, code }: Kept): Promise<void> {
  const { page, choose, shoot, pinPage } = desk;
  await page.locator('.restore-home').waitFor();
  await shoot('restore-start');
  choose([file]);
  await page.locator('.restore-home button').click();
  const window = await pinPage();
  await window.locator('.code-box input').waitFor();
  await shoot('code-restore', window);
  await window.locator('.code-box input').fill(code);
  await window.locator('.pin-primary').click();
  await page.locator('.ant-modal').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('restored');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.locator('.notice').first().waitFor();
  await page.waitForTimeout(600);
  await shoot('workbench-restored');
}

async function settings(page: Page): Promise<void> {
  await show(page, 'settings/backup');
  await page.locator('.backup-facts').waitFor();
  await page.waitForTimeout(300);
}
