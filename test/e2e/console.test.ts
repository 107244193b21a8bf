/** In normal use no window says anything to its console: neither refused styles nor unknown features nor errors. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { canOpenWindows, openDesk, type Desk } from './support/desk.ts';
import { goTo } from './support/frame.ts';
import { addSeal, addSeam, askForSeal } from './support/seal-page.ts';
import { confirmAs } from './support/pin-page.ts';
import { onRequest } from './support/request-page.ts';

/**
 * Chromium's one remark on a policy that means well: a top page that may run scripts on its own origin could leave a sandbox
 * that a frame had put it into. Nobody frames it; the sandbox is what keeps new windows away (chromium.test.ts).
 */
const remark = /An iframe which has both allow-scripts and allow-same-origin/;

let desk: Desk;

describe.skipIf(!canOpenWindows)('the console', () => {
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.remove());

  test('stays silent through placing, asking, looking at a request and every list', async () => {
    const { page, sandbox } = desk;
    const path = await writePdf(sandbox.folder, 'silent.pdf');
    await askForSeal(desk, path, {
      reason: '安静的申请',
      counterparty: '河南中州展览工程有限公司',
      amount: '1000',
    });
    await confirmAs(desk, 'applicant');
    await onRequest(page, '安静的申请');
    await page.locator('.sheet canvas[data-drawn]').first().waitFor();
    for (const screen of ['approve', 'journal', 'verify', 'workbench', 'seal'] as const) {
      await goTo(page, screen);
      await page.waitForLoadState('networkidle');
    }
    desk.choose(join(sandbox.folder, 'silent.pdf'));
    await page.getByRole('main').getByRole('button').first().click();
    await page.locator('.page-desk canvas[data-drawn]').waitFor();
    await addSeal(page);
    await addSeam(page);
    await page.locator('.seam-joined').waitFor();
    expect(desk.said.filter((line) => !remark.test(line))).toEqual([]);
  });
});
