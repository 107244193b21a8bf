/** What people meet in the middle of their work: several seals with one PIN, a changed file, a locked PIN, a UKey left at home. */
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { decideRequest, listRequests, submitRequest } from '../../src-main/app/requests/requests.ts';
import { pinFile } from '../../src-main/app/office/sandbox-setup.ts';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import type { Desk, Places } from './desk.ts';
import { pressFirst } from './desk-steps.ts';

const SUPPLIERS = [
  '河南中州展览工程有限公司',
  '郑州商都会展服务股份有限公司',
  '洛阳牡丹城文化旅游发展集团有限公司',
  '许昌三国文化产业园区管理有限公司',
];
const MOST_WRONG = 6;

export async function storyScreens(desk: Desk, places: Places): Promise<void> {
  const files = await ask(places);
  await sealing(desk, files);
  await refusing(desk);
  await locked(desk, places);
  await withoutToken(desk, places);
}

/** Letters that the head of the department has approved, and one that waits. Returns the paths of the approved. */
async function ask({ home, files }: Places): Promise<string[]> {
  const folder = join(dirname(home), '等盖章');
  mkdirSync(folder, { recursive: true });
  return inSession(home, async (session) => {
    const paths: string[] = [];
    for (const [index, supplier] of SUPPLIERS.entries()) {
      const file = join(folder, `关于参加${supplier}古城文旅节展陈服务采购项目的资格证明函.pdf`);
      copyFileSync(join(files, 'contract.pdf'), file);
      const id = await submitRequest(session, actor(home, 'applicant'), {
        ...{ file, typeCode: '01', uses: 1, keyword: [], seam: [], resolutions: [], counterparty: supplier },
        ...{ reason: `资格证明函（第 ${index + 1} 份）`, at: ['page=1,x=120mm,y=200mm'] },
      });
      if (index === SUPPLIERS.length - 1) break;
      await decideRequest(session, actor(home, 'department'), id);
      paths.push(file);
    }
    return paths;
  });
}

/** The keeper's work: the list, several at once with one of them changed on disk, and a single one. */
async function sealing({ page, shoot, pinPage }: Desk, files: readonly string[]): Promise<void> {
  await takeToken(page, 'soft-keeper');
  await page.locator('.bench-row').nth(2).waitFor();
  await shoot('workbench-keeper');
  await page.locator('.bench-row').first().click();
  await page.locator('.sheet canvas[data-drawn]').first().waitFor();
  await page.waitForTimeout(700);
  await shoot('request-seal');
  await show(page, 'approve');
  const boxes = page.locator('tr[data-row-key] .ant-checkbox-input:not([disabled])');
  for (let i = 0; i < files.length; i += 1) await boxes.nth(i).check();
  await shoot('requests-chosen');
  appendFileSync(files[0] ?? '', '\n');
  await page.locator('.seal-batch .ant-btn-primary').click();
  const pin = await pinPage();
  await pin.locator('.pin').waitFor();
  await shoot('pin-several', pin);
  await pressFirst(pin);
  await page.locator('.sealing-steps button:not([disabled])').waitFor({ timeout: 60_000 });
  await page
    .locator('.sealing-steps > span')
    .filter({ hasText: '1 / 3' })
    .or(page.locator('.request-outcome'))
    .first()
    .waitFor();
  await shoot('requests-progress');
  await page.locator('.seal-batch-failed, .request-outcome').first().waitFor({ timeout: 60_000 });
  await shoot('requests-failed');
  await page.getByRole('table').locator('.mine').first().waitFor();
  await page.getByRole('table').locator('tr:has(.mine) .link').first().click();
  await page.locator('.request .notice').first().waitFor();
  await page.waitForTimeout(900);
  await shoot('request-changed');
}

/** Refusing asks for a reason first. */
async function refusing({ page, shoot }: Desk): Promise<void> {
  await takeToken(page, 'soft-department');
  await page.locator('.bench-row').first().click();
  await page.locator('.sheet canvas[data-drawn]').first().waitFor();
  await page.locator('.request-foot [data-act="reject"]').click();
  await page.locator('.ant-modal textarea').waitFor();
  await page.waitForTimeout(400);
  await shoot('request-reject');
  await page.keyboard.press('Escape');
}

/** The wrong PIN until the token of the department is locked. */
async function locked({ page, shoot }: Desk, { home }: Places): Promise<void> {
  await inSession(home, async (session) => {
    const id = listRequests(session).find(({ state }) => state === 'in-approval')?.request.id ?? '';
    for (let wrong = 0; wrong < MOST_WRONG; wrong += 1) {
      const pin = new TextEncoder().encode('00000000');
      await decideRequest(session, { token: 'soft-department', pin }, id).catch(() => undefined);
    }
  });
  await takeToken(page, 'soft-department');
  await page.waitForTimeout(900);
  await shoot('workbench-locked');
  await page.locator('button.chip').first().click();
  await page.locator('.ant-dropdown-menu-item').first().waitFor();
  await page.waitForTimeout(400);
  await shoot('menu-tokens');
  await page.keyboard.press('Escape');
  await page.locator('.top .chip').last().click();
  await page.waitForTimeout(400);
  await shoot('menu-display');
  await page.keyboard.press('Escape');
}

async function withoutToken({ page, shoot }: Desk, { home }: Places): Promise<void> {
  const { tokens } = homeDirectory(home);
  renameSync(tokens, `${tokens}-away`);
  await page.locator('.chip-muted').waitFor({ timeout: 60_000 });
  await show(page, 'workbench');
  await shoot('workbench-no-token');
  renameSync(`${tokens}-away`, tokens);
}

async function takeToken(page: Page, label: string): Promise<void> {
  await page.evaluate(`localStorage.setItem('bianyin.token', ${JSON.stringify(label)})`);
  await show(page, 'workbench');
  await page.reload();
  await page.locator('.seal-card img').nth(4).waitFor();
}

async function inSession<T>(home: string, work: (session: AppSession) => Promise<T>): Promise<T> {
  const session = openAppSession(homeDirectory(home));
  try {
    return await work(session);
  } finally {
    session.stop();
  }
}

function actor(home: string, person: string) {
  const token = `soft-${person}`;
  return {
    token,
    pin: new TextEncoder().encode(readFileSync(pinFile(homeDirectory(home), token), 'utf8').trim()),
  };
}

async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}
