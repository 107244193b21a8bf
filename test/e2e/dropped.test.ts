/** A folder that is dropped on the window, as a desktop drops it: its files are verified, what is no PDF is named. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropWords } from '../../src-renderer/i18n/drop-words.ts';
import { verifyWords } from '../../src-renderer/i18n/verify-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { goTo } from './support/frame.ts';
import { sealedLetter } from './support/prepared.ts';
import { verdict } from './support/verify-page.ts';

let desk: Desk;
photographFailures(() => desk);

/** Through the browser's debugger, which knows no other way to bring real files. */
async function dropOn(page: Page, ...files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await session.detach();
}

describe.skipIf(!canOpenWindows)('what is dropped', () => {
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk?.remove());

  test('a file that is no PDF is not opened, and that is said; a folder is verified', async () => {
    const { page, sandbox } = desk;
    const folder = join(sandbox.folder, '本周');
    mkdirSync(join(folder, '附件'), { recursive: true });
    writeFileSync(join(folder, '说明.docx'), 'no PDF');
    const letter = await writePdf(sandbox.folder, '信.pdf');
    copyFileSync(letter, join(folder, '信.pdf'));
    copyFileSync(await sealedLetter(sandbox, letter, { reason: '函' }), join(folder, '附件', '盖好的.pdf'));
    await goTo(page, 'verify');
    await page.getByRole('button', { name: verifyWords.chooseFolder.zh }).waitFor();
    await dropOn(page, join(folder, '说明.docx'));
    await page.getByRole('status').filter({ hasText: dropWords.none.zh }).waitFor();
    await page.getByRole('button', { name: dropWords.understood.zh }).click();
    await dropOn(page, folder);
    await page.getByRole('status').filter({ hasText: '有 1 个文件不是 PDF' }).waitFor();
    await verdict(page).filter({ hasText: '未发现电子签章' }).waitFor();
    await page.getByRole('button', { name: /盖好的\.pdf/ }).click();
    await verdict(page).filter({ hasText: '验证通过' }).waitFor();
    expect(complaintsOf(desk)).toEqual([]);
  });
});
