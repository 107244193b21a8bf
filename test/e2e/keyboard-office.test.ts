/** Without a mouse, the rest of the office: a refusal with its reason, a verdict and its report, the register, the policy, the counter. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { counterWords } from '../../src-renderer/i18n/counter-words.ts';
import { frameWords } from '../../src-renderer/i18n/frame-words.ts';
import { journalWords } from '../../src-renderer/i18n/journal-words.ts';
import { policyWords } from '../../src-renderer/i18n/policy-words.ts';
import { verifyWords } from '../../src-renderer/i18n/verify-words.ts';
import { writePdf } from '../gate/support/sandbox.ts';
import { settled } from './support/axe.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { menuButton, nameOf } from './support/frame.ts';
import { hasFocus, press, pressInMenu, tabTo, takeTokenByKeys } from './support/keys.ts';
import { confirmAs } from './support/pin-page.ts';
import { sealedLetter, submittedLetter } from './support/prepared.ts';
import { onRequest, requestButton } from './support/request-page.ts';
import { chooseButton, verdict } from './support/verify-page.ts';
import { asksEveryCase } from '../support/every-case.ts';

const refused = '只用键盘驳回的函';
let desk: Desk;
const files = { letter: '', sealed: '' };
photographFailures(() => desk);

describe.skipIf(!canOpenWindows)('by keys alone, in the office', () => {
  beforeAll(async () => {
    desk = await openDesk();
    files.letter = await writePdf(desk.sandbox.folder, '信.pdf');
    files.sealed = await sealedLetter(desk.sandbox, files.letter, { reason: '已经盖好的函' });
    await submittedLetter(desk.sandbox, files.letter, { reason: refused });
    await desk.page.reload();
  });
  afterAll(() => desk?.remove());

  test('a request is rejected with a reason, which stands in the PIN window and on the request', async () => {
    const { page } = desk;
    await takeTokenByKeys(page, 'department');
    await press(page, menuButton(page, 'approve'));
    await press(page, page.getByRole('table').getByRole('button', { name: refused, exact: true }));
    await onRequest(page, refused);
    await press(page, requestButton(page, 'reject'));
    const box = page.getByRole('dialog').getByRole('textbox');
    await settled(page);
    await expect.poll(() => hasFocus(box), { timeout: 20_000 }).toBe(true);
    await page.keyboard.insertText('报价清单没有附上');
    await press(page, page.getByRole('dialog').getByRole('button', { name: approveWords.reject.zh }));
    expect(await confirmAs(desk, 'department')).toMatch(/理由\s+报价清单没有附上/);
    const why = page.getByRole('note').filter({ hasText: '报价清单没有附上' });
    await why.filter({ hasText: `部门负责人 ${nameOf('department')} 驳回了这份申请` }).waitFor();
  });

  test('a file is verified and its report saved', async () => {
    const { page } = desk;
    await press(page, menuButton(page, 'verify'));
    desk.choose(files.sealed);
    await press(page, chooseButton(page));
    await verdict(page).filter({ hasText: '验证通过' }).waitFor();
    const target = join(desk.sandbox.folder, '报告.pdf');
    desk.saveTo(target);
    await pressInMenu(
      page,
      page.getByRole('button', { name: new RegExp(`${verifyWords.export.zh}$`) }),
      verifyWords.exportSheet.zh,
    );
    await page.getByRole('status').filter({ hasText: '报告.pdf' }).waitFor();
    execFileSync('qpdf', ['--check', target], { stdio: 'ignore' });
  });

  test('the register is filtered by day, event and words, and what is shown is exported', async () => {
    const { page } = desk;
    await press(page, menuButton(page, 'journal'));
    await tabTo(page, page.getByRole('radio', { name: journalWords.usesView.zh }));
    await page.keyboard.press('ArrowRight');
    await page.getByRole('row').nth(2).waitFor();
    await tabTo(page, page.getByLabel(journalWords.from.zh));
    await page.keyboard.type('2020-01-01');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('combobox', { name: journalWords.event.zh }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel(journalWords.readText.zh));
    await page.keyboard.insertText('报价清单');
    await page.getByText('显示 1 /').waitFor();
    const target = join(desk.sandbox.folder, '登记簿.csv');
    desk.saveTo(target);
    await pressInMenu(page, page.getByRole('button', { name: /导出筛选出的 1 条$/ }), /CSV/);
    await page.getByRole('status').filter({ hasText: '登记簿.csv' }).waitFor();
    const text = readFileSync(target, 'utf8');
    expect(text).toContain('筛选出的一部分，不是全部记录');
    expect(text.trimEnd().split('\r\n')).toHaveLength(3);
  });

  test.runIf(asksEveryCase)(
    'a person moves to another department, and the legal representative signs',
    async () => {
      const { page } = desk;
      await takeTokenByKeys(page, 'legal');
      await press(page, menuButton(page, 'settings'));
      const name = `${nameOf('applicant')} ${policyWords.department.zh}`;
      await tabTo(page, page.getByRole('textbox', { name }));
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText('展览事业部');
      await page.keyboard.press('Tab');
      const sign = page.getByRole('button', { name: policyWords.sign.zh, exact: true });
      await sign.and(page.locator(':enabled')).waitFor();
      await press(page, sign);
      await confirmAs(desk, 'legal');
      await page.getByRole('status').filter({ hasText: '已签署，第 2 版生效' }).waitFor();
      expect(await page.getByRole('textbox', { name }).inputValue()).toBe('展览事业部');
    },
  );

  test('the counter is entered, a file verified, a slip made, and left', async () => {
    const { page } = desk;
    await press(page, menuButton(page, 'counter'));
    await page.getByRole('heading', { name: counterWords.idle.zh }).waitFor();
    desk.choose(files.sealed);
    await page.keyboard.press('o');
    await verdict(page).filter({ hasText: '验证通过' }).waitFor();
    desk.saveTo(join(desk.sandbox.folder, '凭条.pdf'));
    await page.keyboard.press('F2');
    await page.getByRole('status').filter({ hasText: '凭条.pdf' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: frameWords.navigation.zh }).waitFor();
    expect(complaintsOf(desk)).toEqual([]);
  });
});
