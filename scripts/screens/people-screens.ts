/** Small firms and deputies: another sample of rules, who may stand in for whom, a delegation from its grant to its end, and approving by it. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import { policyToSign, saveDraft } from '../../src-main/app/office/policy-draft/policy-draft.ts';
import { showPolicy } from '../../src-main/app/seals/overview.ts';
import type { Desk, Places } from './desk.ts';
import { actorOf, confirmed, inSession, show, takeToken } from './desk-steps.ts';

export async function peopleScreens(desk: Desk, { home, files }: Places): Promise<void> {
  await sample(desk);
  await delegationsBefore(desk);
  await nameDeputies(home);
  await granted(desk);
  await acting(desk, await letter(home, files));
  await ended(desk);
}

/** The other sample is asked about before it takes the place of the rules. */
async function sample({ page, shoot }: Desk): Promise<void> {
  await takeToken(page, 'legal');
  await show(page, 'settings/matrix');
  await page.locator('.matrix').waitFor();
  await page.locator('.settings-pair').first().click();
  await page.locator('.ant-select-item-option').nth(1).click();
  await page.locator('.ant-modal .ant-btn-primary').waitFor();
  await page.waitForTimeout(500);
  await shoot('matrix-sample');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.locator('.draft-bar button').first().waitFor();
  await page.waitForTimeout(900);
  await shoot('matrix-small-firm');
  await page.locator('.draft-bar button').first().click();
  await page.locator('.ant-modal .ant-btn-primary').last().click();
  await page.waitForTimeout(600);
}

async function delegationsBefore({ page, shoot }: Desk): Promise<void> {
  await show(page, 'settings/delegations');
  await page.locator('.settings .section-title').nth(1).waitFor();
  await page.waitForTimeout(400);
  await shoot('delegation-empty');
}

/** The cashier for the head of department, the keeper for the cashier; signed as the window would. */
async function nameDeputies(home: string): Promise<void> {
  const deputies: Readonly<Record<string, string[]>> = { department: ['cashier'], cashier: ['keeper'] };
  await inSession(home, async (session) => {
    const { people, seals, matrix } = showPolicy(session).policy;
    saveDraft(session, {
      people: people.map(({ id, name, department = '', roles }) => ({
        ...{ id, name, department, roles, deputies: deputies[id] ?? [] },
      })),
      seals: seals.map(({ esId, keepers }) => ({ esId, keepers })),
      matrix,
    });
    await session.signer().signPolicy(actorOf(home, 'legal'), policyToSign(session), []);
  });
}

async function granted(desk: Desk): Promise<void> {
  const { page, shoot } = desk;
  await takeToken(page, 'department');
  await show(page, 'settings/people');
  await page.locator('.settings .ant-table-row').nth(5).waitFor();
  await shoot('people-deputies');
  await show(page, 'settings/delegations');
  await page.locator('.bounds').waitFor();
  await shoot('delegation-form');
  await chosen(desk, 0, [0]);
  await chosen(desk, 1, [0, 3]);
  await chosen(desk, 2, [0, 1]);
  await page.locator('.bounds input.ant-input').fill('200000');
  for (const [index, days] of [0, 10].entries()) {
    const field = page.locator('.bounds .ant-picker input').nth(index);
    await field.fill(dayAhead(days));
    await field.press('Enter');
  }
  await page.waitForTimeout(400);
  await shoot('delegation-filled');
  await page.locator('.settings-actions .ant-btn-primary').click();
  await confirmed(desk, 'pin-grant');
  await page.locator('.settings .ant-table-row').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('delegation-granted');
  await takeToken(page, 'cashier');
  await show(page, 'settings/delegations');
  await page.locator('.ant-table-row .ant-btn-primary').waitFor();
  await shoot('delegation-offered');
  await page.locator('.ant-table-row .ant-btn-primary').click();
  await confirmed(desk, 'pin-accept');
  await page.locator('.ant-table-row .ant-btn-primary').waitFor({ state: 'detached', timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('delegation-accepted');
}

/** Those of the list behind the box of that number. */
async function chosen({ page }: Desk, box: number, wanted: readonly number[]): Promise<void> {
  await page.locator('.bounds .ant-select').nth(box).click();
  const menu = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  for (const each of wanted) await menu.locator('.ant-select-item-option').nth(each).click();
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
}

/** A day of China so many days from now, as a date box holds it. */
function dayAhead(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

/** Something for the head of department. Returns its number. */
async function letter(home: string, files: string): Promise<string> {
  const folder = join(dirname(home), '代办');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, '资格证明函.pdf');
  copyFileSync(join(files, 'contract.pdf'), file);
  return inSession(home, (session) =>
    submitRequest(session, actorOf(home, 'applicant'), {
      ...{ file, typeCode: '01', uses: 1, keyword: [], seam: [], resolutions: [] },
      ...{ counterparty: '洛阳牡丹城文化旅游发展集团有限公司', amount: '1000', reason: '资格证明函' },
      at: ['page=1,x=120mm,y=200mm'],
    }),
  );
}

async function acting(desk: Desk, id: string): Promise<void> {
  const { page, shoot } = desk;
  await takeToken(page, 'cashier');
  await page.locator('.bench-row').first().waitFor();
  await shoot('workbench-deputy');
  await show(page, `approve/${id}`);
  await page.locator('.sheet canvas[data-drawn]').first().waitFor();
  await page.waitForTimeout(700);
  await shoot('approve-deputy');
  await page.locator('.request-foot .ant-btn-primary').click();
  await confirmed(desk, 'pin-deputy');
  await page.locator('.path .shape-PASS').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('approved-deputy');
}

async function ended(desk: Desk): Promise<void> {
  const { page, shoot } = desk;
  await takeToken(page, 'department');
  await show(page, 'settings/delegations');
  await page.locator('.ant-table-row button').first().click();
  await page.locator('.ant-modal input').fill('周启明提前返岗');
  await page.waitForTimeout(400);
  await shoot('delegation-end');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await confirmed(desk, 'pin-end');
  await page.locator('.ant-table-row button').first().waitFor({ state: 'detached', timeout: 60_000 });
  await page.waitForTimeout(600);
  await shoot('delegation-ended');
}
