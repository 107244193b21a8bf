/**
 * A keeper seals several requests under one login, and the application is killed in the middle, or the token is pulled out: each
 * request is sealed once or still to be sealed, the uses are counted, the window says what happened, and the rest can be sealed.
 */
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { usesOf } from '../gate/support/story.ts';
import {
  applyTogether,
  applyTogetherButton,
  batchOutcome,
  batchPanel,
  tickOf,
} from './support/batch-page.ts';
import {
  canOpenWindows,
  complaintsOf,
  freshSandbox,
  openDesk,
  photographFailures,
  pullTokens,
  type Desk,
} from './support/desk.ts';
import { goTo, worksFor } from './support/frame.ts';
import { chainLine } from './support/journal-page.ts';
import { confirmAs } from './support/pin-page.ts';
import { pinMark } from './support/pins.ts';
import { approvedLetter } from './support/prepared.ts';
import { alertOf, openRequest } from './support/request-page.ts';
import { filesThatHold, holds } from './support/secrets.ts';
import { startKeeper, type Keeper } from './support/start-keeper.ts';
import { verdict, verifyFiles } from './support/verify-page.ts';
import { asksEveryCase } from '../support/every-case.ts';

const reasons = ['批一', '批二', '批三', '批四'] as const;
const others = ['applicant', 'department', 'counsel', 'finance-lead', 'legal', 'cashier'] as const;
/** Long enough for something to happen meanwhile, ms. */
const SLOW_SIGNATURE = 'slow:3000@sign';
const WAIT = { timeout: 100_000, interval: 100 };

/** A sandbox with these requests waiting for the keeper, whose token alone is plugged in. */
class Batch {
  readonly sandbox: Sandbox = freshSandbox({ hasHome: canOpenWindows });
  readonly ids = new Map<string, string>();

  async write(): Promise<void> {
    for (const reason of reasons) {
      const file = await writePdf(this.sandbox.folder, `${reason}.pdf`);
      this.ids.set(reason, await approvedLetter(this.sandbox, file, { reason }));
    }
    pullTokens(this.sandbox, ...others);
  }
  events(reason: string): string[] {
    return usesOf(this.sandbox, this.ids.get(reason) ?? '').map(([event]) => event);
  }
  sealedFile(reason: string): string {
    return `${this.sandbox.folder}/${reason}-已盖章.pdf`;
  }
  /** Its one use has not been spent, or has been given back. */
  isOpen(reason: string): boolean {
    const count = (event: string): number => this.events(reason).filter((each) => each === event).length;
    return count('use-spent') === count('use-returned');
  }
  /** Requests whose use was completed. */
  completed(): string[] {
    return reasons.filter((reason) => this.events(reason).includes('use-completed'));
  }
  /** Everything beside the originals: sealed files, and what was left half made. */
  made(): string[] {
    const originals = new Set(reasons.map((reason) => `${reason}.pdf`));
    return readdirSync(this.sandbox.folder)
      .filter((name) => /pdf|tmp/.test(name) && !originals.has(name))
      .sort();
  }
}

const sealedNames = (of: readonly string[]): string[] => of.map((reason) => `${reason}-已盖章.pdf`).sort();

