/** Much at once: a document of 200 pages with a seam, and many files to verify, stopped in the middle. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { takeToken } from './support/frame.ts';
import { confirmAs } from './support/pin-page.ts';
import { onRequest } from './support/request-page.ts';
import {
  addSeam,
  chooseFile,
  drawnPages,
  fillFacts,
  seamGroups,
  submitButton,
  takeSeal,
} from './support/seal-page.ts';
import { chooseButton, stopButton, verdict, verifyFiles } from './support/verify-page.ts';
import { asksEveryCase } from '../support/every-case.ts';

const PAGES = 200;
/** Sheets that are near the window at any time: far fewer than there are. */
const NEAR = 40;
const FILES = 150;

let desk: Desk;
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('much at once', () => {
  beforeAll(async () => {
    desk = await openDesk();
    await takeToken(desk.page, 'applicant');
  });
  afterAll(() => desk?.remove());

  test('of 200 pages only those in sight are drawn, before and after scrolling to the last', async () => {
    const { page } = desk;
    await chooseFile(desk, await writePdf(desk.sandbox.folder, '二百页.pdf', PAGES));
    const thumbnails = page.getByRole('navigation', { name: '页', exact: true }).getByRole('button');
    await thumbnails.nth(PAGES - 1).waitFor({ state: 'attached' });
    expect(await thumbnails.count()).toBe(PAGES);
    await drawnPages(page).first().waitFor();
    expect(await drawnPages(page).count()).toBeLessThan(NEAR);
    await thumbnails.last().scrollIntoViewIfNeeded();
    await thumbnails.last().locator('canvas[data-drawn]').waitFor();
    expect(await drawnPages(page).count()).toBeLessThan(NEAR);
  });

  test.runIf(asksEveryCase)(
    'a seam over them is cut into groups, and the request for it is made',
    async () => {
      const { page } = desk;
      await takeSeal(page, '公章');
      await addSeam(page);
      const groups = await seamGroups(page);
      expect(groups).toBeGreaterThan(1);
      await fillFacts(page, { reason: '二百页骑缝' });
      await submitButton(page).click();
      await confirmAs(desk, 'applicant');
      expect(await onRequest(page, '二百页骑缝')).toMatch(/^YY-01-/);
    },
  );

  test('a verification of many files is stopped between two, says so, and another one runs', async () => {
    const { page } = desk;
    const first = await writePdf(desk.sandbox.folder, '批-0.pdf', 100);
    const others = Array.from({ length: FILES - 1 }, (_, i) => join(desk.sandbox.folder, `批-${i + 1}.pdf`));
    for (const path of others) copyFileSync(first, path);
    await verifyFiles(desk, first, ...others);
    await stopButton(page).click();
    await chooseButton(page).waitFor();
    await verifyFiles(desk, first);
    await verdict(page).waitFor();
    expect(await verdict(page).innerText()).toContain('未发现电子签章');
    expect(complaintsOf(desk)).toEqual([]);
  });
});
