/** The screens, one after the other, in one look: each waits for what it shows and then is photographed. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createApp } from '../../src-main/app/create-app.ts';
import type { PageConnection } from '../../src-main/app/ports.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { backupScreens, restoreScreens } from './backup-screens.ts';
import type { Desk, Look, Places } from './desk.ts';
import { aheadOnce, clockScreens, lapseScreens, LATER_MS } from './clock-screens.ts';
import { batchScreens, counterScreens } from './counter-screens.ts';
import { listScreens } from './list-screens.ts';
import { connectScreens, layOut, officeScreens } from './office-screens.ts';
import { addDriverTo, driverScreens } from './driver-screens.ts';
import { leaveScreens } from './leave-screens.ts';
import { pinStates } from './pin-states.ts';
import { peopleScreens } from './people-screens.ts';
import { lendBridge, pageAddress, sendTo, serveBundle } from './page-host.ts';
import { secondScreens } from './second-screens.ts';
import { setScreens } from './set-screens.ts';
import { emptyLists, menuScreens, untrustedScreens, warningScreens } from './state-screens.ts';
import { storyScreens } from './story-screens.ts';
import { pressFirst } from './desk-steps.ts';

const pageSize = { width: 1366, height: 768 };
const pinSize = { width: 440, height: 640 };
/** How long a PIN window may take to come, ms. */
const PATIENCE_MS = 60_000;

/** Returns the names of the pictures. */
export async function takeAll(browser: Browser, look: Look, places: Places): Promise<string[]> {
  const taken: string[] = [];
  // Nobody has locked a UKey there, and nothing was changed.
  const calm = { ...places, home: `${places.home}-calm` };
  cpSync(places.home, calm.home, { recursive: true });
  // Nobody has left the others.
  const left = { ...places, home: `${places.home}-left` };
  cpSync(places.home, left.home, { recursive: true });
  await withDesk(browser, look, places.empty, taken, async (desk) => {
    await desk.page.locator('.start-choice').first().waitFor();
    await desk.shoot('start');
    await untrustedScreens(desk, places);
    await making(desk);
  });
  const { fresh, published } = await layOut(places);
  await withDesk(browser, look, fresh, taken, (desk) => connectScreens(desk, published));
  await withDesk(browser, look, places.home, taken, async (desk) => {
    await workbench(desk);
    await batchScreens(desk, places);
    await counterScreens(desk, places);
    await verify(desk, places);
    await seal(desk, places);
    await approve(desk);
    await journal(desk);
    const { language, scheme, large } = look;
    await pinStates({ ...desk, appearance: { language, scheme, large }, show: showPage });
    await officeScreens(desk);
    await warningScreens(desk, places);
    await menuScreens(desk, places);
    await storyScreens(desk, places);
  });
  const drivers = { ...places, home: `${places.home}-drivers` };
  cpSync(calm.home, drivers.home, { recursive: true });
  addDriverTo(drivers.home);
  await withDesk(browser, look, drivers.home, taken, driverScreens);
  await withDesk(browser, look, places.home, taken, (desk) => listScreens(desk, places));
  await withDesk(browser, look, calm.home, taken, (desk) => setScreens(desk, calm));
  await withDesk(browser, look, calm.home, taken, (desk) => peopleScreens(desk, calm));
  await withDesk(browser, look, left.home, taken, (desk) => secondScreens(desk, left));
  await withDesk(browser, look, left.home, taken, (desk) => leaveScreens(desk, left));
  await backups(browser, look, calm, taken);
  await withDesk(browser, look, await aheadOnce(places.home), taken, clockScreens);
  const late = { ...look, aheadMs: LATER_MS };
  await withDesk(browser, late, places.home, taken, lapseScreens);
  return taken;
}

/** Backed up at one desk, restored at another that has nothing yet. */
async function backups(browser: Browser, look: Look, places: Places, taken: string[]): Promise<void> {
  const kept: { file: string; code: string }[] = [];
  await withDesk(browser, look, places.home, taken, async (desk) => {
    kept.push(await backupScreens(desk, places));
  });
  const machine = `${places.empty}-machine`;
  for (const each of kept)
    await withDesk(browser, look, machine, taken, (desk) => restoreScreens(desk, each));
}

/** The first choice, while it is at work, and where it leads to. */
export async function making(desk: Desk): Promise<void> {
  const { page, shoot } = desk;
  await go(page, 'workbench');
  await page.locator('.start-choice .ant-btn-primary').click();
  await page.waitForTimeout(600);
  await shoot('start-making');
  await page.locator('.seal-card img').nth(4).waitFor({ timeout: 120_000 });
  await shoot('workbench-new');
  await emptyLists(desk);
}

