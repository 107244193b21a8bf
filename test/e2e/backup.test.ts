/** Backups at the desk: folder, code, backup, drill, and a machine that gets it all back. The code is on one page only, and in no other window. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { callSentences } from '../../src-main/contract/result.ts';
import { backupWords } from '../../src-renderer/i18n/backup-words.ts';
import { frameWords } from '../../src-renderer/i18n/frame-words.ts';
import { settingsWords } from '../../src-renderer/i18n/settings-words.ts';
import { codeWords } from '../../src-renderer/pin/code-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { seriousFindings } from './support/axe.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { goTo } from './support/frame.ts';
import { journalRows } from './support/journal-page.ts';
import { filesThatHold } from './support/secrets.ts';
import { submittedLetter } from './support/prepared.ts';
import { alertOf } from './support/request-page.ts';

let desk: Desk;
let stick: string;
let code = '';
photographFailures(() => desk);

const button = (name: { zh: string }, page = desk.page) =>
  page.getByRole('button', { name: name.zh, exact: true });

/** Presses it when the window is done with what came before. */
async function press(name: { zh: string }, page: Page = desk.page): Promise<void> {
  await button(name, page).and(page.locator(':enabled')).click();
}

/** The window of a code is gone. */
async function closedBy(page: Page, act: () => Promise<unknown>): Promise<void> {
  const closed = page.waitForEvent('close');
  await act().catch(() => undefined);
  await closed;
}

async function typeCode(typed: string, go: { zh: string }): Promise<void> {
  const page = await desk.pinWindow();
  await page.getByLabel(codeWords.box.zh, { exact: true }).waitFor();
  await page.getByLabel(codeWords.box.zh, { exact: true }).fill(typed.replace(/.$/, '*'));
  await press(go, page);
  await page
    .getByRole('alert')
    .filter({ hasText: codeWords.mistyped.zh.replace('{number}', '7') })
    .waitFor();
  await page.getByLabel(codeWords.box.zh, { exact: true }).fill(typed);
  expect(await page.getByLabel(codeWords.box.zh, { exact: true }).getAttribute('type')).toBe('password');
  await closedBy(page, () => press(go, page));
}

describe.skipIf(!canOpenWindows)('backups', () => {
  beforeAll(async () => {
    desk = await openDesk();
    stick = join(desk.sandbox.folder, 'stick');
    mkdirSync(stick);
    // A folder without a file cannot be chosen in every browser.
    writeFileSync(join(stick, '别的文件.txt'), '');
    await submittedLetter(desk.sandbox, await writePdf(desk.sandbox.folder, '函.pdf'), {
      reason: '备份以前',
    });
  });
  afterAll(() => desk?.remove());

  test('a folder and a code are set, a code that is not written down does not count, and a backup is made', async () => {
    const { page } = desk;
    await goTo(page, 'settings');
    await page.getByRole('tab', { name: settingsWords.backup.zh }).click();
    desk.choose(stick);
    await press(backupWords.choose);
    await page.getByText('stick').waitFor();
    await press(backupWords.makeCode);
    const refused = await desk.pinWindow();
    await refused.locator('.code-groups code').first().waitFor();
    await closedBy(refused, () => press(codeWords.refuse, refused));
    await button(backupWords.makeCode).waitFor();

    await press(backupWords.makeCode);
    const shown = await desk.pinWindow();
    await shown.locator('.code-qr').waitFor();
    code = (await shown.locator('.code-groups code').allTextContents()).join('-');
    expect(code).toMatch(/^([0-9A-Z]{5}-){6}[0-9A-Z]{5}$/);
    expect(await button(codeWords.done, shown).isDisabled()).toBe(true);
    expect(await seriousFindings(shown, 'recovery code')).toEqual([]);
    await shown.getByLabel(codeWords.written.zh).check();
    await closedBy(shown, () => press(codeWords.done, shown));

    await press(backupWords.now);
    await page.getByText(backupWords.found.zh.replace('{count}', '1')).waitFor();
    expect(readdirSync(stick).filter((name) => name.endsWith('.bybackup'))).toHaveLength(1);
    expect(await seriousFindings(page, 'backups')).toEqual([]);
  });

  test('the drill asks for the code, and is on record', async () => {
    const { page } = desk;
    await press(backupWords.doDrill);
    await typeCode(code, codeWords.go.drill);
    await page.getByText(/通过$/).waitFor();
    await goTo(page, 'journal');
    await (await journalRows(page, '备份恢复演练')).first().waitFor();
  });

  test('a stick that is not there is said on the workbench, with the way to settings', async () => {
    const { page } = desk;
    renameSync(stick, `${stick}.pulled`);
    await goTo(page, 'settings');
    await page.getByRole('tab', { name: settingsWords.backup.zh }).click();
    await press(backupWords.now);
    await alertOf(page)
      .filter({ hasText: callSentences['backup-folder-missing'].zh.split('“')[0] ?? '' })
      .waitFor();
    await goTo(page, 'workbench');
    await page.locator('.lapses').filter({ hasText: '没有备份' }).waitFor();
    renameSync(`${stick}.pulled`, stick);
    await press(backupWords.open);
    await press(backupWords.now);
    await page.getByText(backupWords.found.zh.replace('{count}', '2')).waitFor();
  });

  test('on an empty machine all of it comes back, and what had not ended is named', async () => {
    const { home, folder } = desk.sandbox;
    await desk.close();
    const drawer = join(folder, 'drawer');
    renameSync(home.tokens, drawer);
    rmSync(home.root, { recursive: true });
    await desk.restart();
    const { page } = desk;
    const newest =
      readdirSync(stick)
        .filter((name) => name.endsWith('.bybackup'))
        .sort()
        .at(-1) ?? '';
    desk.choose(join(stick, newest));
    await press(backupWords.restore);
    await typeCode(code, codeWords.go.restore);
    await page
      .getByRole('dialog')
      .filter({ hasText: backupWords.stopped.zh.replace('{count}', '1') })
      .waitFor();
    await page.keyboard.press('Escape');
    const notice = alertOf(page).filter({
      hasText: callSentences['policy-before-restore'].zh.split('{backup}')[1] ?? '',
    });
    await notice.waitFor();
    await notice.getByRole('button', { name: frameWords.signPolicy.zh, exact: true }).click();
    await page.getByRole('tab', { name: settingsWords.people.zh, selected: true }).waitFor();
    await goTo(page, 'journal');
    await (await journalRows(page, '从备份恢复')).first().waitFor();
    renameSync(drawer, home.tokens);
  });

  test('the code is nowhere: not in the home, in the folder, or in what was said', () => {
    for (const form of [code, code.replaceAll('-', '')]) {
      expect(filesThatHold(desk.sandbox.folder, form)).toEqual([]);
      expect(desk.said.join('\n')).not.toContain(form);
    }
    expect(complaintsOf(desk)).toEqual([]);
  });
});
