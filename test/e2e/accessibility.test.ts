/** axe on every screen, dialog and menu, in both colour schemes: no serious or critical finding. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frameWords } from '../../src-renderer/i18n/frame-words.ts';
import { verifyWords } from '../../src-renderer/i18n/verify-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { seriousFindings } from './support/axe.ts';
import { canOpenWindows, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { display, goTo, onEveryScreen, takeToken } from './support/frame.ts';
import { pinBox } from './support/pin-page.ts';
import { approvedLetter, sealedLetter, submittedLetter } from './support/prepared.ts';
import { openRequest, requestButton } from './support/request-page.ts';
import { addSeal, addSeam, chooseFile, placedSeal, steps } from './support/seal-page.ts';
import { verdict, verifyFiles } from './support/verify-page.ts';
import { variations } from '../support/every-case.ts';

/** A name as long as names get: nothing may be pushed out of sight by it. */
const longReason =
  '开封市汴京文化传媒有限公司关于参加二〇二六年古城文旅融合发展博览会展陈服务采购项目的资格证明函';

let desk: Desk;
let first: Desk;
const files = { letter: '', sealed: '' };
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('no serious finding', () => {
  beforeAll(async () => {
    first = await openDesk({ hasHome: false });
    desk = await openDesk();
    const { sandbox } = desk;
    files.letter = await writePdf(sandbox.folder, '信.pdf');
    files.sealed = await sealedLetter(sandbox, files.letter, { reason: '已经盖好的函' });
    await submittedLetter(sandbox, files.letter, { reason: longReason });
    await approvedLetter(sandbox, files.letter, { reason: '等盖章的函' });
    await desk.page.reload();
  });
  afterAll(async () => {
    await desk?.remove();
    await first?.remove();
  });

  for (const scheme of variations(['light', 'dark'] as const, 1)) {
    test(`on the first run, ${scheme}`, async () => {
      await display(first.page, scheme);
      const found: string[] = [];
      await onEveryScreen(first.page, async (name) => {
        found.push(...(await seriousFindings(first.page, name)));
      });
      expect(found).toEqual([]);
    });

    test(`on every screen of the menu, and its own menus, ${scheme}`, async () => {
      const { page } = desk;
      await page.reload();
      await display(page, scheme);
      await takeToken(page, 'department');
      const found: string[] = [];
      await onEveryScreen(page, async (name) => {
        found.push(...(await seriousFindings(page, name)));
      });
      await page.getByTitle(frameWords.chooseToken.zh).click();
      await page.getByRole('menuitem').first().waitFor();
      found.push(...(await seriousFindings(page, 'tokens')));
      await page.keyboard.press('Escape');
      expect(found).toEqual([]);
    });

    test(`where a seal is placed, at each step, ${scheme}`, async () => {
      const { page } = desk;
      const found = [];
      await page.reload();
      await chooseFile(desk, files.letter);
      await addSeal(page);
      await addSeam(page);
      await placedSeal(page).waitFor();
      for (const step of await steps(page)) {
        if ((await step.getAttribute('aria-expanded')) !== 'true') await step.click();
        found.push(...(await seriousFindings(page, await step.innerText())));
      }
      await goTo(page, 'workbench');
      expect(found).toEqual([]);
    });

    test(`on a request, in the dialog that refuses it and in the PIN window, ${scheme}`, async () => {
      const { page } = desk;
      const found = [];
      await page.reload();
      await openRequest(page, longReason);
      await requestButton(page, 'reject').waitFor();
      found.push(...(await seriousFindings(page, 'request')));
      await requestButton(page, 'reject').click();
      await page.getByRole('dialog').getByRole('textbox').waitFor();
      found.push(...(await seriousFindings(page, 'refusal')));
      await page.keyboard.press('Escape');
      await requestButton(page, 'approve').click();
      found.push(...(await findingsOfPin(await desk.pinWindow())));
      expect(found).toEqual([]);
    });

    test(`on verdicts and their details, ${scheme}`, async () => {
      const { page } = desk;
      const found = [];
      await page.reload();
      await verifyFiles(desk, files.sealed, files.letter);
      await verdict(page).waitFor();
      found.push(...(await seriousFindings(page, 'verdict')));
      await page.getByRole('button', { name: verifyWords.technical.zh }).click();
      await page.getByRole('dialog').waitFor();
      found.push(...(await seriousFindings(page, 'details')));
      await page.keyboard.press('Escape');
      expect(found).toEqual([]);
    });
  }
});

/** Looks, and closes the window as somebody who has changed their mind. */
async function findingsOfPin(pin: Page): Promise<string[]> {
  await pinBox(pin).waitFor();
  const found = await seriousFindings(pin, 'PIN');
  const closed = pin.waitForEvent('close');
  await pin
    .getByRole('button', { name: '取消' })
    .click()
    .catch(() => undefined);
  await closed;
  return found;
}
