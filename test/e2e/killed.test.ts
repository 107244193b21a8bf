/** The application is killed while a keeper seals one request after the other; afterwards it tells the truth, and nothing is sealed twice. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { usesOf } from '../gate/support/story.ts';
import {
  answersOf,
  canOpenWindows,
  freshSandbox,
  hostOfRun,
  openDesk,
  photographFailures,
  pullTokens,
  type Desk,
} from './support/desk.ts';
import { goTo, worksFor } from './support/frame.ts';
import { noAnswers, writeAnswers } from './support/hosts/desk-answers.ts';
import { chainLine } from './support/journal-page.ts';
import { processesNaming } from './support/listeners.ts';
import { confirmAs } from './support/pin-page.ts';
import { pinMark } from './support/pins.ts';
import { approvedLetter } from './support/prepared.ts';
import { applyButton, openRequest, sealedLine } from './support/request-page.ts';
import { filesThatHold, holds } from './support/secrets.ts';
import { verdict, verifyFiles } from './support/verify-page.ts';

const reasons = ['第一份', '第二份', '第三份'] as const;
/** Long enough for the application to be killed meanwhile, ms. */
const SLOW_SIGNATURE = 'slow:3000@sign';

const sandbox = freshSandbox({ hasHome: canOpenWindows });
const ids = new Map<string, string>();
let printed = '';
let desk: Desk;
photographFailures(() => desk);

function startKeeper(): ChildProcess {
  const script = fileURLToPath(new URL('support/keeper-process.ts', import.meta.url));
  const line = [
    '--disable-warning=ExperimentalWarning',
    script,
    JSON.stringify(hostOfRun()),
    sandbox.home.root,
  ];
  writeAnswers(answersOf(sandbox), noAnswers);
  const child = spawn(process.execPath, [...line, answersOf(sandbox), ...reasons], {
    env: { ...process.env, BIANYIN_SOFT_UKEY_FAULT: SLOW_SIGNATURE },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return child;
}

const sealedFile = (reason: string): string => `${sandbox.folder}/${reason}-已盖章.pdf`;
const events = (reason: string): string[] => usesOf(sandbox, ids.get(reason) ?? '').map(([event]) => event);

describe.skipIf(!canOpenWindows)('the application is killed in the middle of sealing', () => {
  beforeAll(async () => {
    for (const reason of reasons) {
      const file = await writePdf(sandbox.folder, `${reason}.pdf`);
      ids.set(reason, await approvedLetter(sandbox, file, { reason }));
    }
    pullTokens(sandbox, 'applicant', 'department', 'counsel', 'finance-lead', 'legal', 'cashier');
    const child = startKeeper();
    await vi.waitFor(() => expect(events('第二份')).toContain('use-spent'), {
      timeout: 100_000,
      interval: 100,
    });
    // Who drives the windows dies with the application, where it is not the application itself.
    process.kill(Number(/^application (\d+)$/m.exec(printed)?.[1]), 'SIGKILL');
    child.kill('SIGKILL');
    // Browser and workers end with the pipes that they hang on; a signature that is under way comes to its end first.
    await vi.waitFor(() => expect(processesNaming(sandbox.home.root)).toEqual([]), {
      timeout: 30_000,
      interval: 250,
    });
    desk = await openDesk({ sandbox });
  });
  afterAll(() => desk?.remove());

  test('what was sealed before is sealed once, and what nobody had begun is not sealed', () => {
    expect(printed.trim().split('\n').slice(1)).toEqual(['第一份']);
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
    const sealed = readdirSync(sandbox.folder).filter((name) => name.includes('已盖章'));
    expect(sealed.sort()).toEqual(expected.map((reason) => `${reason}-已盖章.pdf`).sort());
    await verifyFiles(desk, ...expected.map(sealedFile));
    await verdict(page).waitFor();
    expect(await page.getByRole('img', { name: '通过' }).count()).toBeGreaterThanOrEqual(expected.length);
  });

  test('what the killed application printed, and what it left, holds no PIN', async () => {
    expect(holds(printed, pinMark)).toBe(false);
    await desk.close();
    expect(filesThatHold(sandbox.folder, pinMark)).toEqual([]);
  });
});
