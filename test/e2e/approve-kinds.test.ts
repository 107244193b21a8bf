/** A request, a list and a set, each looked at, are approved with one PIN, and a word is said beside two of them (docs/adr/0053). */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import {
  composeList,
  describeList,
  listAsShown,
  submitList,
} from '../../src-main/app/requests/draft-list.ts';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { listWords } from '../../src-renderer/i18n/list-words.ts';
import { actor, writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { submittedSet } from '../gate/support/set-story.ts';
import { canOpenWindows, complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { menuButton, takeToken } from './support/frame.ts';
import { confirmAs } from './support/pin-page.ts';
import { pinFor } from './support/pins.ts';

let desk: Desk;
photographFailures(() => desk);

/** What waits for the head of finance: reasons of a request, a list and a set. */
async function ask(sandbox: Sandbox, session: AppSession): Promise<void> {
  const places = { keyword: [], seam: [], resolutions: [], uses: 1 };
  const file = await writePdf(sandbox.folder, '付款函.pdf', 1);
  await submitRequest(session, actor(sandbox, 'applicant'), {
    ...{ file, typeCode: '02', at: ['page=1,x=80mm,y=200mm'], ...places },
    ...{ reason: '一份付款函', matter: 'payment', amount: '5000', counterparty: '甲公司' },
  });
  const items = [];
  for (const pages of [2, 3, 4]) {
    const placements = [{ kind: 'at' as const, pages: [1], xMm: 120, yMm: 200 }];
    const each = await writePdf(sandbox.folder, `对账单-${pages}.pdf`, pages);
    items.push({ file: each, placements, amount: `${pages}000`, counterparty: `客户 ${pages}` });
  }
  const shared = { typeCode: '02' as const, reason: '三份对账单', matter: 'payment' as const };
  const draft = await composeList(session, { ...shared, resolutions: [], uses: 1, items });
  const shown = listAsShown(draft, await describeList(session, draft));
  await submitList(session, actor(sandbox, 'applicant'), shown);
  await submittedSet(sandbox, session);
}

describe.skipIf(!canOpenWindows)('one of each kind', () => {
  beforeAll(async () => {
    desk = await openDesk();
    // The applicant's PIN lies there only while these are asked for.
    const pins = join(desk.sandbox.home.root, 'pins');
    mkdirSync(pins);
    writeFileSync(join(pins, 'soft-applicant.pin'), pinFor('soft-applicant'), { mode: 0o600 });
    const session = openAppSession(desk.sandbox.home);
    await ask(desk.sandbox, session).finally(() => session.stop());
    rmSync(pins, { recursive: true });
  });
  afterAll(() => desk?.remove());

  test('each is opened, what is said of it stays with it, and one PIN approves all', async () => {
    const { page } = desk;
    const shoot = async (name: string): Promise<void> => {
      const folder = process.env['BIANYIN_TEST_OUT'];
      if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
    };
    await takeToken(page, 'finance-lead');
    for (const [reason, seen] of [
      ['一份付款函', 'canvas[data-drawn]'],
      ['三份对账单', '.list-sum'],
      ['付款通知', 'canvas[data-drawn]'],
    ] as const) {
      await menuButton(page, 'approve').click();
      await page.getByRole('button', { name: reason, exact: true }).first().click();
      await page.locator(seen).first().waitFor();
      if (reason !== '三份对账单') continue;
      await page.getByRole('checkbox', { name: listWords.disagreeWith.zh.replace('{number}', '2') }).click();
      await page.getByRole('textbox', { name: approveWords.whyNotThese.zh }).fill('第 2 件不符');
    }
    await menuButton(page, 'approve').click();
    await page.getByRole('checkbox').first().click();
    // What was typed beside the list is there; another word is written here.
    const saidOf = (reason: string) =>
      page.getByRole('textbox', { name: approveWords.togetherComment.zh.replace('{reason}', () => reason) });
    expect(await saidOf('三份对账单').inputValue()).toBe('第 2 件不符');
    await saidOf('一份付款函').fill('付款单已核');
    await shoot('kinds-chosen');
    await page
      .getByRole('button', { name: approveWords.togetherApprove.zh.replace('{count}', '3'), exact: true })
      .click();
    const pin = await desk.pinWindow();
    await pin.locator('li[data-request]').nth(2).waitFor();
    const folder = process.env['BIANYIN_TEST_OUT'];
    if (folder !== undefined) await pin.screenshot({ path: join(folder, 'kinds-pin.png') });
    const said = await confirmAs(desk, 'finance-lead');
    for (const part of [
      '付款函.pdf',
      '付款单已核',
      '三份对账单',
      '清单，共 2 件',
      '第 2 件不符',
      '法定代表人',
    ])
      expect(said).toContain(part);
    expect(said).toContain('不同意的 1 件');
    await page.getByText(approveWords.togetherDone.zh.replace('{done}', '3')).waitFor();
    await shoot('kinds-done');
    expect(complaintsOf(desk)).toEqual([]);
  });
});
