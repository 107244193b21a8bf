/** UKey 驱动 with two drivers, one of which is not there: what each shows stands beside it; a UKey that is tested; the diagnosis. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { confirmed } from './desk-steps.ts';
import type { Desk } from './desk.ts';

/** A driver as another maker's, which this machine does not have. */
const elsewhere = '/opt/ukey/libgm3000_pkcs11.so';

/** Before the desk is opened. */
export function addDriverTo(home: string): void {
  const file = join(home, 'home.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...settings, furtherModules: [elsewhere] }));
}

export async function driverScreens(desk: Desk): Promise<void> {
  const { page, shoot } = desk;
  await page.evaluate("location.hash = 'settings/token'");
  const panel = page.locator('[data-part="drivers"]');
  await panel.locator('li').nth(1).waitFor({ timeout: 60_000 });
  await page.locator('.findings li').first().waitFor({ timeout: 60_000 });
  await panel.scrollIntoViewIfNeeded();
  await page.waitForTimeout(400);
  await shoot('settings-drivers');
  await testing(desk);
}

/** A UKey is tested: what the PIN window says, and what came. */
async function testing(desk: Desk): Promise<void> {
  const { page, shoot } = desk;
  const panel = page.locator('[data-part="profiles"]');
  await panel.locator('li button').first().click();
  await confirmed(desk, 'pin-test');
  await panel.locator('[data-part="test-result"] button').click({ timeout: 60_000 });
  await panel.scrollIntoViewIfNeeded();
  await page.waitForTimeout(400);
  await shoot('settings-token-test');
}
