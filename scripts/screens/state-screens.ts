/** States that a demo does not come to by itself: no trust, files that cannot be read, warnings before sealing, menus, empty lists. */
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Desk, Places } from './desk.ts';
import { writeWatchedPdf } from './watched-pdf.ts';

/** On a machine that knows no authority: the same sealed file cannot be confirmed, and a broken one cannot be read. */
export async function untrustedScreens({ page, choose, shoot }: Desk, { files }: Places): Promise<void> {
  const broken = join(mkdtempSync(join(tmpdir(), 'bianyin-screens-')), '扫描件（传输中断）.pdf');
  writeFileSync(broken, '%PDF-1.7\n1 0 obj\n<<');
  const chosen = [join(files, 'contract-final.pdf'), broken];
  await show(page, 'verify');
  await page.locator('.verify-empty').waitFor();
  choose(chosen);
  await page.locator('.verify-empty .ant-btn-primary').click();
  await page.locator('.verdict').waitFor({ timeout: 60_000 });
  await page.locator('.sheet canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(700);
  await shoot('verify-unsure');
  await page.locator('.verify-files button').nth(1).click();
  await page.waitForTimeout(700);
  await shoot('verify-unreadable');
  await show(page, 'counter');
  await page.locator('.counter-idle').waitFor();
  choose(chosen);
  await page.keyboard.press('o');
  await page.locator('.counter-verdict').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1500);
  await shoot('counter-unsure');
  await page.keyboard.press('Escape');
}

/** Before anything was done: a list and a register without rows. */
export async function emptyLists({ page, shoot }: Desk): Promise<void> {
  await show(page, 'approve');
  await page.locator('.ant-table').waitFor();
  await shoot('requests-none');
  await show(page, 'journal');
  await page.locator('.chain').waitFor();
  await shoot('journal-none');
}

/** Menus, dialogs and a filter of the screens that the tour has been on. */
export async function menuScreens(desk: Desk, { files }: Places): Promise<void> {
  const { page, choose, shoot } = desk;
  await show(page, 'workbench');
  await show(page, 'verify');
  await page.locator('.verify-empty').waitFor();
  await page.locator('.verify-drop').dispatchEvent('dragenter');
  await page.locator('.drop-over').waitFor();
  await shoot('verify-drop');
  await page.locator('.verify-drop').dispatchEvent('dragleave');
  choose([join(files, 'contract-final.pdf')]);
  await page.locator('.verify-empty .ant-btn-primary').click();
  await page.locator('.signature .ant-btn').first().waitFor({ timeout: 60_000 });
  await page.locator('.verify-actions button').first().click();
  await page.locator('.ant-dropdown-menu-item').first().waitFor();
  await page.waitForTimeout(400);
  await shoot('verify-export');
  await page.keyboard.press('Escape');
  await page.locator('.signature').first().scrollIntoViewIfNeeded();
  await page.locator('.signature-acts .ant-btn:last-child').first().click();
  await page.locator('.certificate').first().waitFor();
  await page.waitForTimeout(400);
  await shoot('verify-certificate');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(400);
  await page.locator('.signature').last().scrollIntoViewIfNeeded();
  await shoot('verify-signatures');
  await filtered(desk);
}

async function filtered({ page, shoot }: Desk): Promise<void> {
  await show(page, 'journal');
  await page.locator('.ant-table-row').first().waitFor();
  await page.locator('.journal-part input').last().fill('没有这样的记录');
  await page.waitForTimeout(400);
  await shoot('journal-nothing');
  await page.locator('.journal-part input').last().fill('合同');
  await page.locator('.page-foot .ant-btn-primary').click();
  await page.locator('.ant-dropdown-menu-item').first().waitFor();
  await page.waitForTimeout(400);
  await shoot('journal-export');
  await page.keyboard.press('Escape');
}

/** Warnings of the file, of seals over each other and over words, the strip of the seam, a name as long as names get. */
export async function warningScreens({ page, choose, shoot }: Desk, { files }: Places): Promise<void> {
  await page.evaluate("localStorage.setItem('bianyin.token', 'soft-applicant')");
  await page.reload();
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-screens-'));
  const watched = join(folder, '供应商报价（含附件）.pdf');
  await writeWatchedPdf(watched);
  await openForSealing(page, () => choose([watched]));
  await page.locator('.steps .ant-collapse-header').first().click();
  await page.locator('.file-warnings li').first().waitFor();
  await page.locator('.step-notable').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('seal-warnings');
  const long = join(
    folder,
    '开封市汴京文化传媒有限公司与河南中州展览工程有限公司古城文旅节展陈服务合同（最终签署版）.pdf',
  );
  copyFileSync(join(files, 'contract-final.pdf'), long);
  choose([long]);
  await page.locator('.desk-foot button').first().click();
  await page.waitForTimeout(900);
  await page.locator('.desk-middle input').first().fill('3');
  await page.locator('.desk-middle input').first().press('Enter');
  // What is to be known of the file lies open; the places are the next step.
  if (!(await page.locator('.place-step').isVisible()))
    await page.locator('.steps .ant-collapse-header').nth(1).click();
  await page.locator('.place-buttons button').first().click();
  await page.locator('.place-buttons button').first().click();
  await page.locator('.seam-switch button').click();
  await page.locator('.seam-joined').waitFor();
  await page.locator('.place-warnings .notice').first().waitFor();
  await page.locator('.place-warnings').scrollIntoViewIfNeeded();
  await page.waitForTimeout(900);
  await shoot('seal-overlap');
  await page.locator('.steps .ant-collapse-header').nth(3).click();
  await page.waitForTimeout(600);
  await shoot('seal-path');
}

/** Goes to the desk with a file, whether or not another lies on it. */
async function openForSealing(page: Page, choose: () => void): Promise<void> {
  await show(page, 'workbench');
  await show(page, 'seal');
  await page.locator('.seal-empty').waitFor();
  choose();
  await page.locator('.seal-empty .ant-btn-primary').click();
  await page.locator('.page-desk canvas[data-drawn]').waitFor();
}

async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}
