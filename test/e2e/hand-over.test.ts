/** Somebody leaves and a keeper hands over, in the window of a small screen (docs/adr/0046): named, signed with one PIN, on record, on a sheet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handOverWords } from '../../src-renderer/i18n/hand-over-words.ts';
import { policyWords } from '../../src-renderer/i18n/policy-words.ts';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import { contractRequest } from '../gate/support/story.ts';
import { sessionOf, writePdf } from '../gate/support/sandbox.ts';
import { seriousFindings } from './support/axe.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { takeToken } from './support/frame.ts';
import { journalRows } from './support/journal-page.ts';
import { confirmAs } from './support/pin-page.ts';
import { pinFor } from './support/pins.ts';

let desk: Desk;
let waiting = '';
photographFailures(() => desk);

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Chooses in a list of antd: the list opens beside the page. */
async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(name, { exact: true }).click();
}

describe.skipIf(!canOpenWindows)('a person who leaves', () => {
  beforeAll(async () => {
    desk = await openDesk();
    await desk.page.setViewportSize({ width: 1366, height: 768 });
    await desk.page.reload();
  });
  afterAll(() => desk?.remove());

  test('every place and request is named before it is written', async () => {
    const { page, sandbox } = desk;
    const file = await writePdf(sandbox.folder, '等部门审批.pdf');
    const actor = { token: 'soft-applicant', pin: new TextEncoder().encode(pinFor('soft-applicant')) };
    waiting = await submitRequest(sessionOf(sandbox), actor, contractRequest(file));
    await takeToken(page, 'legal');
    await page.evaluate("location.hash = 'settings/people'");
    await page.getByRole('button', { name: '周启明 离任' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(waiting).waitFor();
    expect(await dialog.locator('[data-part="leaving-requests"]').innerText()).toContain('作废');
    await choose(page, '角色：部门负责人', '杜若溪');
    const write = button(page, handOverWords.write.zh);
    // The foot of the dialog is on the small screen, whatever the lists hold.
    const foot = await write.boundingBox();
    expect((foot?.y ?? 768) + (foot?.height ?? 0)).toBeLessThanOrEqual(768);
    expect(await seriousFindings(page, 'leaving')).toEqual([]);
    await write.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('移除 周启明（部门负责人）。').waitFor();
  });

  test('a keeper cannot leave without somebody who takes the seals; a seal is handed over beside it', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '马堃 离任' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('就没有人保管了').waitFor();
    expect(await button(page, handOverWords.write.zh).isDisabled()).toBe(true);
    await button(page, handOverWords.cancel.zh).click();
    await dialog.waitFor({ state: 'detached' });
    await button(page, handOverWords.handOver.zh).click();
    await choose(page, handOverWords.from.zh, '杜若溪');
    await choose(page, handOverWords.to.zh, '郭守安');
    await button(page, handOverWords.write.zh).click();
    await page.getByText('郭守安 开始保管财务专用章。').waitFor();
  });

  test('one PIN signs both; the register has them, and the sheet is saved', async () => {
    const { page } = desk;
    await button(page, policyWords.sign.zh).click();
    const asked = await confirmAs(desk, 'legal');
    expect(asked).toContain('移除 周启明');
    const sheets = page.locator('[data-part="hand-over-sheets"]');
    await sheets.getByText('周启明 离任').waitFor();
    const target = join(desk.sandbox.folder, '移交单.pdf');
    desk.saveTo(target);
    await sheets.getByRole('button', { name: handOverWords.save.zh }).click();
    await sheets.getByText('移交单.pdf').waitFor();
    expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-');
    for (const event of ['移交保管', '离任']) await (await journalRows(page, event)).first().waitFor();
    expect(complaintsOf(desk)).toEqual([]);
  });
});
