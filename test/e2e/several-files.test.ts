/** Several files chosen at once: each gets its own request, what holds for the next is carried over, nothing is lost without a word. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { goTo } from './support/frame.ts';
import { confirmAs } from './support/pin-page.ts';
import { onRequest } from './support/request-page.ts';
import { addSeal, fillFacts, placedSeal, placeOf, submitButton, takeSeal } from './support/seal-page.ts';

let desk: Desk;
let names: string[];
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('several files', () => {
  beforeAll(async () => {
    desk = await openDesk();
    const { folder } = desk.sandbox;
    names = [
      await writePdf(folder, '一.pdf'),
      await writePdf(folder, '二.pdf'),
      await writePdf(folder, '三.pdf'),
    ];
    names.push(join(folder, '坏.pdf'));
    writeFileSync(names[3] ?? '', 'no PDF at all');
  });
  afterAll(() => desk?.remove());

  test('the good ones come to the desk one by one; the other is named, with why', async () => {
    const { page } = desk;
    await goTo(page, 'seal');
    desk.choose(...names);
    await page.getByRole('button', { name: sealWords.choose.zh, exact: true }).click();
    await page.getByText('第 1 / 3 份').waitFor();
    await page.getByText('一.pdf', { exact: true }).waitFor();
    const alert = page.getByRole('alert').filter({ hasText: '坏.pdf' });
    expect(await alert.innerText()).toContain('没有打开');
  });

  test('after the first is submitted the second lies there, with the same places and purpose and no amount', async () => {
    const { page } = desk;
    await takeSeal(page, '公章');
    await addSeal(page);
    await placedSeal(page).focus();
    await page.keyboard.press('Shift+ArrowRight');
    const place = await placeOf(placedSeal(page));
    await fillFacts(page, { reason: '三份证明', amount: '5' });
    await submitButton(page).click();
    await confirmAs(desk, 'applicant');
    await page.getByText('第 2 / 3 份').waitFor();
    await page.getByText(sealWords.carriedOver.zh, { exact: false }).waitFor();
    expect(await placeOf(placedSeal(page))).toEqual(place);
    await page.getByRole('button', { name: new RegExp(sealWords.stepFacts.zh) }).click();
    expect(await page.getByLabel(sealWords.reason.zh).inputValue()).toBe('三份证明');
    expect(await page.getByLabel(sealWords.amount.zh).inputValue()).toBe('');
  });

  test('a chooser that is closed changes nothing; one left out and the last submitted end at the request', async () => {
    const { page } = desk;
    desk.choose();
    await page.getByRole('button', { name: sealWords.chooseOther.zh }).click();
    await page.getByText('第 2 / 3 份').waitFor();
    await page.getByRole('button', { name: sealWords.skip.zh }).click();
    await page.getByText('第 3 / 3 份').waitFor();
    await page.getByText('三.pdf', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: sealWords.skip.zh }).count()).toBe(0);
    await submitButton(page).click();
    await confirmAs(desk, 'applicant');
    await onRequest(page, '三份证明');
    await goTo(page, 'workbench');
    for (const there of ['一.pdf', '三.pdf']) await page.getByRole('main').getByText(there).first().waitFor();
    expect(await page.getByRole('main').getByText('二.pdf').count()).toBe(0);
    expect(complaintsOf(desk)).toEqual([]);
  });
});
