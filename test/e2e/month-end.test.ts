/** Month end: thirty statements as one request, counted. One PIN for each person, and no more clicks than one can remember. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWords } from '../../src-renderer/i18n/bulk-words.ts';
import { listWords } from '../../src-renderer/i18n/list-words.ts';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { asksEveryCase } from '../support/every-case.ts';
import { seriousFindings } from './support/axe.ts';
import { expectCounted, storyWindows } from './support/counted-stories.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { menuButton, takeToken } from './support/frame.ts';
import { writeMonthEnd, type MonthEnd } from './support/month-end.ts';
import { confirmAs } from './support/pin-page.ts';

/** Thirty, as a month has; what is counted is the same for a few. */
const COUNT = asksEveryCase ? 30 : 8;
/** Thirty seals on a busy machine. */
const SEALING_MS = 180_000;

let desk: Desk;
let month: MonthEnd;
/** What axe finds on the screens of the story. */
const barriers: string[] = [];
photographFailures(() => desk);

/** The words of a button with the number of files in them. */
const counted = (words: string): string => words.replace('{count}', String(COUNT));

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

const story = describe.skipIf(!canOpenWindows).each(storyWindows);

story('thirty statements at the end of a month at $width×$height', (window) => {
  beforeAll(async () => {
    desk = await openDesk({ window });
    month = await writeMonthEnd(desk.sandbox.folder, COUNT);
  });
  afterAll(() => desk?.remove());

  test('the clerk chooses the list, sees what was found, and sends it with one PIN', async () => {
    const { page } = desk;
    await takeToken(desk.page, 'applicant');
    await menuButton(page, 'seal').click();
    await button(page, sealWords.list.zh).click();
    desk.choose(month.list);
    await button(page, bulkWords.chooseTable.zh).click();
    await page.getByText(`${bulkWords.ok.zh} ${COUNT}`).waitFor();
    const send = button(page, counted(bulkWords.submit.zh));
    await page.getByRole('img', { name: bulkWords.mark.zh }).first().waitFor();
    barriers.push(...(await seriousFindings(page, 'list')));
    await send.click();
    expect(await confirmAs(desk, 'applicant')).toContain('对账单用印');
    await page.getByRole('heading', { name: bulkWords.statementReason.zh }).waitFor();
  });

  test('each approver sees sums and files, opens one at its mark, and approves all of it with one PIN', async () => {
    const { page } = desk;
    await takeToken(desk.page, 'finance-lead');
    await menuButton(page, 'workbench').click();
    await page
      .getByRole('button', { name: new RegExp(bulkWords.statementReason.zh) })
      .first()
      .click();
    await page.getByText('开封市第3百货有限公司').first().waitFor();
    await page.getByRole('button', { name: '对账单-001.pdf' }).click();
    await page.getByRole('img', { name: listWords.mark.zh }).first().waitFor();
    barriers.push(...(await seriousFindings(page, 'approve')));
    await button(page, counted(listWords.approve.zh)).click();
    expect(await confirmAs(desk, 'finance-lead')).toContain(String(COUNT));
    await button(page, counted(listWords.approve.zh)).waitFor({ state: 'detached' });
  });

  test(
    'the keeper seals the list into its folder with one PIN; every file is there under its name, with an index',
    async () => {
      const { page } = desk;
      await takeToken(desk.page, 'cashier');
      await menuButton(page, 'workbench').click();
      await page
        .getByRole('button', { name: new RegExp(bulkWords.statementReason.zh) })
        .first()
        .click();
      barriers.push(...(await seriousFindings(page, 'seal')));
      await button(page, counted(listWords.apply.zh)).click();
      await confirmAs(desk, 'cashier');
      await page.getByText(/索引已存到/).waitFor({ timeout: SEALING_MS });
      const own = readdirSync(month.folder).find((name) => name.endsWith('-已盖章')) ?? '';
      expect(own).toMatch(/^YY-02-\d{8}-\d{4}-已盖章$/);
      const target = join(month.folder, own);
      const names = readdirSync(target);
      expect(names.filter((name) => name.endsWith('.pdf'))).toHaveLength(COUNT);
      expect(names.some((name) => /^DZ-1_开封市第2百货有限公司_\d{8}\.pdf$/.test(name))).toBe(true);
      const index = names.find((name) => name.endsWith('.json')) ?? '';
      const { files } = JSON.parse(readFileSync(join(target, index), 'utf8')) as {
        files: { state: string; sealedFile: string; sealedSm3: string }[];
      };
      expect(files).toHaveLength(COUNT);
      for (const { state, sealedFile, sealedSm3 } of files) {
        expect(['sealed', 'stamp-waiting']).toContain(state);
        expect(existsSync(join(target, sealedFile))).toBe(true);
        expect(sealedSm3).toMatch(/^[0-9a-f]{64}$/);
      }
    },
    2 * SEALING_MS,
  );

  test('costs what docs/stories.md says', async () => {
    await expectCounted('monthEnd', desk);
    expect(complaintsOf(desk)).toEqual([]);
    expect(barriers).toEqual([]);
  });
});
