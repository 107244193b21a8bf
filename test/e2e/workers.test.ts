/** Signer or document worker die under the application, or its window closes over a question: it says so, and goes on. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { callSentences } from '../../src-main/contract/result.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { usesOf } from '../gate/support/story.ts';
import { canOpenWindows, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { takeToken } from './support/frame.ts';
import { confirmAs, pinBox } from './support/pin-page.ts';
import { approvedLetter, submittedLetter } from './support/prepared.ts';
import { alertOf, applyButton, openRequest, requestButton, sealedLine } from './support/request-page.ts';
import { chooseButton, verdict, verifyFiles, workingLine } from './support/verify-page.ts';
import { asksEveryCase } from '../support/every-case.ts';

const FILES = 200;
/** A signature that takes long enough for its process to be killed meanwhile, ms. */
const SLOW = 'slow:4000@sign';

let desk: Desk;
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('when a process dies', () => {
  beforeAll(async () => {
    process.env['BIANYIN_SOFT_UKEY_FAULT'] = SLOW;
    desk = await openDesk();
    await takeToken(desk.page, 'keeper');
    delete process.env['BIANYIN_SOFT_UKEY_FAULT'];
  });
  afterEach(() => {
    delete process.env['BIANYIN_SOFT_UKEY_FAULT'];
  });
  afterAll(() => desk?.remove());

  test('the signer, in the middle of a signature: the window says so, the use is not given back, and it never signs by itself', async () => {
    const { page, sandbox } = desk;
    const file = await writePdf(sandbox.folder, '签名中断.pdf');
    const id = await approvedLetter(sandbox, file, { reason: '签名中断', uses: 2 });
    await page.reload();
    await openRequest(page, '签名中断');
    await applyButton(page).click();
    await confirmAs(desk, 'keeper');
    await expect
      .poll(() => usesOf(sandbox, id).map(([event]) => event), { timeout: 20_000 })
      .toEqual(['use-spent']);
    expect(await desk.killWorker('signer')).toBeGreaterThan(0);
    await alertOf(page)
      .filter({ hasText: callSentences['sealing-interrupted'].zh.split('{')[0] ?? '' })
      .first()
      .waitFor();
    expect(usesOf(sandbox, id).map(([event]) => event)).toEqual(['use-spent', 'use-interrupted']);
    await applyButton(page).click();
    await confirmAs(desk, 'keeper');
    await sealedLine(page).waitFor();
    expect(usesOf(sandbox, id).filter(([event]) => event === 'use-completed').length).toBe(1);
  });

  test.runIf(asksEveryCase)('the signer, while the PIN is typed: it is started anew and signs', async () => {
    const { page, sandbox } = desk;
    await submittedLetter(sandbox, await writePdf(sandbox.folder, '换人.pdf'), { reason: '签名进程换了' });
    await page.reload();
    await takeToken(page, 'department');
    await openRequest(page, '签名进程换了');
    await requestButton(page, 'approve').click();
    await pinBox(await desk.pinWindow()).waitFor();
    expect(await desk.killWorker('signer')).toBeGreaterThan(0);
    await confirmAs(desk, 'department');
    await requestButton(page, 'approve').waitFor({ state: 'detached' });
  });

  test('the document worker, in the middle of many files: every file has an answer or the work says why not, and the next works', async () => {
    const { page, sandbox } = desk;
    const first = await writePdf(sandbox.folder, '众-0.pdf', 60);
    const others = Array.from({ length: FILES - 1 }, (_, i) => join(sandbox.folder, `众-${i + 1}.pdf`));
    for (const path of others) copyFileSync(first, path);
    await verifyFiles(desk, first, ...others);
    await workingLine(page).waitFor();
    expect(await desk.killWorker('document')).toBeGreaterThan(0);
    await chooseButton(page).waitFor();
    await verifyFiles(desk, first);
    await verdict(page).filter({ hasText: '未发现电子签章' }).waitFor();
  });

  test.runIf(asksEveryCase)(
    'the main window, while a PIN is asked for: the question ends with it, and nothing is signed',
    async () => {
      const { page, sandbox } = desk;
      const id = await approvedLetter(sandbox, await writePdf(sandbox.folder, '关窗.pdf'), {
        reason: '关掉窗口',
      });
      await page.reload();
      await takeToken(page, 'keeper');
      await openRequest(page, '关掉窗口');
      await applyButton(page).click();
      const pin = await desk.pinWindow();
      await pinBox(pin).waitFor();
      const gone = pin.waitForEvent('close');
      await page.close();
      await gone;
      await desk.close();
      expect(usesOf(sandbox, id)).toEqual([]);
    },
  );
});