export async function workbench({ page, shoot }: Desk): Promise<void> {
  await page.locator('.seal-card img').nth(4).waitFor();
  await shoot('workbench');
}

export async function verify(desk: Desk, { files }: Places): Promise<void> {
  const { page, choose, shoot } = desk;
  // Anew, because the results of another visit may still be shown.
  await go(page, 'workbench');
  await go(page, 'verify');
  await page.locator('.verify-empty').waitFor();
  await shoot('verify-empty');
  choose(['contract-final.pdf', 'contract-tampered.pdf', 'contract.pdf'].map((name) => join(files, name)));
  await page.locator('.verify-empty .ant-btn-primary').click();
  await page.locator('.verdict').waitFor({ timeout: 120_000 });
  for (const [index, name] of ['pass', 'fail', 'none'].entries()) {
    await page.locator('.verify-files button').nth(index).click();
    await drawn(page);
    const lastMark = page.locator('.sheet .mark').last();
    if ((await lastMark.count()) > 0) await lastMark.scrollIntoViewIfNeeded();
    await drawn(page);
    await shoot(`verify-${name}`);
  }
  await page.locator('.verify-files button').first().click();
  await page.locator('.verify-technical').click();
  await page.locator('.ant-modal table').first().waitFor();
  await page.waitForTimeout(400);
  await shoot('verify-technical');
}

/** What is placed now is kept under a name. */
async function keepTemplate({ page, shoot }: Desk): Promise<void> {
  await page.locator('.template-bar > .ant-btn').click();
  await page.locator('.template-names input').fill('合同末页');
  await page.waitForTimeout(400);
  await shoot('seal-template');
  await page.locator('.template-names .ant-btn-primary').click();
  await page.locator('.template-bar .ant-select').filter({ hasText: '合同末页' }).waitFor();
  await page.locator('.template-bar > .ant-btn').click();
  await page.locator('.template-names').waitFor({ state: 'hidden' });
}

/** The applicant puts the contract seal after its words and over the seam, and is asked for the PIN. */
export async function seal(desk: Desk, { files }: Places): Promise<void> {
  const { page, choose, shoot } = desk;
  await go(page, 'seal');
  await page.locator('.seal-empty').waitFor();
  await shoot('seal-empty');
  choose([join(files, 'contract.pdf')]);
  await page.locator('.seal-empty .ant-btn-primary').click();
  await page.locator('.place-step input[type=search]').fill('盖章处');
  await page.locator('.place-step input[type=search]').press('Enter');
  await page.locator('.movable').waitFor();
  await page.locator('.seam-switch button').click();
  await page.locator('.seam-joined').waitFor();
  await drawn(page);
  await page.evaluate("document.querySelector('.steps').scrollTop = 0");
  await shoot('seal-place');
  await keepTemplate(desk);
  await page.evaluate("document.querySelector('.seam-strip').scrollIntoView({ block: 'end' })");
  await shoot('seal-seam');
  await page.locator('.viewer-search input').fill('合同');
  await page.locator('.viewer-search input').press('Enter');
  await page.locator('.found-here').waitFor({ timeout: 60_000 });
  await shoot('seal-search');
  await page.locator('.steps .ant-collapse-header').nth(2).click();
  const fields = page.locator('.facts-step input');
  await fields.nth(0).fill('古城文旅节展陈服务合同签订');
  await fields.nth(2).fill('河南中州展览工程有限公司');
  await fields.nth(3).fill('128,000.00');
  await page.waitForTimeout(900);
  await shoot('seal-facts');
  await page.locator('.desk-foot .ant-btn-primary').click();
  const pin = await desk.pinPage();
  await pin.locator('.pin').waitFor();
  await shoot('pin', pin);
  await pressFirst(pin);
  await page.locator('.request-foot').waitFor({ timeout: 60_000 });
}

