/** The stories of docs/stories.md by the shortest way that the window offers, counted: no press and no PIN more than the table says. */
import { afterEach, describe, expect, test } from 'vitest';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { startWords } from '../../src-renderer/i18n/start-words.ts';
import { pinWords } from '../../src-renderer/pin/pin-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { countedSoFar, expectCounted, storyWindows } from './support/counted-stories.ts';
import { canOpenWindows, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { goTo, nameOf, takeToken, worksFor } from './support/frame.ts';
import { confirmAs } from './support/pin-page.ts';
import { applyButton, onRequest, requestButton, sealedLine } from './support/request-page.ts';
import {
  addSeal,
  askForSeal,
  chooseFile,
  fileShown,
  fillFacts,
  submitButton,
  takeSeal,
} from './support/seal-page.ts';
import { verdict } from './support/verify-page.ts';

const reason = '参展资格证明函';
let desk: Desk;
photographFailures(() => desk);
afterEach(() => desk?.remove());

const others = ['department', 'counsel', 'finance-lead', 'legal', 'keeper', 'cashier'];
const button = (name: string) => desk.page.getByRole('button', { name, exact: true });

/** What waits stands on the workbench, where the window opens. */
async function openWaiting(): Promise<void> {
  await desk.page.locator('.bench-row').filter({ hasText: reason }).first().click();
  await onRequest(desk.page, reason);
}

/** The person beside whom the window opens: at the workbench, with the own UKey. */
async function sitsDown(before: string, person: string): Promise<void> {
  desk.pull(before);
  desk.plug(person);
  await worksFor(desk.page, person);
  await desk.page.evaluate("location.hash = 'workbench'");
}

async function sealedAndGood(): Promise<void> {
  await sealedLine(desk.page).waitFor();
  await button(approveWords.verifySealed.zh).click();
  await verdict(desk.page).filter({ hasText: '验证通过' }).waitFor();
}

/** A sandbox knows its own PINs: one press beside the box. */
async function pinOfSandbox(): Promise<void> {
  const pin = await desk.pinWindow();
  const closed = pin.waitForEvent('close');
  await pin.getByRole('button', { name: pinWords.sandboxPin.zh }).click();
  await closed;
}

/** Whose turn it is works at this machine too. */
async function takeTurn(person: string): Promise<void> {
  await button(approveWords.takeTurn.zh.replace('{who}', nameOf(person))).click();
  await worksFor(desk.page, person);
}

describe.skipIf(!canOpenWindows).each(storyWindows)('counted at $width×$height', (window) => {
  test('a letter, three people with a UKey each', async () => {
    desk = await openDesk({ window });
    desk.pull(...others);
    await worksFor(desk.page, 'applicant');
    await chooseFile(desk, await writePdf(desk.sandbox.folder, '证明函.pdf'));
    await takeSeal(desk.page, '公章');
    await addSeal(desk.page);
    await fillFacts(desk.page, { reason });
    await submitButton(desk.page).click();
    await confirmAs(desk, 'applicant');
    await onRequest(desk.page, reason);
    await sitsDown('applicant', 'department');
    await openWaiting();
    await requestButton(desk.page, 'approve').click();
    await confirmAs(desk, 'department');
    await requestButton(desk.page, 'approve').waitFor({ state: 'detached' });
    await sitsDown('department', 'keeper');
    await openWaiting();
    await applyButton(desk.page).click();
    await confirmAs(desk, 'keeper');
    await sealedAndGood();
    await expectCounted('single', desk);
  });

  test('a rejected request is changed and submitted again', async () => {
    desk = await openDesk({ window });
    desk.pull(...others);
    await worksFor(desk.page, 'applicant');
    await askForSeal(desk, await writePdf(desk.sandbox.folder, '证明函.pdf'), { reason });
    await confirmAs(desk, 'applicant');
    await onRequest(desk.page, reason);
    await sitsDown('applicant', 'department');
    await openWaiting();
    await requestButton(desk.page, 'reject').click();
    await desk.page.getByRole('dialog').getByRole('textbox').fill('请写明展会名称');
    await desk.page.getByRole('dialog').getByRole('button', { name: approveWords.reject.zh }).click();
    await confirmAs(desk, 'department');
    await sitsDown('department', 'applicant');
    const before = await countedSoFar(desk);
    await openWaiting();
    await button(approveWords.again.zh).click();
    await fillFacts(desk.page, { reason: '参展资格证明函（中州展览会）' });
    await submitButton(desk.page).click();
    await confirmAs(desk, 'applicant');
    await onRequest(desk.page, '参展资格证明函（中州展览会）');
    await expectCounted('again', desk, before);
  });

  test('three requests are looked at and approved together', async () => {
    desk = await openDesk({ window });
    const { page } = desk;
    const reasons = ['第一份函', '第二份函', '第三份函'];
    await takeToken(page, 'applicant');
    for (const each of reasons) {
      await askForSeal(desk, await writePdf(desk.sandbox.folder, `${each}.pdf`), { reason: each });
      await confirmAs(desk, 'applicant');
      await onRequest(page, each);
    }
    desk.pull(...others.filter((person) => person !== 'department'), 'applicant');
    await worksFor(page, 'department');
    await page.evaluate("location.hash = 'workbench'");
    const before = await countedSoFar(desk);
    await page.locator('.bench-row').filter({ hasText: '第一份函' }).first().click();
    await onRequest(page, '第一份函');
    for (const [next, left] of [
      ['第二份函', 2],
      ['第三份函', 1],
    ] as const) {
      await button(approveWords.lookNext.zh.replace('{count}', String(left))).click();
      await onRequest(page, next);
    }
    await button(approveWords.lookNext.zh.replace('{count}', '1')).waitFor({ state: 'detached' });
    await page.locator('canvas[data-drawn]').first().waitFor();
    await button(approveWords.back.zh).click();
    await page.getByRole('checkbox').first().click();
    await button(approveWords.togetherApprove.zh.replace('{count}', '3')).click();
    const said = await confirmAs(desk, 'department');
    for (const each of reasons) expect(said).toContain(`${each}.pdf`);
    await page.getByText(approveWords.togetherDone.zh.replace('{done}', '3')).waitFor();
    await expectCounted('together', desk, before);
  });

  test('from the empty window to the sealed sample', async () => {
    desk = await openDesk({ hasHome: false, window });
    const { page } = desk;
    await button(startWords.sandboxButton.zh).click();
    await goTo(page, 'seal');
    await button(sealWords.sample.zh).click();
    await fileShown(page);
    await takeSeal(page, '合同专用章');
    await addSeal(page);
    await fillFacts(desk.page, { reason, counterparty: '河南中州展览工程有限公司', amount: '8600' });
    await submitButton(page).click();
    await pinOfSandbox();
    await onRequest(page, reason);
    for (const person of ['department', 'counsel']) {
      await takeTurn(person);
      await requestButton(page, 'approve').click();
      await pinOfSandbox();
    }
    await takeTurn('keeper');
    await applyButton(page).click();
    await pinOfSandbox();
    await sealedAndGood();
    await expectCounted('first', desk);
  });
});
