/** The application is killed while a keeper seals one request after the other; afterwards it tells the truth, and nothing is sealed twice. */
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { usesOf } from '../gate/support/story.ts';
import {
  canOpenWindows,
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
import { applyButton, openRequest, sealedLine } from './support/request-page.ts';
import { filesThatHold, holds } from './support/secrets.ts';
import { startKeeper, type Keeper } from './support/start-keeper.ts';
import { verdict, verifyFiles } from './support/verify-page.ts';

const reasons = ['第一份', '第二份', '第三份'] as const;
/** Long enough for the application to be killed meanwhile, ms. */
const SLOW_SIGNATURE = 'slow:3000@sign';

const sandbox = freshSandbox({ hasHome: canOpenWindows });
const ids = new Map<string, string>();
let keeper: Keeper;
let desk: Desk;
photographFailures(() => desk);

const sealedFile = (reason: string): string => `${sandbox.folder}/${reason}-已盖章.pdf`;
const events = (reason: string): string[] => usesOf(sandbox, ids.get(reason) ?? '').map(([event]) => event);

describe.skipIf(!canOpenWindows)('the application is killed in the middle of sealing', () => {
  beforeAll(async () => {
    for (const reason of reasons) {
      const file = await writePdf(sandbox.folder, `${reason}.pdf`);
      ids.set(reason, await approvedLetter(sandbox, file, { reason }));
    }
    pullTokens(sandbox, 'applicant', 'department', 'counsel', 'finance-lead', 'legal', 'cashier');
    keeper = startKeeper(sandbox, { manner: 'each', reasons, fault: SLOW_SIGNATURE });
    await vi.waitFor(() => expect(events('第二份')).toContain('use-spent'), {
      timeout: 100_000,
      interval: 100,
    });
    await keeper.kill();
    desk = await openDesk({ sandbox });
  });
  afterAll(() => desk?.remove());

  test('what was sealed before is sealed once, and what nobody had begun is not sealed', () => {
    expect(keeper.printed.trim().split('\n').slice(1)).toEqual(['第一份']);
    expect(events('第一份')).toEqual(['use-spent', 'use-completed']);
    expect(events('第三份')).toEqual([]);
  });

  test('the one in the middle has cost one use, whatever became of it, and the window says so', async () => {
    const { page } = desk;
    await expect.poll(() => events('第二份').length, { timeout: 20_000 }).toBe(2);
    const [spent, ended, ...more] = events('第二份');
    expect([spent, more]).toEqual(['use-spent', []]);
    expect(['use-completed', 'use-interrupted']).toContain(ended);
    expect(existsSync(sealedFile('第二份'))).toBe(ended === 'use-completed');
    await worksFor(page, 'keeper');
    await openRequest(page, '第二份');
    await page.getByText('已用印', { exact: true }).first().waitFor();
    expect(await applyButton(page).count()).toBe(0);
    await goTo(page, 'journal');
    await chainLine(page).filter({ hasText: '链校验通过' }).waitFor();
  });

  test('no half-made file lies about, and the next request is sealed once', async () => {
    const { page } = desk;
    await openRequest(page, '第三份');
    await applyButton(page).click();
    await confirmAs(desk, 'keeper');
    await sealedLine(page).waitFor();
    expect(events('第三份')).toEqual(['use-spent', 'use-completed']);
    const expected = reasons.filter((reason) => events(reason).includes('use-completed'));
    const sealed = readdirSync(sandbox.folder).filter((name) => /已盖章|\.tmp$/.test(name));
    expect(sealed.sort()).toEqual(expected.map((reason) => `${reason}-已盖章.pdf`).sort());
    await verifyFiles(desk, ...expected.map(sealedFile));
    await verdict(page).waitFor();
    expect(await page.getByRole('img', { name: '通过' }).count()).toBeGreaterThanOrEqual(expected.length);
  });

  test('what the killed application printed, and what it left, holds no PIN', async () => {
    expect(holds(keeper.printed, pinMark)).toBe(false);
    await desk.close();
    expect(filesThatHold(sandbox.folder, pinMark)).toEqual([]);
  });
});
