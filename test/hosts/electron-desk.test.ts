/**
 * The stories' way of driving Electron (test/e2e/support/hosts), with a stand-in for its program: what Electron runs, on the
 * recorded module; and the test's side of it, on an application whose windows and end the test makes up.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page, _electron } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { noAnswers, writeAnswers } from '../e2e/support/hosts/desk-answers.ts';
import { openElectronWindows } from '../e2e/support/hosts/electron-windows.ts';
import { withoutDebugger } from '../e2e/support/listeners.ts';
import { electron as recorded, forgetRecord, record } from './support/recorded-electron.ts';
import { writeTestPages } from './support/test-pages.ts';

const opened = vi.hoisted(() => ({ options: [] as unknown[] }));
vi.mock('electron', async () => (await import('./support/recorded-electron.ts')).electron);
vi.mock('../../src-main/host-electron/open-electron-host.ts', () => ({
  openElectronHost: (options: unknown) => {
    opened.options.push(options);
    return Promise.resolve({ close: () => undefined });
  },
}));

const folder = mkdtempSync(join(tmpdir(), 'bianyin-electron-desk-'));
const answers = join(folder, 'answers.json');
const bundle = writeTestPages();
const home = homeDirectory(join(folder, 'home'));
beforeEach(() => {
  forgetRecord();
  writeAnswers(answers, noAnswers);
});
afterAll(() => [folder, bundle].forEach((each) => rmSync(each, { recursive: true, force: true })));

describe('what Electron runs', () => {
  test('opens the home of its last argument, with the clock and the choosers of the test', async () => {
    vi.stubEnv('BIANYIN_TEST_ANSWERS', answers);
    vi.stubEnv('BIANYIN_TEST_PAGES', bundle);
    const line = process.argv;
    process.argv = [...line, home.root];
    await import('../e2e/support/hosts/electron-desk-entry.ts');
    process.argv = line;
    vi.unstubAllEnvs();
    await vi.waitFor(() => expect(opened.options).toHaveLength(1));
    const options = opened.options[0] as {
      home: typeof home;
      bundle: string;
      now: () => Date;
      printer: unknown;
    };
    // Nobody's paper is used up by a test.
    expect(options.printer).toBeNull();
    expect([options.home.root, options.bundle]).toEqual([home.root, bundle]);
    const { dialog } = recorded;
    expect(await dialog.showOpenDialog(null, {})).toEqual({ canceled: true, filePaths: [] });
    expect(await dialog.showSaveDialog(null, { defaultPath: '/a/b.pdf' })).toMatchObject({
      filePath: '/a/b.pdf',
    });
    const before = options.now().getTime();
    writeAnswers(answers, {
      ...noAnswers,
      chosen: ['/x.pdf', '/y.pdf'],
      saved: '/z.pdf',
      shiftMs: 3_600_000,
    });
    expect(options.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(await dialog.showOpenDialog(null, {})).toEqual({
      canceled: false,
      filePaths: ['/x.pdf', '/y.pdf'],
    });
    expect(await dialog.showSaveDialog(null, { defaultPath: '/a/b.pdf' })).toMatchObject({
      filePath: '/z.pdf',
    });
  });
});

/** A window that has the address which it will have. */
class StandInPage extends EventEmitter {
  readonly address: string;
  constructor(address: string) {
    super();
    this.address = address;
  }
  waitForURL(wanted: RegExp): Promise<void> {
    return wanted.test(this.address) ? Promise.resolve() : Promise.reject(new Error('Timeout'));
  }
}

class StandInElectron extends EventEmitter {
  readonly child = Object.assign(new EventEmitter(), {
    pid: 4711,
    exitCode: null as number | null,
    signalCode: null,
  });
  readonly main = new StandInPage('app://main/index.html');
  closed = 0;
  process = () => this.child;
  firstWindow = () => Promise.resolve(this.main);
  windows = () => [this.main];
  evaluate = (work: (electron: unknown, given: unknown) => unknown, given: unknown): Promise<unknown> =>
    Promise.resolve(work(recorded, given));
  close = (): Promise<void> => {
    this.closed += 1;
    this.end();
    return Promise.resolve();
  };
  end(): void {
    this.child.exitCode = 0;
    this.child.emit('exit', 0, null);
  }
}

describe("the test's side", () => {
  const pages: { seen: Page[]; pins: Page[] } = { seen: [], pins: [] };
  let application: StandInElectron;
  let launched: Parameters<typeof _electron.launch>[0];
  const open = () =>
    openElectronWindows(
      { host: 'electron', executable: '/opt/electron', bundle, opens: ['/b/electron-desk-entry.js'] },
      {
        ...{ home, answers, hasPrinter: false },
        onWindow: (page) => void pages.seen.push(page),
        onPinWindow: (page) => void pages.pins.push(page),
      },
      (options) => {
        launched = options;
        return Promise.resolve(application as unknown as ElectronApplication);
      },
    );
  beforeEach(() => {
    application = new StandInElectron();
    pages.seen = [];
    pages.pins = [];
  });

  test('starts the entry on the home, without what the product refuses', async () => {
    vi.stubEnv('NODE_OPTIONS', '--no-warnings');
    vi.stubEnv('BIANYIN_SOFT_UKEY_FAULT', 'slow:1@sign');
    const windows = await open();
    vi.unstubAllEnvs();
    expect(launched).toMatchObject({
      executablePath: '/opt/electron',
      args: ['/b/electron-desk-entry.js', home.root],
      chromiumSandbox: true,
      env: { BIANYIN_TEST_ANSWERS: answers, BIANYIN_SOFT_UKEY_FAULT: 'slow:1@sign' },
    });
    expect(launched?.env).not.toHaveProperty('NODE_OPTIONS');
    expect(windows.page).toBe(application.main);
    expect(windows.pid).toBe(4711);
  });

  test('hears every window once, and knows a PIN window by its address', async () => {
    await open();
    const pin = new StandInPage('app://pin/pin.html');
    application.emit('window', pin);
    application.emit('window', application.main);
    await vi.waitFor(() => expect(pages.pins).toEqual([pin]));
    expect(pages.seen).toEqual([application.main, pin]);
  });

  test('closes once, and not again what has ended by itself', async () => {
    await (await open()).close();
    expect(application.closed).toBe(1);
    application = new StandInElectron();
    const windows = await open();
    application.end();
    await windows.close();
    expect(application.closed).toBe(0);
  });

  test('kills the workers of the name that the product gives them, and no other', async () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    record.app.metrics = [
      { pid: 11, name: '签名进程' },
      { pid: 12, name: '文件进程' },
    ] as unknown as typeof record.app.metrics;
    const windows = await open();
    expect(await windows.killWorker('signer')).toBe(1);
    expect(await windows.killWorker('document')).toBe(1);
    expect(kill.mock.calls).toEqual([
      [11, 'SIGKILL'],
      [12, 'SIGKILL'],
    ]);
    kill.mockRestore();
  });
});

test('two sockets of the debugger on this machine are no finding; a third, or one for others, is', () => {
  const ours = ['4711 electron 0100007F:A001', '4711 electron 0100007F:A002'];
  const others = [
    '4711 electron 0100007F:A003',
    '4711 electron 00000000:A004',
    '4712 electron 0100007F:A005',
  ];
  expect(withoutDebugger([...ours, ...others], new Map([[4711, 2]]))).toEqual(others);
  expect(withoutDebugger(ours, new Map([[4711, 0]]))).toEqual(ours);
});
