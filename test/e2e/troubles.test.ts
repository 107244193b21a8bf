/** What goes wrong at a desk, and what the window says then: each sentence is the contract's own, and nothing is signed twice. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callSentences, type CallErrorCode } from '../../src-main/contract/result.ts';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { frameWords } from '../../src-renderer/i18n/frame-words.ts';
import { pinWords } from '../../src-renderer/pin/pin-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { usesOf } from '../gate/support/story.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { goTo, takeToken } from './support/frame.ts';
import { confirmAs, leavePin, pinBox, pinProblem, typeWrongPin } from './support/pin-page.ts';
import { pinMark, wrongPin } from './support/pins.ts';
import { approvedLetter, submittedLetter } from './support/prepared.ts';
import {
  alertOf,
  applyButton,
  onRequest,
  openRequest,
  requestButton,
  sealedLine,
} from './support/request-page.ts';
import { askForSeal, submitButton } from './support/seal-page.ts';
import { filesThatHold, holds } from './support/secrets.ts';
import { asksEveryCase } from '../support/every-case.ts';

/** More than the tries of a token that are left before the last one. */
const WRONG_BEFORE_LAST = 5;
const HOUR_MS = 3_600_000;

let desk: Desk;
/** A request that is approved for an hour. */
let expiring = '';
photographFailures(() => desk);

const file = (name: string): Promise<string> => writePdf(desk.sandbox.folder, name);

/** The alert says this sentence of the contract, up to where its values begin. */
async function expectSentence(code: CallErrorCode): Promise<void> {
  const alert = alertOf(desk.page).filter({ hasText: (callSentences[code].zh.split('{')[0] ?? '').trim() });
  await alert.first().waitFor();
}

