/** The stories in windows of the system's Chromium: the application is this process. */
import { openChromiumHost } from '../../../../src-main/host-chromium/open-chromium-host.ts';
import { ownDisplay } from '../../../hosts/support/own-display.ts';
import { workersOf } from '../../../gate/support/processes.ts';
import { killDescendants } from '../listeners.ts';
import { answeredClock, answeringPrinter, readAnswers } from './desk-answers.ts';
import type { DeskSetting, DeskWindows, HostSetting } from './desk-windows.ts';

type ChromiumSetting = Extract<HostSetting, { host: 'chromium' }>;

export async function openChromiumWindows(
  { executable, bundle }: ChromiumSetting,
  { home, answers, hasPrinter, onWindow, onPinWindow, onConnection }: DeskSetting,
): Promise<DeskWindows> {
  const host = await openChromiumHost({
    ...{ executable, bundle, home, isHeadless: !(await ownDisplay()) },
    now: answeredClock(answers),
    chooseSave: (suggested) => Promise.resolve(readAnswers(answers).saved ?? suggested),
    confirm: () => Promise.resolve(true),
    notify: null,
    printer: hasPrinter ? answeringPrinter(answers) : null,
    onWindow({ page }, connection) {
      onWindow(page);
      if (connection.page === 'pin') onPinWindow(page);
      else onConnection?.(connection);
    },
  });
  const { page } = host.window;
  page.on('filechooser', (chooser) => void chooser.setFiles([...readAnswers(answers).chosen]));
  const killSigner = (): number => {
    const pids = workersOf({ folder: '', home });
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    return pids.length;
  };
  return {
    ...{ page, pid: process.pid, debuggerSockets: 0 },
    killWorker: (name) =>
      Promise.resolve(name === 'signer' ? killSigner() : killDescendants('document-process')),
    async close() {
      host.close();
      await host.closed;
    },
  };
}
