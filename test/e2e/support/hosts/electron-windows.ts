/** The stories in windows of the real Electron: the application is a process of its own, driven through Playwright's debugger. */
import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { killElectronWorker, plainEnvironment } from '../../../hosts/support/driven-electron.ts';
import { ownDisplay } from '../../../hosts/support/own-display.ts';
import type { DeskSetting, DeskWindows, HostSetting } from './desk-windows.ts';

type ElectronSetting = Extract<HostSetting, { host: 'electron' }>;
type Launch = typeof _electron.launch;

/** Playwright's debugger listens twice in the main process: for its JavaScript, and for the pages. */
const DEBUGGER_SOCKETS = 2;
/** Names of the workers as the product gives them. */
const workerNames = { signer: '签名进程', document: '文件进程' } as const;

/** `launch` is another one in the test of this file alone. */
export async function openElectronWindows(
  { executable, bundle, opens }: ElectronSetting,
  { home, answers, hasPrinter, onWindow, onPinWindow }: DeskSetting,
  launch: Launch = (options) => _electron.launch(options),
): Promise<DeskWindows> {
  await ownDisplay();
  const electron = await launch({
    executablePath: executable,
    // The home is an argument, so that the process can be told from those of other runs.
    args: [...opens, home.root],
    // Playwright starts it without its sandbox otherwise.
    chromiumSandbox: true,
    env: plainEnvironment({
      BIANYIN_TEST_PAGES: bundle,
      BIANYIN_TEST_ANSWERS: answers,
      ...(hasPrinter ? { BIANYIN_TEST_PRINTER: 'yes' } : {}),
    }),
  });
  // Playwright tells it no more once it has ended.
  const child = electron.process();
  const ended = endOf(child);
  const known = new Set<Page>();
  const meet = (page: Page): void => {
    if (known.has(page)) return;
    known.add(page);
    onWindow(page);
    // It goes away before its page is there when its question has ended.
    void page.waitForURL(/^app:\/\/pin\//).then(
      () => onPinWindow(page),
      () => undefined,
    );
  };
  electron.on('window', meet);
  const page = await electron.firstWindow();
  electron.windows().forEach(meet);
  await page.waitForURL(/^app:\/\/main\//);
  return {
    ...{ page, pid: child.pid ?? 0, debuggerSockets: DEBUGGER_SOCKETS },
    killWorker: (name) => killElectronWorker(electron, workerNames[name]),
    async close() {
      // Who has closed the main window has ended the application.
      if (child.exitCode === null && child.signalCode === null) await electron.close();
      await ended;
    },
  };
}

async function endOf(child: ReturnType<ElectronApplication['process']>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