describe.skipIf(!canOpenWindows)('at the desk', () => {
  beforeAll(async () => {
    desk = await openDesk();
    // Written first: the head of the department's token is locked before this one's turn comes.
    const facts = { reason: '过期的批准', validHours: 1 };
    expiring = await approvedLetter(desk.sandbox, await file('过期.pdf'), facts);
  });
  afterAll(() => desk?.remove());

  test('a request whose seal was never moved is submitted; a double click on the button submits once', async () => {
    const { page } = desk;
    await takeToken(page, 'applicant');
    const before = desk.pinWindows();
    await askForSeal(desk, await file('双击.pdf'), { reason: '双击提交' }, undefined, (button) =>
      button.dblclick(),
    );
    await confirmAs(desk, 'applicant');
    await onRequest(page, '双击提交');
    expect(desk.pinWindows() - before).toBe(1);
    await goTo(page, 'approve');
    const rows = page.getByRole('table').getByRole('button', { name: '双击提交' });
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    expect(await submitButton(page).count()).toBe(0);
  });

  test('a double click on the seal button seals once', async () => {
    const { page } = desk;
    const path = await file('双击盖章.pdf');
    const id = await approvedLetter(desk.sandbox, path, { reason: '双击盖章', uses: 3 });
    await takeToken(page, 'keeper');
    await page.reload();
    await openRequest(page, '双击盖章');
    const before = desk.pinWindows();
    await applyButton(page).dblclick();
    await confirmAs(desk, 'keeper');
    await sealedLine(page).waitFor();
    expect(desk.pinWindows() - before).toBe(1);
    expect(usesOf(desk.sandbox, id).map(([event]) => event)).toEqual(['use-spent', 'use-completed']);
  });

  test('a file that changed between approval and sealing is not sealed', async () => {
    const { page } = desk;
    const path = await file('改过.pdf');
    const id = await approvedLetter(desk.sandbox, path, { reason: '改过的文件' });
    await page.reload();
    await openRequest(page, '改过的文件');
    await applyButton(page).waitFor();
    const original = readFileSync(path);
    writeFileSync(path, Buffer.concat([original, Buffer.from('\n')]));
    await applyButton(page).click();
    await confirmAs(desk, 'keeper').catch(() => undefined);
    await expectSentence('document-changed');
    expect(usesOf(desk.sandbox, id).filter(([event]) => event === 'use-completed')).toEqual([]);
    await goTo(page, 'workbench');
    await openRequest(page, '改过的文件');
    await alertOf(page).filter({ hasText: approveWords.changed.zh }).waitFor();
    expect(await applyButton(page).isDisabled()).toBe(true);
  });

  test('a token pulled while the PIN is asked for: nothing is signed, the use is not gone', async () => {
    const { page } = desk;
    const id = await approvedLetter(desk.sandbox, await file('拔出.pdf'), { reason: '拔出的 UKey' });
    await page.reload();
    await openRequest(page, '拔出的 UKey');
    await applyButton(page).click();
    const window = await desk.pinWindow();
    await pinBox(window).fill(pinMark);
    desk.pull('keeper');
    await pinProblem(window).filter({ hasText: pinWords.problems.pulled.zh }).waitFor();
    const confirm = window.getByRole('button', { name: pinWords.confirm.apply.zh });
    expect(await confirm.isDisabled()).toBe(true);
    expect(usesOf(desk.sandbox, id)).toEqual([]);
    desk.plug('keeper');
    await pinProblem(window).waitFor({ state: 'detached' });
    expect(await confirm.isDisabled()).toBe(false);
    await confirmAs(desk, 'keeper');
    await sealedLine(page).waitFor();
  });

  test.runIf(asksEveryCase)(
    'a wrong PIN is named, the tries go down to a last one that has to be ticked, and then the token is locked',
    async () => {
      const { page } = desk;
      const reason = '输错 PIN';
      await submittedLetter(desk.sandbox, await file('错.pdf'), { reason });
      await page.reload();
      await takeToken(page, 'department');
      await openRequest(page, reason);
      const approve = requestButton(page, 'approve');
      await approve.click();
      const said = await typeWrongPin(desk, wrongPin);
      const asked = desk.pinWindows();
      expect(said).toContain(pinWords.problems.wrong.zh);
      expect(said).toContain(pinWords.tries.low.zh);
      await leavePin(desk);
      await expectSentence('pin-incorrect');
      await page.getByRole('banner').getByText(frameWords.triesLow.zh).waitFor();
      await approve.click();
      const last = await desk.pinWindow();
      for (let wrong = 1; wrong < WRONG_BEFORE_LAST; wrong += 1) await typeWrongPin(desk, wrongPin);
      expect(desk.pinWindows()).toBe(asked + 1);
      await last.getByText(pinWords.tries.final.zh).waitFor();
      await pinBox(last).fill(wrongPin);
      const confirm = last.getByRole('button', { name: pinWords.confirm.approve.zh });
      expect(await confirm.isDisabled()).toBe(true);
      await pinBox(last).press('Enter');
      expect(last.isClosed()).toBe(false);
      await last.getByRole('checkbox').check();
      await confirm.click().catch(() => undefined);
      await expectSentence('pin-locked');
      await page.getByRole('banner').getByText(frameWords.triesLocked.zh).waitFor();
      const before = desk.pinWindows();
      await approve.click();
      await expectSentence('pin-locked');
      expect(desk.pinWindows()).toBe(before);
    },
  );

  test('an approval that expires while the window is open is not used', async () => {
    const { page } = desk;
    await takeToken(page, 'keeper');
    await page.reload();
    await openRequest(page, '过期的批准');
    // The file has been looked at: from here on only the clock stands against it.
    await applyButton(page).and(page.locator(':enabled')).waitFor();
    const before = desk.pinWindows();
    desk.later(2 * HOUR_MS);
    // The page may see it before the click: then the button is gone, and its own sentence stands there.
    await applyButton(page)
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    const said = approveWords.expired.zh.split('}')[1] ?? '';
    await page.getByRole('main').getByText(said).first().waitFor();
    desk.later(0);
    expect(desk.pinWindows()).toBe(before);
    expect(usesOf(desk.sandbox, expiring)).toEqual([]);
  });

  test('no PIN, right or wrong, stands anywhere afterwards; nothing listened; nothing went wrong unseen', async () => {
    const dom = await desk.page.content();
    const stored = await desk.page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(holds(`${dom}${String(stored)}${desk.said.join('\n')}`, pinMark)).toBe(false);
    expect(desk.listeners).toEqual([]);
    expect(complaintsOf(desk)).toEqual([]);
    await desk.close();
    expect(filesThatHold(desk.sandbox.folder, pinMark)).toEqual([]);
    // The search finds what is there: the test would be worth nothing otherwise.
    writeFileSync(join(desk.sandbox.folder, 'planted'), Buffer.from(`x${wrongPin}y`).toString('base64'));
    expect(filesThatHold(desk.sandbox.folder, pinMark).length).toBe(1);
  });
});
