/** Without a mouse: a seal is asked for, approved and applied by keys alone; and Chinese that is being composed triggers nothing. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { settled } from './support/axe.ts';
import { canOpenWindows, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { menuButton, takeToken } from './support/frame.ts';
import { hasFocus, press, tabTo, takeTokenByKeys } from './support/keys.ts';
import { confirmAs } from './support/pin-page.ts';
import { submittedLetter } from './support/prepared.ts';
import { applyButton, onRequest, openRequest, requestButton, sealedLine } from './support/request-page.ts';
import {
  addSeal,
  chooseFile,
  fillFacts,
  placedSeal,
  placeOf,
  submitButton,
  takeSeal,
} from './support/seal-page.ts';

const reason = '只用键盘的函';

let desk: Desk;
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('by keys alone', () => {
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.remove());

  test('the applicant chooses a file and a seal, moves it, says what for and submits', async () => {
    const { page } = desk;
    desk.choose(await writePdf(desk.sandbox.folder, '键盘.pdf'));
    await takeTokenByKeys(page, 'applicant');
    await press(page, menuButton(page, 'seal'));
    await press(page, page.getByRole('button', { name: sealWords.choose.zh, exact: true }));
    await page.getByRole('navigation', { name: sealWords.thumbnails.zh, exact: true }).waitFor();
    await tabTo(page, page.getByRole('radio', { name: '合同专用章', exact: true }));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.getByRole('radio', { name: '公章', exact: true }).isChecked()).toBe(true);
    await press(page, page.getByRole('button', { name: sealWords.add.zh }));
    await tabTo(page, placedSeal(page));
    const before = await placeOf(placedSeal(page));
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await placeOf(placedSeal(page))).toEqual({ x: before.x - 1, y: before.y - 10 });
    await press(page, page.getByRole('button', { name: new RegExp(sealWords.stepFacts.zh) }));
    await tabTo(page, page.getByLabel(sealWords.reason.zh));
    await page.keyboard.insertText(reason);
    await submitButton(page).and(page.locator(':enabled')).waitFor();
    await press(page, submitButton(page));
    await confirmAs(desk, 'applicant');
    await onRequest(page, reason);
  });

  test('the head of the department approves, the keeper seals', async () => {
    const { page } = desk;
    await takeTokenByKeys(page, 'department');
    await press(page, requestButton(page, 'approve'));
    await confirmAs(desk, 'department');
    await requestButton(page, 'approve').waitFor({ state: 'detached' });
    await takeTokenByKeys(page, 'keeper');
    await press(page, applyButton(page));
    await confirmAs(desk, 'keeper');
    await sealedLine(page).waitFor();
  });
});

describe.skipIf(!canOpenWindows)('Chinese that is being composed', () => {
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.remove());

  test('moves no seal and takes none away, and submits nothing', async () => {
    const { page } = desk;
    await chooseFile(desk, await writePdf(desk.sandbox.folder, '输入法.pdf'));
    await takeSeal(page, '公章');
    await addSeal(page);
    const seal = placedSeal(page);
    const before = await placeOf(seal);
    await seal.focus();
    for (const key of ['ArrowLeft', 'ArrowDown', 'Delete', 'Enter']) await composing(seal, key);
    expect(await placeOf(seal)).toEqual(before);
    await fillFacts(page, { reason: '' });
    const windows = desk.pinWindows();
    await page.getByLabel(sealWords.reason.zh).focus();
    await compose(page, 'zhengmingxin', '证明信');
    expect(await page.getByLabel(sealWords.reason.zh).inputValue()).toBe('证明信');
    await composing(page.getByLabel(sealWords.reason.zh), 'Enter');
    expect(desk.pinWindows()).toBe(windows);
    await submitButton(page).waitFor();
  });

  test('does not send a refusal before its reason is written', async () => {
    const { page } = desk;
    const file = await writePdf(desk.sandbox.folder, '驳.pdf');
    await submittedLetter(desk.sandbox, file, { reason: '要驳回的函' });
    await page.reload();
    await takeToken(page, 'department');
    await openRequest(page, '要驳回的函');
    await requestButton(page, 'reject').click();
    const box = page.getByRole('dialog').getByRole('textbox');
    await settled(page);
    // The dialog takes the focus itself, and would take it from somebody who types meanwhile.
    await expect.poll(() => hasFocus(box), { timeout: 20_000 }).toBe(true);
    await compose(page, 'butongyi', '不同意');
    await composing(box, 'Enter');
    await composing(box, 'Escape');
    expect(await box.inputValue()).toBe('不同意');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    expect(desk.pinWindows()).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: approveWords.keep.zh }).click();
  });
});

/** What a browser sends while an input method shows its candidates: key code 229, `isComposing`. */
async function composing(target: Locator, key: string): Promise<void> {
  await target.dispatchEvent('compositionstart', { data: '' });
  await target.dispatchEvent('keydown', { key, keyCode: 229, which: 229, isComposing: true, bubbles: true });
  await target.dispatchEvent('keyup', { key, keyCode: 229, which: 229, isComposing: true, bubbles: true });
  await target.dispatchEvent('compositionend', { data: '' });
}

/** Types with an input method, as the browser's debugger does it: first the letters, then what they become. */
async function compose(page: Page, letters: string, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (let end = 1; end <= letters.length; end += 1)
    await session.send('Input.imeSetComposition', {
      text: letters.slice(0, end),
      selectionStart: end,
      selectionEnd: end,
    });
  await session.send('Input.insertText', { text });
  await session.detach();
}