describe.skipIf(!canOpenWindows)('the application is killed in the middle of several under one login', () => {
  const batch = new Batch();
  const { sandbox } = batch;
  let keeper: Keeper;
  let desk: Desk;
  photographFailures(() => desk);

  beforeAll(async () => {
    await batch.write();
    keeper = startKeeper(sandbox, { manner: 'together', reasons, fault: SLOW_SIGNATURE });
    await vi.waitFor(() => {
      expect(batch.events('批二')).toContain('use-spent');
      // The window counts a moment later than the register.
      expect(keeper.printed).toContain('已盖 1 / 4');
    }, WAIT);
    await keeper.kill();
    desk = await openDesk({ sandbox });
    await worksFor(desk.page, 'keeper');
  });
  afterAll(() => desk?.remove());

  test('the window had counted, and each request is sealed once, broken off, or untouched', async () => {
    expect(keeper.printed).toContain('已盖 1 / 4');
    expect(keeper.printed).not.toContain('已盖 2 / 4');
    await expect.poll(() => batch.events('批二').length, { timeout: 20_000 }).toBe(2);
    expect(batch.events('批一')).toEqual(['use-spent', 'use-completed']);
    expect(batch.events('批二')[0]).toBe('use-spent');
    expect(['use-completed', 'use-interrupted']).toContain(batch.events('批二')[1]);
    expect([batch.events('批三'), batch.events('批四')]).toEqual([[], []]);
  });

  test('files are whole or not there', () => {
    expect(existsSync(batch.sealedFile('批一'))).toBe(true);
    expect(batch.made()).toEqual(sealedNames(batch.completed()));
  });

  test('the window says which one broke off, and offers only the rest', async () => {
    const { page } = desk;
    await goTo(page, 'approve');
    for (const left of ['批三', '批四']) expect(await tickOf(page, left).isEnabled()).toBe(true);
    for (const gone of ['批一', '批二']) expect(await tickOf(page, gone).isEnabled()).toBe(false);
    const row = page.getByRole('row').filter({ hasText: '批二' });
    const isBroken = batch.events('批二')[1] === 'use-interrupted';
    await row.filter({ hasText: isBroken ? '已用印（有中断）' : '已用印' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: '批一' }).innerText()).not.toContain('中断');
    await openRequest(page, '批二');
    await page.getByText('共 1 次，已用 1 次').waitFor();
    if (isBroken) await alertOf(page).filter({ hasText: '盖章中断过 1 次' }).waitFor();
  });

  test('the rest is sealed with one PIN more; the register holds together and every file verifies', async () => {
    const { page } = desk;
    const before = desk.pinWindows();
    await applyTogether(page, ['批三', '批四']);
    await confirmAs(desk, 'keeper');
    expect(await batchOutcome(page)).toContain('已盖 2 份');
    expect(desk.pinWindows() - before).toBe(1);
    for (const reason of ['批三', '批四'])
      expect(batch.events(reason)).toEqual(['use-spent', 'use-completed']);
    expect(batch.made()).toEqual(sealedNames(batch.completed()));
    await goTo(page, 'journal');
    await chainLine(page).filter({ hasText: '链校验通过' }).waitFor();
    const done = batch.completed();
    await verifyFiles(desk, ...done.map((reason) => batch.sealedFile(reason)));
    await verdict(page).waitFor();
    expect(await page.getByRole('img', { name: '通过' }).count()).toBeGreaterThanOrEqual(done.length);
    expect(complaintsOf(desk)).toEqual([]);
  });

  test('what was printed and left holds no PIN', async () => {
    expect(holds(keeper.printed, pinMark)).toBe(false);
    await desk.close();
    expect(filesThatHold(sandbox.folder, pinMark)).toEqual([]);
  });
});

describe.skipIf(!canOpenWindows || !asksEveryCase)(
  'the token is pulled in the middle of several under one login',
  () => {
    const batch = new Batch();
    let desk: Desk;
    photographFailures(() => desk);

    beforeAll(async () => {
      await batch.write();
      process.env['BIANYIN_SOFT_UKEY_FAULT'] = SLOW_SIGNATURE;
      desk = await openDesk({ sandbox: batch.sandbox });
      await worksFor(desk.page, 'keeper');
    });
    afterAll(async () => {
      delete process.env['BIANYIN_SOFT_UKEY_FAULT'];
      await desk?.remove();
    });

    test('what was sealed stays sealed; the others are named with their reason and cost nothing', async () => {
      const { page } = desk;
      await applyTogether(page, reasons);
      await confirmAs(desk, 'keeper');
      await batchPanel(page).getByText('已盖 1 / 4').waitFor({ timeout: 60_000 });
      desk.pull('keeper');
      const said = await batchOutcome(page);
      const done = batch.completed();
      expect(done[0]).toBe('批一');
      expect(done.length).toBeLessThan(reasons.length);
      expect(said).toContain(`已盖 ${done.length} / 4，失败 ${4 - done.length}`);
      const failed = await batchPanel(page).getByRole('listitem').allInnerTexts();
      expect(failed.length).toBe(4 - done.length);
      for (const reason of reasons.filter((each) => !done.includes(each))) {
        const line = failed.find((each) => each.includes(reason)) ?? '';
        // It depends on the moment whether the seal's key had been asked: then the use counts, and the window says so.
        expect(line.includes('这次用印已计入次数')).toBe(batch.events(reason).includes('use-failed'));
        expect(batch.events(reason)).not.toContain('use-interrupted');
      }
      expect(batch.made()).toEqual(sealedNames(done));
    });

    test('plugged in again, what is left is still ticked and is sealed with one PIN', async () => {
      const { page } = desk;
      const sealed = batch.completed();
      const left = reasons.filter((reason) => batch.isOpen(reason));
      expect(left.length).toBeGreaterThan(0);
      desk.plug('keeper');
      await worksFor(page, 'keeper');
      for (const reason of left) await expect.poll(() => tickOf(page, reason).isChecked()).toBe(true);
      await applyTogetherButton(page, left.length).click();
      await confirmAs(desk, 'keeper');
      expect(await batchOutcome(page)).toContain(`已盖 ${left.length} 份`);
      const done = reasons.filter((reason) => [...sealed, ...left].includes(reason));
      expect(batch.completed()).toEqual(done);
      expect(batch.made()).toEqual(sealedNames(done));
      for (const reason of done)
        expect(batch.events(reason).filter((event) => event === 'use-completed').length).toBe(1);
    });
  },
);
