/** A home whose clock was ahead once, with the way out of it, and one whose seals and certificates come to their end. */
import { cpSync } from 'node:fs';
import { openAppSession } from '../../src-main/app/session.ts';
import { withMoment } from '../../src-main/app/with-moment.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import type { Desk } from './desk.ts';
import { pressFirst } from './desk-steps.ts';

const DAY_MS = 86_400_000;
/** Seals and certificates of a sandbox hold three years; 25 days before. */
export const LATER_MS = (3 * 365 - 24) * DAY_MS;

/** A copy of a home in which something is on record two days ahead of now. Returns its folder. */
export async function aheadOnce(home: string): Promise<string> {
  const copy = `${home}-ahead`;
  cpSync(home, copy, { recursive: true });
  const session = openAppSession(homeDirectory(copy), () => new Date(Date.now() + 2 * DAY_MS));
  try {
    withMoment(session, ({ store }) => store.record('note', { remark: '盘点印章' }));
  } finally {
    session.stop();
  }
  return Promise.resolve(copy);
}

/** What every screen says then, the dialog without and with the right UKey, its PIN window, and the register afterwards. */
export async function clockScreens({ page, shoot, pinPage }: Desk): Promise<void> {
  await take(page, 'soft-keeper');
  await page.locator('.part-notices .notice').first().waitFor({ timeout: 60_000 });
  await shoot('clock-workbench');
  await page.locator('.part-notices .notice button').first().click();
  await page.locator('.clock-times').waitFor();
  await page.locator('.clock-reason textarea').fill('系统时间曾被改快两天，已校准');
  await page.waitForTimeout(500);
  await shoot('clock-dialog');
  await page.locator('.ant-modal .ant-btn-primary').click();
  const pin = await pinPage();
  await pin.locator('.pin').waitFor();
  await pin.waitForTimeout(400);
  await shoot('pin-clock', pin);
  await pressFirst(pin);
  await page.locator('.ant-modal').waitFor({ state: 'hidden', timeout: 60_000 });
  await page.locator('.part-notices .notice').first().waitFor({ state: 'detached', timeout: 60_000 });
  await page.evaluate("location.hash = 'journal'");
  await page.locator('.journal-view .ant-segmented-item').last().click();
  await page.locator('.ant-table-row').first().waitFor();
  await page.waitForTimeout(600);
  await shoot('clock-journal');
}

/** 快到期的 on the workbench. */
export async function lapseScreens({ page, shoot }: Desk): Promise<void> {
  await take(page, 'soft-keeper');
  await page.locator('.lapses').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('workbench-lapses');
}

async function take(page: Desk['page'], label: string): Promise<void> {
  await page.evaluate(`localStorage.setItem('bianyin.token', ${JSON.stringify(label)})`);
  await page.evaluate("location.hash = 'workbench'");
  await page.reload();
}