/** The head of the department sees what waits, looks at the document and agrees. */
export async function approve({ page, shoot, pinPage }: Desk): Promise<void> {
  const id = String(await page.evaluate('location.hash.split("/")[1]'));
  await page.evaluate("localStorage.setItem('bianyin.token', 'soft-department')");
  await page.evaluate("location.hash = 'workbench'");
  await page.reload();
  await page.locator('.seal-card img').nth(4).waitFor();
  await shoot('workbench-waiting');
  await go(page, `approve/${id}`);
  await page.locator('.seal-mark').last().scrollIntoViewIfNeeded();
  await drawn(page);
  await page.locator('.seal-mark').last().scrollIntoViewIfNeeded();
  await drawn(page);
  await shoot('approve');
  await page.locator('.request-foot .ant-btn-primary').click();
  const pin = await pinPage();
  await pin.locator('.pin').waitFor();
  await shoot('pin-approve', pin);
  await pressFirst(pin);
  await page.locator('.path .shape-PASS').first().waitFor({ timeout: 60_000 });
  await shoot('approved');
  await go(page, 'approve');
  await page.locator('.ant-table-row').first().waitFor();
  await shoot('requests');
}

export async function journal({ page, shoot }: Desk): Promise<void> {
  await go(page, 'journal');
  await page.locator('.chain').waitFor({ timeout: 60_000 });
  await page.locator('.ant-table-row').first().waitFor();
  await shoot('journal');
  await page.locator('.journal-view .ant-segmented-item').last().click();
  await page.locator('.journal-text').waitFor();
  await page.locator('.ant-table-row').first().waitFor();
  await shoot('journal-all');
}

async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}

/** The pages that are in sight have been drawn; in a small window fields may have pushed all of them out of it. */
async function drawn(page: Page): Promise<void> {
  const inSight = await page.evaluate(
    `[...document.querySelectorAll('.sheet')].some((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    })`,
  );
  if (inSight === false && (await page.locator('.sheet').count()) > 0) return page.waitForTimeout(700);
  await page.locator('.sheet canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(700);
}

export async function withDesk(
  browser: Browser,
  look: Look,
  home: string,
  taken: string[],
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: look.window ?? pageSize,
    deviceScaleFactor: look.scale,
  });
  const desk = await openDesk(context, look, home, taken);
  try {
    await work(desk);
  } catch (error) {
    // What the window showed instead of what was waited for.
    await desk.page.screenshot({ path: `out/screens/failed-${look.name}.png` }).catch(() => undefined);
    throw error;
  } finally {
    await desk.stop();
    await context.close();
  }
}

async function openDesk(context: BrowserContext, look: Look, home: string, taken: string[]): Promise<Desk> {
  const { language, scheme, large, name: lookName } = look;
  const choice = JSON.stringify({ language, scheme, large });
  await serveBundle(context);
  await context.addInitScript(`localStorage.setItem('bianyin.preferences', ${JSON.stringify(choice)})`);
  let answers: string[] = [];
  let pin = Promise.withResolvers<Page>();
  const openPinWindow = async (connection: PageConnection): Promise<{ close(): void }> => {
    const page = await context.newPage();
    await page.setViewportSize(pinSize);
    await showPage(page, connection);
    pin.resolve(page);
    return { close: () => void page.close() };
  };
  const app = createApp(
    {
      host: 'chromium',
      now: () => new Date(Date.now() + (look.aheadMs ?? 0)),
      openPinWindow,
      report: (name, error) => console.error(name, error),
    },
    homeDirectory(home),
  );
  const main = await context.newPage();
  const connection = app.connect({
    send: (event) => sendTo(main, event),
    chooseFiles: () => Promise.resolve(answers),
    chooseSave: (suggested) => Promise.resolve(suggested),
    confirm: () => Promise.resolve(true),
  });
  await showPage(main, connection);
  return {
    page: main,
    choose: (files) => void (answers = [...files]),
    async pinPage() {
      const late = main.waitForTimeout(PATIENCE_MS).then(() => 'late' as const);
      const page = await Promise.race([pin.promise, late]);
      if (page === 'late') {
        await main.screenshot({ path: `out/screens/no-pin-window-${lookName}.png` });
        throw new Error(`no PIN window came; out/screens/no-pin-window-${lookName}.png shows what did`);
      }
      pin = Promise.withResolvers();
      return page;
    },
    async shoot(name, page = main) {
      taken.push(name);
      // What the mouse happens to lie on is not what the picture is about.
      await page.mouse.move(0, 0);
      await page.waitForTimeout(150);
      await page.screenshot({ path: `out/screens/${name}-${lookName}.png`, animations: 'disabled' });
    },
    stop() {
      connection.close();
      app.stop();
      return Promise.resolve();
    },
  };
}

async function showPage(page: Page, connection: PageConnection): Promise<void> {
  page.on('pageerror', (error) => console.error(`${connection.page}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      console.error(`${connection.page}: ${message.text()}`);
  });
  await lendBridge(page, connection);
  await page.goto(pageAddress(connection));
}
