/** The screens of the office: connecting an enterprise, seals in full, the settings. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { sandboxCity } from '../../src-main/app/session.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';

/** What a desk lends to them. */
export interface OfficeDesk {
  readonly page: Page;
  /** What the next file dialogs answer. */
  readonly choose: (files: readonly string[]) => void;
  readonly shoot: (name: string) => Promise<void>;
}

/** Everything for a connection: the trust file that the city of a demo home publishes, and two of its UKeys plugged in. */
export async function layOut(places: {
  readonly home: string;
}): Promise<{ fresh: string; published: string[] }> {
  const room = dirname(places.home);
  const { tokens } = homeDirectory(places.home);
  const plugged = join(room, 'plugged');
  mkdirSync(plugged, { recursive: true });
  for (const file of ['soft-legal.ukey', 'soft-keeper.ukey']) cpSync(join(tokens, file), join(plugged, file));
  process.env['BIANYIN_SOFT_UKEY_DIR'] = plugged;
  const city = sandboxCity(homeDirectory(places.home), () => new Date());
  const file = join(room, 'city.btp');
  writeFileSync(file, await city.publishTrustPack({}));
  return { fresh: join(room, 'fresh'), published: [file] };
}

/** On a machine without a home: from the city's files to the UKey of the legal representative. */
export async function connectScreens(
  { page, choose, shoot }: OfficeDesk,
  published: readonly string[],
): Promise<void> {
  await show(page, 'workbench/connect');
  await page.locator('.connect-step .panel').first().waitFor();
  await shoot('connect-trust');
  choose(published);
  await page.locator('.connect-step .ant-btn-primary').click();
  await page.locator('.connect-digest').waitFor();
  await page.locator('.connect-step .ant-checkbox-input').check();
  await shoot('connect-root');
  await page.locator('.connect-step .ant-btn-primary').click();
  await page.locator('.connect-modules').waitFor();
  await page.locator('.connect-modules .ant-radio-input:not([disabled])').last().click();
  await page.waitForTimeout(1200);
  await page.locator('.connect-step .panel').last().locator('button').first().click();
  await page.locator('.connect-token').first().waitFor();
  await page.locator('.connect-token').last().scrollIntoViewIfNeeded();
  await shoot('connect-token');
  await page.locator('.connect-token .ant-btn-primary').last().click();
  await page.locator('.set-up li').nth(5).waitFor();
  await shoot('workbench-set-up');
  await show(page, 'settings/people');
  await page.locator('.draft-bar').waitFor();
  await page.locator('.settings-actions button').first().click();
  await page.locator('.settings .ant-table-row').first().waitFor();
  await page.waitForTimeout(900);
  await shoot('settings-first');
  await show(page, 'settings/time');
  await page.locator('.settings-address').waitFor();
  await shoot('settings-time');
  await show(page, 'seals/02');
  await page.locator('.seal-empty-slot').waitFor();
  await shoot('seals-empty');
}

/** In a sandbox with something done in it. */
export async function officeScreens({ page, shoot }: OfficeDesk): Promise<void> {
  await show(page, 'seals');
  await page.locator('.slot').nth(3).click();
  await page.locator('.life li').first().waitFor();
  await shoot('seals');
  await page.locator('.seal-facts button').click();
  await page.locator('.seal-certificates').waitFor();
  await page.waitForTimeout(400);
  await shoot('seal-certificates');
  await page.keyboard.press('Escape');
  await show(page, 'settings/people');
  await page.locator('.settings .ant-table-row').nth(8).waitFor();
  await shoot('settings-people');
  await show(page, 'settings/matrix');
  await page.locator('.matrix').waitFor();
  await shoot('settings-matrix');
  await openMenu(page.locator('.matrix .ant-select').first());
  await page.locator('.ant-select-item-option').nth(1).click();
  await page.keyboard.press('Escape');
  const effect = page.locator('[data-part="policy-effect"]');
  await effect.waitFor();
  await effect.scrollIntoViewIfNeeded();
  await page.waitForTimeout(600);
  await shoot('settings-changed');
  await page.locator('.draft-bar button').first().click();
  await page.locator('.ant-modal .ant-btn-primary').click();
  await show(page, 'settings/token');
  await page.locator('.findings li').first().waitFor({ timeout: 60_000 });
  await shoot('settings-token');
  await page.locator('.page-foot button').first().click();
  await page.locator('.diagnosis-text').waitFor();
  await page.waitForTimeout(400);
  await shoot('settings-export');
  await page.keyboard.press('Escape');
  await show(page, 'settings/look');
  await page.locator('.look').waitFor();
  await shoot('settings-look');
  await show(page, 'settings/basis');
  await page.locator('.basis li').first().waitFor();
  await shoot('settings-basis');
}

/** At its right end: in a narrow box the middle is the cross of what is chosen in it. */
async function openMenu(box: Locator): Promise<void> {
  const { width } = (await box.boundingBox()) ?? { width: 0 };
  await box.click({ position: { x: width - 12, y: 12 } });
}

async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}
