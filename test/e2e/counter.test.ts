/** The counter in a real window: by keyboard alone, one verdict at a time; a folder that files arrive in; a folder of many files. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { counterWords } from '../../src-renderer/i18n/counter-words.ts';
import { frameWords } from '../../src-renderer/i18n/frame-words.ts';
import { verifyWords } from '../../src-renderer/i18n/verify-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { seriousFindings } from './support/axe.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { sealedLetter } from './support/prepared.ts';
import { verdict } from './support/verify-page.ts';
import { asksEveryCase } from '../support/every-case.ts';

let desk: Desk;
const files = { letter: '', sealed: '' };
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('the counter', () => {
  beforeAll(async () => {
    desk = await openDesk();
    const { folder } = desk.sandbox;
    files.letter = await writePdf(folder, '信.pdf');
    files.sealed = await sealedLetter(desk.sandbox, files.letter, { reason: '证明函' });
  });
  afterAll(() => desk?.remove());

  const idle = () => desk.page.getByRole('heading', { name: counterWords.idle.zh });

  const isFullScreen = () => desk.page.evaluate<boolean>('document.fullscreenElement !== null');
  const expectFullScreen = (wanted: boolean) => expect.poll(isFullScreen, { timeout: 10_000 }).toBe(wanted);

  /** The window is as it was, and the display given back. */
  async function hasLeft(): Promise<void> {
    await desk.page.getByRole('navigation', { name: frameWords.navigation.zh }).waitFor();
    await expectFullScreen(false);
  }

  async function enter(): Promise<void> {
    await desk.page.getByRole('button', { name: new RegExp(`${frameWords.counter.zh}$`) }).click();
    await idle().waitFor();
  }

  test('two files, a slip and a report, all by keyboard; then out again', async () => {
    const { page, sandbox } = desk;
    await enter();
    desk.choose(files.sealed, files.letter);
    await page.keyboard.press('o');
    await verdict(page).filter({ hasText: '验证通过' }).waitFor();
    await page.getByAltText(counterWords.asSigned.zh).waitFor();
    await page.locator('.counter-pair canvas[data-drawn]').waitFor();
    await page.locator('.sheet .mark-PASS').waitFor();
    expect(await seriousFindings(page, 'counter')).toEqual([]);
    for (const [key, name] of [
      ['F2', 'slip.pdf'],
      ['F3', 'report.pdf'],
      ['F4', 'copy.pdf'],
    ] as const) {
      const target = join(sandbox.folder, name);
      desk.saveTo(target);
      await page.keyboard.press(key);
      await page.getByRole('status').filter({ hasText: name }).waitFor();
      execFileSync('qpdf', ['--check', target], { stdio: 'ignore' });
    }
    expect(existsSync(join(sandbox.folder, 'copy.pdf'))).toBe(true);
    await page.keyboard.press('F1');
    await verdict(page).filter({ hasText: '未发现电子签章' }).waitFor();
    // Nothing of the file before stays beside this one: its pages bear the other verdict.
    expect(await page.locator('.counter-body .viewer').count()).toBe(1);
    expect(await page.locator('.mark-PASS').count()).toBe(0);
    await page.keyboard.press('F1');
    await idle().waitFor();
    await page.keyboard.press('l');
    const log = page.getByRole('dialog');
    await log.getByText('记录完整，共 2 条').waitFor();
    expect(await seriousFindings(page, 'log')).toEqual([]);
    await page.keyboard.press('Escape');
    await log.waitFor({ state: 'hidden' });
    await idle().waitFor();
    await page.keyboard.press('Escape');
    await hasLeft();
    expect(complaintsOf(desk)).toEqual([]);
  });

  test.runIf(asksEveryCase)(
    'with a printer F2 prints; what no printer takes is saved, and the line says which it was',
    async () => {
      const printing = await openDesk({ hasPrinter: true });
      try {
        const { page, sandbox } = printing;
        await page.getByRole('button', { name: new RegExp(`${frameWords.counter.zh}$`) }).click();
        await page.getByRole('heading', { name: counterWords.idle.zh }).waitFor();
        // Sealed on this home: one whose register has no row of it is noticed.
        printing.choose(
          await sealedLetter(sandbox, await writePdf(sandbox.folder, '回执.pdf'), { reason: '回执' }),
        );
        await page.keyboard.press('o');
        await verdict(page).filter({ hasText: '验证通过' }).waitFor();
        await page.getByRole('button', { name: counterWords.printSlip.zh }).waitFor();
        await page.keyboard.press('F2');
        await page.getByRole('status').filter({ hasText: counterWords.printed.zh }).waitFor();
        expect(printing.printed()).toBe(1);
        const target = join(sandbox.folder, 'instead.pdf');
        printing.printerTakes(false);
        printing.saveTo(target);
        await page.keyboard.press('F3');
        await page
          .getByRole('status')
          .filter({ hasText: 'instead.pdf' })
          .filter({ hasText: '没有打印' })
          .waitFor();
        expect(printing.printed()).toBe(1);
        execFileSync('qpdf', ['--check', target], { stdio: 'ignore' });
        expect(complaintsOf(printing)).toEqual([]);
      } finally {
        await printing.remove();
      }
    },
  );

  test('takes the whole display; F11 gives it back and takes it again; Esc leaves both', async () => {
    const { page } = desk;
    await enter();
    await expectFullScreen(true);
    await page.keyboard.press('F11');
    await expectFullScreen(false);
    await idle().waitFor();
    await page.keyboard.press('F11');
    await expectFullScreen(true);
    await page.keyboard.press('Escape');
    await hasLeft();
  });

  test('leaves with the full screen when the browser keeps the press of Esc to itself', async () => {
    const { page } = desk;
    await enter();
    await expectFullScreen(true);
    await page.evaluate('document.exitFullscreen()');
    await expectFullScreen(false);
    await page.keyboard.up('Escape');
    await hasLeft();
  });

  test('fills the window where the display is refused, and says nothing', async () => {
    const { page } = desk;
    await page.evaluate(
      "Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not granted'))",
    );
    await enter();
    expect(await isFullScreen()).toBe(false);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.keyboard.press('Escape');
    await hasLeft();
    await page.reload();
    expect(complaintsOf(desk)).toEqual([]);
  });

  test('a key that an input method is composing with does nothing', async () => {
    const { page } = desk;
    await enter();
    await page.evaluate(
      "window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }))",
    );
    await idle().waitFor();
    await page.keyboard.press('Escape');
    await hasLeft();
  });

  test('what arrives in a watched folder comes up by itself, the rest waits', async () => {
    const { page, sandbox } = desk;
    const inbox = join(sandbox.folder, 'inbox');
    mkdirSync(inbox);
    // Some browsers give no folder that is empty.
    copyFileSync(files.letter, join(inbox, 'old.pdf'));
    await enter();
    desk.choose(inbox);
    await page.keyboard.press('w');
    await page.getByRole('status').filter({ hasText: '正在看着“inbox”' }).waitFor();
    copyFileSync(files.sealed, join(inbox, '一.pdf'));
    await verdict(page).filter({ hasText: '验证通过' }).waitFor();
    copyFileSync(files.letter, join(inbox, '二.pdf'));
    await page.getByRole('button', { name: '下一个（1）' }).click();
    await verdict(page).filter({ hasText: '未发现电子签章' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('a folder of files: progress, results, one of them opened and back again', async () => {
    const { page, sandbox } = desk;
    const many = join(sandbox.folder, 'many');
    mkdirSync(many);
    for (let i = 0; i < 12; i++)
      copyFileSync(i % 3 === 0 ? files.letter : files.sealed, join(many, `${i}.pdf`));
    await page.getByRole('button', { name: new RegExp(`${frameWords.verify.zh}$`) }).click();
    desk.choose(many);
    await page.getByRole('button', { name: verifyWords.chooseFolder.zh }).click();
    await page.getByRole('heading', { name: '“many”：已验 12 / 12' }).waitFor();
    expect(await seriousFindings(page, 'batch')).toEqual([]);
    await page.getByText(`${verifyWords.PASS.zh} 8`).click();
    await vi.waitFor(async () => expect(await page.getByRole('row').count()).toBe(9));
    await page.getByRole('button', { name: verifyWords.look.zh }).first().click();
    await verdict(page).filter({ hasText: '验证通过' }).waitFor();
    await page.getByRole('button', { name: verifyWords.certificateDetails.zh }).click();
    await page.getByRole('dialog').getByText(verifyWords.certificateSm3.zh).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: verifyWords.back.zh }).click();
    await page.getByRole('heading', { name: '“many”' }).waitFor();
    expect(complaintsOf(desk)).toEqual([]);
  });
});
