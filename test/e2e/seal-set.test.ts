/** A pair of seals in the windows: placed beside each other, asked for and approved as one, each put on by its keeper (docs/adr/0042). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { setWords } from '../../src-renderer/i18n/set-words.ts';
import { verifyWords } from '../../src-renderer/i18n/verify-words.ts';
import { pinWords } from '../../src-renderer/pin/pin-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { seriousFindings } from './support/axe.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { takeToken } from './support/frame.ts';
import { confirmAs } from './support/pin-page.ts';
import { onRequest, openRequest, requestButton, sealedLine } from './support/request-page.ts';
import { addSeal, chooseFile, fillFacts, submitButton, takeSeal } from './support/seal-page.ts';
import { verdict } from './support/verify-page.ts';

const reason = '付款通知书';
let desk: Desk;
let notice: string;
const barriers: string[] = [];
photographFailures(() => desk);

const sealed = (): string => join(desk.sandbox.folder, '付款通知-已盖章.pdf');
const sealNext = (number: number, seal: string) =>
  desk.page.getByRole('button', {
    name: setWords.apply.zh
      .replace('{number}', String(number))
      .replace('{count}', '2')
      .replace('{seal}', seal),
    exact: true,
  });

describe.skipIf(!canOpenWindows)('财务专用章 and 法定代表人章 on one file', () => {
  beforeAll(async () => {
    desk = await openDesk();
    notice = await writePdf(desk.sandbox.folder, '付款通知.pdf', 2);
  });
  afterAll(() => desk?.remove());

  test('choosing another seal leaves what was placed; the companion stands beside it, and both are asked for at once', async () => {
    const { page } = desk;
    await takeToken(page, 'applicant');
    await chooseFile(desk, notice);
    await takeSeal(page, '财务专用章');
    await addSeal(page);
    await page.getByRole('button', { name: sealWords.pair.zh }).click();
    const beside = page.locator('.other-placed[data-seal="05"]');
    await beside.waitFor();
    const [first, second] = [
      await page.locator('.movable').first().boundingBox(),
      await beside.boundingBox(),
    ];
    if (!first || !second) throw new Error('a seal is not in sight');
    expect(second.x).toBeGreaterThan(first.x + first.width);
    await takeSeal(page, '法定代表人章');
    await page.locator('.other-placed[data-seal="02"]').waitFor();
    barriers.push(...(await seriousFindings(page, 'desk')));
    await fillFacts(page, { reason, amount: '5000' });
    await submitButton(page).click();
    const said = await confirmAs(desk, 'applicant');
    expect(said).toContain('财务专用章');
    expect(said).toContain('法定代表人');
    expect(said).toContain('付款通知.pdf');
    await onRequest(page, reason);
  });

  test('the approver sees the file with both seals and approves once', async () => {
    const { page } = desk;
    await takeToken(page, 'finance-lead');
    await expect.poll(() => page.title()).toBe('(1) 汴印');
    await openRequest(page, reason);
    await page.getByRole('img', { name: '将盖在这里' }).nth(1).waitFor();
    barriers.push(...(await seriousFindings(page, 'approve')));
    await page.locator('[data-seal="05"]').getByText('保管人 沈镕昇').waitFor();
    await requestButton(page, 'approve').click();
    const pin = await desk.pinWindow();
    await pin.getByAltText(pinWords.firstPage.zh).waitFor();
    // On a low screen what is signed moves, the box and its buttons do not.
    await pin.setViewportSize({ width: 440, height: 460 });
    const [region, button] = [
      await pin.getByRole('region', { name: pinWords.about.zh }).boundingBox(),
      await pin.getByRole('button', { name: pinWords.confirm.approve.zh, exact: true }).boundingBox(),
    ];
    if (!region || !button) throw new Error('the PIN window shows no subject or no button');
    const token = await pin.getByText('soft-finance-lead · 郭守安').boundingBox();
    expect(token?.y).toBeGreaterThanOrEqual(region.y + region.height);
    expect(region.height).toBeGreaterThanOrEqual(200);
    expect(button.y).toBeGreaterThan(region.y + region.height);
    expect(button.y + button.height).toBeLessThanOrEqual(460);
    expect(await confirmAs(desk, 'finance-lead')).toContain('法定代表人');
  });

  test('the first keeper seals: there is no file yet, and the page says whose UKey is waited for', async () => {
    const { page } = desk;
    await takeToken(page, 'cashier');
    await openRequest(page, reason);
    await sealNext(1, '财务专用章').click();
    const said = await confirmAs(desk, 'cashier');
    expect(said).toContain('法定代表人');
    expect(said).toContain('现在盖这一枚');
    await page.getByRole('note').getByText('待另一枚章').waitFor();
    expect(await page.getByRole('note').innerText()).toContain('沈镕昇');
    expect(existsSync(sealed())).toBe(false);
  });

  test('the second keeper seals: the file is there, and it verifies', async () => {
    const { page } = desk;
    await takeToken(page, 'legal');
    await openRequest(page, reason);
    await sealNext(2, '法定代表人章').click();
    expect(await confirmAs(desk, 'legal')).toContain('现在盖这一枚');
    await sealedLine(page).waitFor();
    expect(existsSync(sealed())).toBe(true);
    await page.getByRole('button', { name: approveWords.verifySealed.zh }).click();
    await verdict(page).waitFor();
    expect(await verdict(page).innerText()).toMatch(/^验证通过/);
  });

  test('what the first keeper sealed can be seen, alone and beside what the file is now', async () => {
    const { page } = desk;
    const asSealed = page.getByRole('button', { name: verifyWords.signedVersion.zh });
    // Nothing follows the second seal.
    expect(await asSealed.count()).toBe(1);
    await asSealed.click();
    const pane = page.locator('.version');
    await pane.locator('canvas[data-drawn]').first().waitFor();
    expect(await pane.getByRole('status').innerText()).toContain('财务专用章');
    expect(await pane.locator('.mark-whole').count()).toBe(1);
    await pane.getByText(verifyWords.compareVersions.zh).click();
    // The other seal is the one place that looks otherwise, and is framed on both sides.
    const row = pane.locator('[data-difference="differs"]');
    await row.getByText('1 处看起来不一样').waitFor();
    expect(await pane.locator('[data-difference="differs"]').count()).toBe(1);
    expect(await row.locator('.different').count()).toBe(2);
    barriers.push(...(await seriousFindings(page, 'compare')));
    await pane.getByRole('button', { name: verifyWords.backToNow.zh }).click();
    await page.locator('.mark-whole').nth(1).waitFor();
    expect(barriers).toEqual([]);
    expect(complaintsOf(desk)).toEqual([]);
  });
});
