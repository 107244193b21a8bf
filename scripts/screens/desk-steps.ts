/** Steps that the newer screens share: another UKey, another screen, the PIN page photographed and confirmed. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { pinFile } from '../../src-main/app/office/sandbox-setup.ts';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import type { Actor } from '../../src-main/tokens/signer-client.ts';
import type { Desk } from './desk.ts';

export async function takeToken(page: Page, person: string): Promise<void> {
  await page.evaluate(`localStorage.setItem('bianyin.token', 'soft-${person}')`);
  await show(page, 'workbench');
  await page.reload();
  await page.locator('.seal-card img').nth(4).waitFor();
}

export async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}

/** The PIN page is photographed and confirmed, with the PIN that a sandbox fills in. */
export async function confirmed({ pinPage, shoot }: Desk, name: string): Promise<void> {
  const pin = await pinPage();
  await pin.locator('.pin').waitFor();
  await shoot(name, pin);
  await pressFirst(pin);
}

/** What people did before the picture, without windows. */
export async function inSession<T>(home: string, work: (session: AppSession) => Promise<T>): Promise<T> {
  const session = openAppSession(homeDirectory(home));
  try {
    return await work(session);
  } finally {
    session.stop();
  }
}

export function actorOf(home: string, person: string): Actor {
  const token = `soft-${person}`;
  const pin = readFileSync(pinFile(homeDirectory(home), token), 'utf8').trim();
  return { token, pin: new TextEncoder().encode(pin) };
}

/** Presses the first button of a PIN window, which may close the window while it is pressed. */
export async function pressFirst(pin: Page): Promise<void> {
  try {
    await pin.locator('.pin-actions button').first().click();
  } catch (error) {
    if (!pin.isClosed()) throw error;
  }
}
