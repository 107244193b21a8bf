/** axe on the pages of the office: settings, seals, register, counter, connecting, exports; and on every state of the PIN window. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { asking, pinQuestions } from '../../scripts/screens/pin-states.ts';
import type { PageConnection } from '../../src-main/app/ports.ts';
import { sandboxCity } from '../../src-main/app/session.ts';
import { openBrowserWindow, showPage } from '../../src-main/host-chromium/browser-window.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { connectWords } from '../../src-renderer/i18n/connect-words.ts';
import { counterWords } from '../../src-renderer/i18n/counter-words.ts';
import { diagnosisWords } from '../../src-renderer/i18n/diagnosis-words.ts';
import { frameWords } from '../../src-renderer/i18n/frame-words.ts';
import { journalWords } from '../../src-renderer/i18n/journal-words.ts';
import { handOverWords } from '../../src-renderer/i18n/hand-over-words.ts';
import { sealsWords } from '../../src-renderer/i18n/seals-words.ts';
import { settingsWords } from '../../src-renderer/i18n/settings-words.ts';
import { startWords } from '../../src-renderer/i18n/start-words.ts';
import { verifyWords } from '../../src-renderer/i18n/verify-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { ownDisplay } from '../hosts/support/own-display.ts';
import { seriousFindings } from './support/axe.ts';
import { canOpenWindows, hostOfRun, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { display, goTo, takeToken } from './support/frame.ts';
import { approvedLetter, sealedLetter } from './support/prepared.ts';
import { verdict, verifyFiles } from './support/verify-page.ts';
import { variations } from '../support/every-case.ts';

let desk: Desk;
let first: Desk;
const files = { letter: '', sealed: '', trust: '' };
photographFailures(() => desk);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function leaveDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

describe.skipIf(!canOpenWindows)('no serious finding in the office', () => {
  beforeAll(async () => {
    first = await openDesk({ hasHome: false });
    desk = await openDesk();
    const { folder } = desk.sandbox;
    files.letter = await writePdf(folder, '信.pdf');
    files.sealed = await sealedLetter(desk.sandbox, files.letter, { reason: '已经盖好的函' });
    await approvedLetter(desk.sandbox, files.letter, { reason: '等盖章的函' });
    files.trust = join(folder, '城市.btp');
    const city = sandboxCity(homeDirectory(desk.sandbox.home.root), () => new Date());
    writeFileSync(files.trust, await city.publishTrustPack({}));
  });
  afterAll(async () => {
    await desk?.remove();
    await first?.remove();
  });

  for (const scheme of variations(['light', 'dark'] as const, 1)) {
    test(`on every page of the settings, with a draft and its dialogs, ${scheme}`, async () => {
      const { page } = desk;
      const found: string[] = [];
      await page.reload();
      await display(page, scheme);
      await page.evaluate("location.hash = 'settings'");
      for (const tab of ['people', 'matrix', 'token', 'time', 'look', 'basis'] as const) {
        await page.getByRole('tab', { name: settingsWords[tab].zh }).click();
        if (tab === 'token')
          await page
            .getByText(/一切正常/)
            .first()
            .waitFor();
        found.push(...(await seriousFindings(page, tab)));
      }
      await page.getByRole('tab', { name: settingsWords.token.zh }).click();
      await button(page, diagnosisWords.export.zh).click();
      await page.getByRole('dialog').getByText(diagnosisWords.exportHint.zh).waitFor();
      found.push(...(await seriousFindings(page, 'diagnosis to be exported')));
      await leaveDialog(page);
      await page.getByRole('tab', { name: settingsWords.people.zh }).click();
      await page.getByRole('button', { name: /离任$/ }).first().click();
      await page.getByRole('dialog').getByText(handOverWords.requests.zh).waitFor();
      found.push(...(await seriousFindings(page, 'somebody who leaves')));
      await leaveDialog(page);
      await button(page, handOverWords.handOver.zh).click();
      await page.getByRole('dialog').waitFor();
      found.push(...(await seriousFindings(page, 'seals to be handed over')));
      await leaveDialog(page);
      expect(found).toEqual([]);
    });

    test(`on the seals, a certificate and an empty slot, ${scheme}`, async () => {
      const { page } = desk;
      const found: string[] = [];
      await page.evaluate("location.hash = 'seals/01'");
      await button(page, sealsWords.certificates.zh).waitFor();
      found.push(...(await seriousFindings(page, 'seal')));
      await button(page, sealsWords.certificates.zh).click();
      await page.getByRole('dialog').getByText(sealsWords.makerCertificate.zh).waitFor();
      found.push(...(await seriousFindings(page, 'certificates')));
      await leaveDialog(page);
      expect(found).toEqual([]);
    });

    test(`on the register, its menus and what can be exported, ${scheme}`, async () => {
      const { page } = desk;
      const found: string[] = [];
      await goTo(page, 'journal');
      await page.getByRole('combobox', { name: journalWords.state.zh }).waitFor();
      found.push(...(await seriousFindings(page, 'uses')));
      await page.locator('.journal-view').getByText(journalWords.allView.zh).click();
      await page.getByRole('row').nth(2).waitFor();
      await page.getByRole('combobox', { name: journalWords.event.zh }).click();
      await page.getByRole('option').first().waitFor({ state: 'attached' });
      found.push(...(await seriousFindings(page, 'events')));
      await page.keyboard.press('Escape');
      await page.getByLabel(journalWords.from.zh).click();
      found.push(...(await seriousFindings(page, 'days')));
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^(\S+ )?导出全部/ }).click();
      await page.getByRole('menuitem').first().waitFor();
      found.push(...(await seriousFindings(page, 'export of the register')));
      await page.keyboard.press('Escape');
      expect(found).toEqual([]);
    });

    test(`on what can be exported of a verdict, and on the certificate, ${scheme}`, async () => {
      const { page } = desk;
      const found: string[] = [];
      await verifyFiles(desk, files.sealed);
      await verdict(page).waitFor();
      await page.getByRole('button', { name: new RegExp(`${verifyWords.export.zh}$`) }).click();
      await page.getByRole('menuitem').first().waitFor();
      found.push(...(await seriousFindings(page, 'export of a verdict')));
      await page.keyboard.press('Escape');
      await button(page, verifyWords.certificateDetails.zh).first().click();
      await page.getByRole('dialog').waitFor();
      found.push(...(await seriousFindings(page, 'certificate')));
      await leaveDialog(page);
      expect(found).toEqual([]);
    });

    test(`on the counter, idle and with a file, ${scheme}`, async () => {
      const { page } = desk;
      const found: string[] = [];
      await page.getByRole('button', { name: new RegExp(`${frameWords.counter.zh}$`) }).click();
      await page.getByRole('heading', { name: counterWords.idle.zh }).waitFor();
      found.push(...(await seriousFindings(page, 'counter')));
      desk.choose(files.letter);
      await page.keyboard.press('o');
      await verdict(page).waitFor();
      found.push(...(await seriousFindings(page, 'counter with a file')));
      await page.keyboard.press('Escape');
      expect(found).toEqual([]);
    });

    test(`while an enterprise is connected, ${scheme}`, async () => {
      const { page } = first;
      const found: string[] = [];
      await page.reload();
      await display(page, scheme);
      await button(page, startWords.connectButton.zh).click();
      await page.getByRole('heading', { name: connectWords.title.zh }).waitFor();
      found.push(...(await seriousFindings(page, 'trust')));
      first.choose(files.trust);
      await button(page, connectWords.chooseTrust.zh).click();
      await page.getByRole('checkbox', { name: connectWords.compared.zh }).check();
      found.push(...(await seriousFindings(page, 'root')));
      await button(page, connectWords.confirm.zh).click();
      await button(page, connectWords.look.zh).waitFor();
      found.push(...(await seriousFindings(page, 'UKey of the legal representative')));
      await button(page, connectWords.startOver.zh).click();
      await button(page, connectWords.chooseTrust.zh).waitFor();
      await button(page, connectWords.back.zh).click();
      expect(found).toEqual([]);
    });

    test.skipIf(inject('host')?.host !== 'chromium')(
      `in every state of the PIN window, ${scheme}`,
      async () => {
        const { executable, bundle } = hostOfRun();
        const appearance = { language: 'zh', scheme, large: false } as const;
        const found: string[] = [];
        const options = {
          executable,
          bundle,
          profile: null,
          width: 420,
          height: 520,
          isHeadless: !(await ownDisplay()),
        };
        const states = Object.entries(pinQuestions(appearance, undefined));
        let shown = states[0]?.[1];
        const connection: PageConnection = {
          page: 'pin',
          call: (...given) => (shown ? asking(shown).call(...given) : Promise.reject(new Error('no state'))),
          close: () => undefined,
        };
        const window = await openBrowserWindow(options);
        try {
          await showPage(window, options, connection);
          for (const [name, question] of states) {
            shown = question;
            await window.page.reload();
            await window.page.getByRole('heading').waitFor();
            found.push(...(await seriousFindings(window.page, name)));
          }
        } finally {
          window.close();
          await window.closed;
        }
        expect(found).toEqual([]);
      },
    );
  }

  test('a request that waits for its seal, with the tokens of others', async () => {
    const { page } = desk;
    await page.reload();
    await takeToken(page, 'counsel');
    await goTo(page, 'approve');
    await page.getByRole('table').getByRole('button', { name: '等盖章的函', exact: true }).click();
    await page.getByRole('note').filter({ hasText: '这枚印章不由您保管' }).waitFor();
    expect(await seriousFindings(page, 'not mine')).toEqual([]);
  });
});
