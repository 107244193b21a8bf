/** A day at the desk where seals are placed: files that are none, pages of every size, true millimetres at every zoom, mistakes that can be taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { dropWords } from '../../src-renderer/i18n/drop-words.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { goTo, takeToken } from './support/frame.ts';
import { alertOf } from './support/request-page.ts';
import { addSeal, chooseFile, fillFacts, placedSeal, placeOf } from './support/seal-page.ts';

/** Millimetres of the contract seal of the sandbox. */
const SEAL_MM = 38;
const POINTS_PER_MM = 72 / 25.4;
/** Pages of one file, mm. */
const pages = [
  [210, 297],
  [420, 297],
  [148, 210],
] as const;

/** Drawing anew takes its time on a busy machine. */
const soon = { timeout: 15_000 };

let desk: Desk;
photographFailures(() => desk);

async function writeMixed(folder: string): Promise<string> {
  const document = await PDFDocument.create();
  for (const [width, height] of pages) document.addPage([width * POINTS_PER_MM, height * POINTS_PER_MM]);
  const path = join(folder, '大小不一.pdf');
  writeFileSync(path, await document.save());
  return path;
}

/** Drops files as a person does with the mouse. */
async function drop(page: Page, names: readonly string[]): Promise<void> {
  const files = names.map((name) => `transfer.items.add(new File(['text'], ${JSON.stringify(name)}));`);
  const dataTransfer = await page.evaluateHandle(
    `(() => { const transfer = new DataTransfer(); ${files.join(' ')} return transfer; })()`,
  );
  await page.locator('.drop-area').dispatchEvent('drop', { dataTransfer });
}

const widthOf = async (locator: Locator): Promise<number> => (await locator.boundingBox())?.width ?? NaN;
async function shapeOf(locator: Locator): Promise<number> {
  const { width, height } = (await locator.boundingBox()) ?? { width: NaN, height: NaN };
  return width / height;
}
const thumbnail = (page: Page, number: number): Locator =>
  page
    .getByRole('navigation', { name: sealWords.thumbnails.zh, exact: true })
    .getByRole('button')
    .nth(number - 1);
const summary = (page: Page): Locator => page.locator('.summary');

describe.skipIf(!canOpenWindows)('placing seals', () => {
  beforeAll(async () => {
    desk = await openDesk();
    await takeToken(desk.page, 'applicant');
  });
  afterAll(() => desk?.remove());

  test('what is no PDF is not taken without a word, and an empty file is called empty', async () => {
    const { page } = desk;
    await goTo(page, 'seal');
    await drop(page, ['会议纪要.docx', '照片.jpg']);
    const left = page.getByRole('status').filter({ hasText: dropWords.none.zh });
    await left.waitFor();
    await left.getByRole('button').click();
    expect(await left.count()).toBe(0);
    const empty = join(desk.sandbox.folder, '空.pdf');
    writeFileSync(empty, '');
    desk.choose(empty);
    await page.getByRole('button', { name: sealWords.choose.zh, exact: true }).click();
    await alertOf(page).filter({ hasText: '空.pdf' }).waitFor();
  });

  test('on pages of every size rulers and seal are true, at every zoom', async () => {
    const { page } = desk;
    await chooseFile(desk, await writeMixed(desk.sandbox.folder));
    const across = page.locator('.ruler').first();
    for (const [index, [width, height]] of pages.entries()) {
      await thumbnail(page, index + 1).click();
      const sheet = page.locator(`.page-desk .sheet[data-page="${index + 1}"]`);
      await expect
        .poll(async () => ((await widthOf(sheet)) / (await widthOf(across))).toFixed(2), soon)
        .toBe('1.00');
      await expect
        .poll(async () => (await shapeOf(sheet)).toFixed(2), soon)
        .toBe((width / height).toFixed(2));
      await addSeal(page);
      // In the middle of the page at hand, not of the first.
      await expect.poll(() => placeOf(placedSeal(page)), soon).toEqual({ x: width / 2, y: height / 2 });
      for (const zoom of ['放大', '放大', '缩小'] as const) {
        await page.getByRole('button', { name: zoom }).click();
        await expect
          .poll(async () => {
            const perMm = Number(await sheet.getAttribute('data-px-per-mm'));
            const errors = [
              (await widthOf(placedSeal(page))) - SEAL_MM * perMm,
              (await widthOf(across)) - width * perMm,
            ];
            return Math.max(...errors.map(Math.abs));
          }, soon)
          .toBeLessThan(1);
      }
      expect(await widthOf(thumbnail(page, index + 1).locator('.sheet'))).toBeLessThanOrEqual(97);
    }
  });

  test('a seal that was taken away by mistake comes back', async () => {
    const { page } = desk;
    const before = await placeOf(placedSeal(page));
    await placedSeal(page).press('Delete');
    await summary(page).filter({ hasText: '2 处' }).waitFor();
    await page.keyboard.press('Control+z');
    await summary(page).filter({ hasText: '3 处' }).waitFor();
    expect(await placeOf(placedSeal(page))).toEqual(before);
    await placedSeal(page).press('ArrowLeft');
    await placedSeal(page).press('Shift+ArrowUp');
    expect(await placeOf(placedSeal(page))).toEqual({ x: before.x - 1, y: before.y - 10 });
    await page.getByRole('button', { name: sealWords.undo.zh, exact: true }).click();
    expect(await placeOf(placedSeal(page))).toEqual(before);
  });

  test('a look at another screen loses nothing', async () => {
    const { page } = desk;
    await fillFacts(page, { reason: '看一眼再回来' });
    await goTo(page, 'workbench');
    await goTo(page, 'seal');
    await summary(page).filter({ hasText: '3 处' }).waitFor();
    await page.getByRole('button', { name: new RegExp(sealWords.stepFacts.zh) }).click();
    expect(await page.getByLabel(sealWords.reason.zh).inputValue()).toBe('看一眼再回来');
    expect(complaintsOf(desk)).toEqual([]);
  });

  test('a file that cannot be opened leaves the one on the desk as it is', async () => {
    const { page } = desk;
    const broken = join(desk.sandbox.folder, '坏的.pdf');
    writeFileSync(broken, 'no PDF at all');
    desk.choose(broken);
    await page.getByRole('button', { name: sealWords.chooseOther.zh }).click();
    await alertOf(page).filter({ hasText: '这不是 PDF 文件' }).waitFor();
    await summary(page).filter({ hasText: '3 处' }).waitFor();
  });
});
