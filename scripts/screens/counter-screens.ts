/** The counter and a folder of files, photographed: idle, each verdict, the log, the results of many. */
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desk, Places } from './desk.ts';

export async function counterScreens(desk: Desk, { files }: Places): Promise<void> {
  const { page, choose, shoot } = desk;
  await page.evaluate("location.hash = 'counter'");
  await page.locator('.counter-idle').waitFor();
  await shoot('counter-idle');
  choose(['contract-final.pdf', 'contract-tampered.pdf', 'contract.pdf'].map((name) => join(files, name)));
  await page.keyboard.press('o');
  for (const name of ['PASS', 'FAIL', 'NONE']) {
    await page.locator(`.counter-verdict.verdict-${name}`).waitFor({ timeout: 60_000 });
    await page.locator('.sheet canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(900);
    await shoot(`counter-${name.toLowerCase()}`);
    if (name !== 'NONE') await page.keyboard.press('F1');
  }
  await page.keyboard.press('l');
  await page.locator('.ant-modal table').first().waitFor();
  await page.waitForTimeout(400);
  await shoot('counter-log');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(400);
  await page.keyboard.press('Escape');
}

/** Some contracts under names as long as offices give them. */
export async function batchScreens({ page, choose, shoot }: Desk, { files }: Places): Promise<void> {
  const folder = join(mkdtempSync(join(tmpdir(), 'bianyin-screens-')), '本周合同');
  mkdirSync(folder);
  for (let i = 1; i <= 24; i++) {
    const name = `开封市汴京文化传媒有限公司古城文旅节展陈服务合同（第${i}号）.pdf`;
    copyFileSync(
      join(files, i % 8 === 0 ? 'contract-tampered.pdf' : 'contract-final.pdf'),
      join(folder, name),
    );
  }
  await page.evaluate("location.hash = 'verify'");
  await page.locator('.verify-choices button').nth(1).waitFor();
  choose([folder]);
  await page.locator('.verify-choices button').nth(1).click();
  await page.locator('.batch .ant-table-row').first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(400);
  await shoot('verify-folder');
}
