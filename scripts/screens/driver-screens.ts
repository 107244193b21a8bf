/** UKey 驱动 with two drivers, one of which is not there: what each shows stands beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './desk.ts';

/** A driver as another maker's, which this machine does not have. */
const elsewhere = '/opt/ukey/libgm3000_pkcs11.so';

/** Before the desk is opened. */
export function addDriverTo(home: string): void {
  const file = join(home, 'home.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...settings, furtherModules: [elsewhere] }));
}

export async function driverScreens({ page, shoot }: Desk): Promise<void> {
  await page.evaluate("location.hash = 'settings/token'");
  const panel = page.locator('[data-part="drivers"]');
  await panel.locator('li').nth(1).waitFor({ timeout: 60_000 });
  await page.locator('.findings li').first().waitFor({ timeout: 60_000 });
  await panel.scrollIntoViewIfNeeded();
  await page.waitForTimeout(400);
  await shoot('settings-drivers');
}
