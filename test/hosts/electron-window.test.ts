/** host-electron on the real Electron: the conformance list, and starts that must be refused. Skipped, loudly, without its program. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../gate/support/sandbox.ts';
import { killElectronWorker, plainEnvironment } from './support/driven-electron.ts';
import { electronHere } from './support/electron-here.ts';
import { electronProgram, type ElectronProgram } from './support/electron-program.ts';
import { ownDisplay } from './support/own-display.ts';
import { testConformance, type ConformanceHost } from './support/conformance.ts';
import { skipAbsent } from '../support/absent.ts';

const { why } = electronHere();
if (why !== null) skipAbsent('Electron', why);

/** What the suite drives, and the product as people start it. */
let driven: ElectronProgram;
let product: ElectronProgram;

async function open({ home }: Sandbox, bundle: string): Promise<ConformanceHost> {
  const electron = await _electron.launch({
    executablePath: driven.executable,
    args: [...driven.opens],
    // Playwright starts it without its sandbox otherwise.
    chromiumSandbox: true,
    env: plainEnvironment({ BIANYIN_HOME: home.root, BIANYIN_TEST_PAGES: bundle }),
  });
  const page = await electron.firstWindow();
  await page.waitForLoadState();
  return {
    name: 'electron',
    page,
    addresses: { main: 'app://main/index.html', pin: 'app://pin/pin.html' },
    profile: `${home.root}.electron`,
    choose: (path) => chooseNext(electron, path),
    async nextPinWindow() {
      const pin = await electron.waitForEvent('window');
      await pin.waitForLoadState();
      const closed = new Promise<void>((resolve) => pin.once('close', () => resolve()));
      return { page: pin, closed, close: () => void pin.close() };
    },
    notices: null,
    countPages: () => electron.windows().length,
    killDocumentWorker: async () => (await killElectronWorker(electron, '文件进程')) > 0,
    close: () => electron.close(),
  };
}

/** The system's chooser cannot be driven: the next one answers by itself. */
function chooseNext(electron: ElectronApplication, path: string): Promise<void> {
  return electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

describe.skipIf(why !== null)('host-electron', () => {
  beforeAll(async () => {
    await ownDisplay();
    driven = await electronProgram('test/hosts/support/electron-entry.ts');
    product = await electronProgram();
  });
  afterAll(() => [driven, product].forEach((program) => program?.remove()));

  describe('in a window', () => testConformance(open));

  test.each([
    ['--remote-debugging-port=0', {}],
    ['--no-sandbox', {}],
    ['--js-flags=--expose-gc', {}],
    ['--load-extension=/tmp', {}],
    ['', { NODE_OPTIONS: '--no-warnings' }],
  ])('does not start with %s %j', (argument, environment) => {
    const args = argument === '' ? product.opens : [...product.opens, argument];
    const run = spawnSync(product.executable, args, {
      encoding: 'utf8',
      timeout: 20_000,
      env: plainEnvironment({ BIANYIN_HOME: join(product.root, 'home'), ...environment }),
    });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/汴印没有启动[^]*did not start/);
  });
});
