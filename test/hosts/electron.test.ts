/**
 * What host-electron asks of Electron, on a recorded `electron` module: each option and each denial of the checklist
 * (verification E01, E03 to E09). What the real one makes of it is for electron-window.test.ts.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallResult } from '../../src-main/contract/result.ts';
import { fileKinds, type FileKind } from '../../src-main/domain/file-kinds.ts';
import { dialogsOf } from '../../src-main/host-electron/dialogs.ts';
import { openElectronHost, type ElectronHost } from '../../src-main/host-electron/open-electron-host.ts';
import { pinWindows } from '../../src-main/host-electron/pin-windows.ts';
import { placeOfPages } from '../../src-main/host-electron/place-of-pages.ts';
import {
  refusalSentence,
  refusedStart,
  switchesThatMustBeAbsent,
} from '../../src-main/host-electron/refused-start.ts';
import { startProduct } from '../../src-main/host-electron/start-product.ts';
import { secretStore } from '../../src-main/host-electron/secret-store.ts';
import { failToStart } from '../../src-main/host-electron/fail-to-start.ts';
import { showRefusal } from '../../src-main/host-electron/show-refusal.ts';
import { startElectron } from '../../src-main/host-electron/start-electron.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import {
  forgetRecord,
  record,
  type RecordedSession,
  type RecordedWindow,
  type ElectronRecord,
} from './support/recorded-electron.ts';
import { writeTestPages } from './support/test-pages.ts';

vi.mock('electron', async () => (await import('./support/recorded-electron.ts')).electron);

const folder = mkdtempSync(join(tmpdir(), 'bianyin-electron-'));
const bundle = writeTestPages();
const options = { home: homeDirectory(join(folder, 'home')), bundle, preload: '/p/preload.cjs' };
afterAll(() => [folder, bundle].forEach((each) => rmSync(each, { recursive: true, force: true })));

/** The host, its main window and the session of it; the host is closed with the test. */
async function open(isPackaged = true, workArea?: ElectronRecord['workArea']) {
  forgetRecord();
  if (workArea) record.workArea = workArea;
  const host = await openElectronHost({ ...options, isPackaged });
  const [window] = record.windows;
  const session = record.sessions.get('default');
  if (!window || !session) throw new Error('no window');
  return { host, window, session };
}

const eventOf = (window: RecordedWindow, change: Record<string, unknown> = {}) => ({
  sender: window.webContents,
  senderFrame: window.webContents.mainFrame,
  ...change,
});
const callOf = (window: RecordedWindow, event: unknown, name = 'home.describe', input: unknown = '{}') =>
  (window.webContents.onCall as (...args: unknown[]) => Promise<CallResult<unknown>>)(event, name, input);
const codeOf = (result: CallResult<unknown>): string => (result.ok ? 'ok' : result.error.code);
/** Whether an event was prevented by whoever listens. */
function isPrevented(target: NodeJS.EventEmitter, name: string, ...rest: unknown[]): boolean {
  let prevented = false;
  target.emit(name, { preventDefault: () => (prevented = true) }, ...rest);
  return prevented;
}

let host: ElectronHost;
let window: RecordedWindow;
let session: RecordedSession;
beforeEach(async () => {
  ({ host, window, session } = await open());
  return () => host.close();
});

describe('windows', () => {
  const guards = {
    ...{ sandbox: true, contextIsolation: true, webSecurity: true, safeDialogs: true },
    ...{ nodeIntegration: false, nodeIntegrationInSubFrames: false, nodeIntegrationInWorker: false },
    ...{ webviewTag: false, plugins: false, navigateOnDragDrop: false, spellcheck: false, devTools: false },
  };

  test('have every guard on, and no key besides', () => {
    const preferences = window.options['webPreferences'];
    expect(preferences).toEqual({ ...guards, preload: '/p/preload.cjs', session });
    expect(window.options).toMatchObject({ show: false });
    window.emit('ready-to-show');
    expect(window.isShown).toBe(true);
  });

  test('have developer tools in a checkout only', async () => {
    const { window: unpacked } = await open(false);
    expect(unpacked.options['webPreferences']).toMatchObject({ ...guards, devTools: true });
  });

  test('are wholly on the free part of the screen that the person is at, and may be as small as it', async () => {
    expect(window.options).toMatchObject({ x: 277, y: 136, width: 1366, height: 768, minWidth: 960 });
    // 1366×768 at 150 %, with a bar of 40 at the bottom, on the second of two screens.
    const { window: low } = await open(true, { x: 1280, y: 0, width: 910, height: 472 });
    const fits = { x: 1280, y: 0, width: 910, height: 472, minWidth: 910, minHeight: 472 };
    expect(low.options).toMatchObject(fits);
  });

  test('load their one page by their own scheme', () => {
    expect(window.webContents.loaded).toEqual(['app://main/index.html']);
  });

  test('close with their renderer, and then nothing is sent to them', () => {
    window.webContents.emit('render-process-gone', {}, {});
    expect(window.isGone).toBe(true);
    host.main.send({ seq: 1, event: { kind: 'home.changed' } });
    expect(window.webContents.sent).toEqual([]);
  });

  test('get events on one channel, in order', () => {
    const events = [1, 2, 3].map((seq) => ({ seq, event: { kind: 'home.changed' as const } }));
    events.forEach(host.main.send);
    expect(window.webContents.sent).toEqual(events.map((event) => ['bianyin.event', event]));
  });
});

describe('going elsewhere', () => {
  beforeEach(() => startedBefore(window));

  test.each([
    'will-navigate',
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
    'will-prevent-unload',
  ])('%s is prevented', (name) => {
    expect(isPrevented(window.webContents, name)).toBe(true);
  });

  test('windows are denied, and no Bluetooth device is chosen', () => {
    expect(window.webContents.onWindowOpen?.()).toEqual({ action: 'deny' });
    const choose = vi.fn();
    expect(isPrevented(window.webContents, 'select-bluetooth-device', [], choose)).toBe(true);
    expect(choose).toHaveBeenCalledWith('');
  });

  test('WebRTC, which no policy and no handler is asked about, sends nothing', () => {
    expect(window.webContents.webRtcPolicy).toBe('disable_non_proxied_udp');
  });

  test('what happened all the same is undone', () => {
    window.webContents.emit('did-navigate', {}, 'app://main/index.html#/journal');
    expect(window.webContents.loaded).toHaveLength(1);
    window.webContents.emit('did-navigate', {}, 'about:blank');
    expect(window.webContents.loaded).toEqual(['app://main/index.html', 'app://main/index.html']);
  });
});

describe('a session', () => {
  test('grants no permission, no device, no screen', () => {
    const answer = vi.fn();
    const top = { isMainFrame: true, requestingUrl: 'app://main/index.html' };
    session.ask('permission request', null, 'media', answer, top);
    expect(answer).toHaveBeenCalledWith(false);
    expect(session.ask('permission check', null, 'clipboard-read', 'app://main', top)).toBe(false);
    expect(session.ask('device permission', {})).toBe(false);
    const screen = vi.fn();
    session.ask('display media', {}, screen);
    expect(screen).toHaveBeenCalledWith(null);
    for (const name of ['select-hid-device', 'select-usb-device'])
      expect(isPrevented(session, name, {}, () => undefined)).toBe(true);
    expect(isPrevented(session, 'select-serial-port', [], {}, () => undefined)).toBe(true);
  });

  test.each([
    ['fullscreen', true, 'app://main/index.html', true],
    ['fullscreen', true, 'app://main', true],
    ['fullscreen', false, 'app://main/index.html', false],
    ['fullscreen', true, 'app://pin/pin.html', false],
    ['fullscreen', true, 'app://main.example.org/', false],
    ['fullscreen', true, '', false],
    ['keyboardLock', true, 'app://main/index.html', false],
    ['pointerLock', true, 'app://main/index.html', false],
    ['window-management', true, 'app://main/index.html', false],
  ])('%s of the main page (top frame: %s) at %s: %s', (permission, isMainFrame, requestingUrl, isGranted) => {
    const answer = vi.fn();
    session.ask('permission request', null, permission, answer, { isMainFrame, requestingUrl });
    expect(answer).toHaveBeenCalledWith(isGranted);
    expect(session.ask('permission check', null, permission, requestingUrl, { isMainFrame })).toBe(isGranted);
  });

  test('of a PIN page grants not even the display', () => {
    placeOfPages('pin', { ...options, isPackaged: true });
    const pin = record.sessions.get('bianyin-pin');
    const asked = { isMainFrame: true, requestingUrl: 'app://pin/pin.html' };
    const answer = vi.fn();
    pin?.ask('permission request', null, 'fullscreen', answer, asked);
    expect(answer).toHaveBeenCalledWith(false);
    expect(pin?.ask('permission check', null, 'fullscreen', 'app://pin', asked)).toBe(false);
  });

  test('downloads nothing, looks up no words, trusts no certificate', () => {
    expect(isPrevented(session, 'will-download')).toBe(true);
    expect(session.isSpellCheckerEnabled).toEqual([false]);
    const answer = vi.fn();
    session.ask('certificate', {}, answer);
    expect(answer).toHaveBeenCalledWith(-2);
  });

  test.each([
    ['app://main/index.html', true],
    ['app://main/assets/page.js', true],
    ['blob:app://main/0000', true],
    ['data:image/png;base64,AA', true],
    ['data:text/html,hello', false],
    ['app://pin/pin.html', false],
    ['app://main.example.org/', false],
    ['blob:https://example.org/0000', false],
    ['https://example.org/', false],
    ['ws://example.org/', false],
    [['file', ':///etc/passwd'].join(''), false],
    ['devtools://devtools/', false],
  ])('lets %s through: %s', (url, isAllowed) => {
    const answer = vi.fn();
    session.ask('request', { url }, answer);
    expect(answer).toHaveBeenCalledWith({ cancel: !isAllowed });
  });

  test.each([
    ['GET', 'app://main/index.html', 200],
    ['GET', 'app://main/assets/page.js', 200],
    ['GET', 'app://main/../index.html', 200],
    ['POST', 'app://main/index.html', 404],
    ['GET', 'app://main/pin.html', 404],
    ['GET', 'app://main/', 404],
    ['GET', 'app://main/assets', 404],
    ['GET', 'app://main/..%2f..%2fetc/passwd', 404],
    ['GET', 'app://main/.env', 404],
    ['GET', 'app://pin/pin.html', 404],
  ])('serves %s %s with %i', async (method, url, status) => {
    const answer = session.ask<Response>('scheme app', { method, url });
    expect(answer.status).toBe(status);
    if (status !== 200) expect(await answer.text()).toBe('');
    else expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('a call', () => {
  test('of the top frame at its address is answered', async () => {
    expect(await callOf(window, eventOf(window))).toMatchObject({ ok: true, value: { host: 'electron' } });
    window.webContents.mainFrame.url += '#/journal';
    expect(codeOf(await callOf(window, eventOf(window)))).toBe('ok');
  });

  test.each([
    ['no frame', () => ({ senderFrame: null })],
    ['a frame that is gone', () => frameOf({ isDestroyed: () => true })],
    ['another frame', () => frameOf({})],
    ['another window', () => ({ sender: {} })],
  ])('of %s is forbidden', async (_, change) => {
    expect(codeOf(await callOf(window, eventOf(window, change())))).toBe('forbidden');
  });

  test.each([
    ['a frame inside', { parent: { url: '', origin: '', parent: null, isDestroyed: () => false } }],
    ['another origin', { origin: 'app://pin' }],
    ['an opaque origin', { origin: 'null' }],
    ['another page', { url: 'app://main/pin.html' }],
    ['a query', { url: 'app://main/index.html?x' }],
    ['nothing', { url: 'about:blank' }],
  ])('from %s is forbidden', async (_, change) => {
    Object.assign(window.webContents.mainFrame, change);
    expect(codeOf(await callOf(window, eventOf(window)))).toBe('forbidden');
  });

  test('of a window that is gone is forbidden', async () => {
    window.isGone = true;
    expect(codeOf(await callOf(window, eventOf(window)))).toBe('forbidden');
  });

  test('of the PIN page, or of nothing known, is refused by its code', async () => {
    const code = async (name: string, input: unknown) =>
      codeOf(await callOf(window, eventOf(window), name, input));
    expect(await code('pin.answer', '{"kind":"refused"}')).toBe('forbidden');
    expect(await code('constructor', '{}')).toBe('unknown-name');
    expect(await code('home.describe', { toString: () => '{}' })).toBe('bad-input');
  });

  test('for files asks the system, and the page learns no path', async () => {
    record.chosen = { canceled: false, filePaths: [join(folder, 'nobody.pdf')], filePath: '' };
    const result = await callOf(window, eventOf(window), 'document.choose', '{"multiple":true}');
    expect(record.dialogs).toEqual([
      {
        filters: [
          { name: 'PDF 文件 · PDF files', extensions: ['pdf'] },
          { name: expect.stringContaining('All files') as string, extensions: ['*'] },
        ],
        properties: ['openFile', 'multiSelections'],
      },
    ]);
    expect(codeOf(result)).toBe('file-not-readable');
    expect(JSON.stringify(result)).not.toContain(folder);
    record.chosen = { ...record.chosen, canceled: true };
    expect(await callOf(window, eventOf(window), 'document.choose', '{"multiple":false}')).toEqual({
      ok: true,
      value: [],
    });
  });
});

describe('a notice of the system', () => {
  const news = { toApprove: 1, toSeal: 0, decided: 0 };
  const tell = (toApprove: number) =>
    callOf(window, eventOf(window), 'notice.tell', JSON.stringify({ toApprove, toSeal: 0, news }));

  test('says how many wait, without a sound; a click brings the window forward', async () => {
    expect(codeOf(await tell(2))).toBe('ok');
    const [notice] = record.notices;
    expect(notice?.options).toEqual({ title: '汴印', body: '有 2 件待您审批', silent: true });
    expect(notice?.isShown).toBe(true);
    await tell(3);
    expect(record.notices).toHaveLength(1);
    notice?.emit('click');
    expect(window.hasFocus).toBe(true);
  });

  test('does not come while the window has the focus', async () => {
    window.hasFocus = true;
    expect(codeOf(await tell(2))).toBe('ok');
    expect(record.notices).toEqual([]);
  });

  test('carries no words of the page', async () => {
    const input = JSON.stringify({ toApprove: 1, toSeal: 0, news, body: '请点击这里' });
    expect(codeOf(await callOf(window, eventOf(window), 'notice.tell', input))).toBe('bad-input');
    expect(record.notices).toEqual([]);
  });

  test('is not made where the system shows none', async () => {
    forgetRecord();
    record.hasNotices = false;
    const other = await openElectronHost({ ...options, isPackaged: true });
    const [main] = record.windows;
    if (!main) throw new Error('no window');
    const input = JSON.stringify({ toApprove: 2, toSeal: 0, news });
    expect(codeOf(await callOf(main, eventOf(main), 'notice.tell', input))).toBe('ok');
    expect(record.notices).toEqual([]);
    other.close();
  });
});

describe('the system’s choosers', () => {
  const dialogs = () => dialogsOf(window as never);

  test('ask for a folder when a folder is wanted', async () => {
    record.chosen = { canceled: false, filePaths: ['/contracts'], filePath: '' };
    expect(await dialogs().chooseFiles({ multiple: false, kind: 'folder' })).toEqual(['/contracts']);
    expect(record.dialogs).toEqual([{ properties: ['openDirectory'] }]);
  });

  test.each(Object.keys(fileKinds) as FileKind[])('show %s first, and any file on demand', async (kind) => {
    record.chosen = { canceled: false, filePaths: ['/a'], filePath: '' };
    await dialogs().chooseFiles({ multiple: true, kind });
    const [asked] = record.dialogs as { filters: { extensions: string[] }[] }[];
    expect(asked?.filters.map(({ extensions }) => extensions)).toEqual([
      [...fileKinds[kind].extensions],
      ['*'],
    ]);
  });

  test('ask where a new file goes, beginning with what was suggested', async () => {
    record.chosen = { canceled: false, filePaths: [], filePath: '/out/b.pdf' };
    expect(await dialogs().chooseSave('/out/a.pdf')).toBe('/out/b.pdf');
    expect(record.dialogs).toMatchObject([{ defaultPath: '/out/a.pdf' }]);
    record.chosen = { canceled: true, filePaths: [], filePath: '' };
    expect(await dialogs().chooseSave('/out/a.pdf')).toBeNull();
  });

  test('of a window that is gone choose nothing', async () => {
    record.chosen = { canceled: false, filePaths: ['/a.pdf'], filePath: '/b.pdf' };
    window.isGone = true;
    expect(await dialogs().chooseFiles({ multiple: true, kind: 'document' })).toEqual([]);
    expect(await dialogs().chooseSave('/out/a.pdf')).toBeNull();
    expect(record.dialogs).toEqual([]);
  });
});

describe('starting', () => {
  test('says what must be said before Electron is ready, in this order', async () => {
    forgetRecord();
    startElectron(options);
    expect(record.app.said).toEqual([
      'sandbox',
      // Nothing of a page reaches a network, not even what Chromium opens ahead of a request.
      '--proxy-server=0.0.0.0:9',
      '--proxy-bypass-list=<-loopback>',
      `userData ${options.home.root}.electron`,
      `known as ${/^appId: (.+)$/m.exec(readFileSync('electron-builder.yml', 'utf8'))?.[1]}`,
      'lock',
      'ready',
    ]);
    expect(record.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect(record.menus).toEqual([process.platform === 'darwin' ? expect.any(Array) : null]);
    await vi.waitFor(() => expect(record.windows[0]?.webContents.loaded).toHaveLength(1));
    record.app.emit('second-instance');
    expect(record.windows[0]?.hasFocus).toBe(true);
    record.app.emit('window-all-closed');
    expect(record.app.said.at(-1)).toBe('quit');
    record.app.emit('will-quit');
    expect(record.windows[0]?.isGone).toBe(true);
  });

  test('the folder of the profile is there before Electron hears of it, and only its owner looks into it', () => {
    forgetRecord();
    const home = homeDirectory(join(folder, 'new', 'home'));
    startElectron({ ...options, home });
    expect(statSync(`${home.root}.electron`).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(`${home.root}.electron`).mode & 0o777).toBe(0o700);
  });

  test.each([
    [new BianyinError('home-damaged'), /设置文件损坏[^]*is damaged/],
    [new Error('/secret/place'), /重新安装[^]*Install Bianyin again/],
  ])('a window that cannot open says so in a box, in both languages, without places: %s', (error, words) => {
    forgetRecord();
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    failToStart(error);
    said.mockRestore();
    expect(record.errorBoxes).toEqual([
      [expect.stringContaining('did not start'), expect.stringMatching(words)],
    ]);
    expect(record.errorBoxes[0]?.[1]).not.toContain('/secret');
    expect(record.app.said).toEqual(['exit 1']);
  });

  test('a refusal is shown where a double click has no terminal', () => {
    forgetRecord();
    showRefusal('汴印没有启动', 'linux');
    expect(record.errorBoxes).toEqual([]);
    showRefusal('汴印没有启动', 'win32');
    expect(record.errorBoxes).toEqual([['汴印 Bianyin', '汴印没有启动']]);
  });

  test('a second time ends at once', () => {
    forgetRecord();
    record.app.isFirst = false;
    startElectron(options);
    expect(record.app.said.at(-1)).toBe('quit');
    expect(record.windows).toEqual([]);
  });

  test('certificates that are wrong, passwords and client certificates are never given', () => {
    startedBefore(window);
    const answer = vi.fn();
    expect(isPrevented(record.app, 'certificate-error', {}, '', '', {}, answer)).toBe(true);
    expect(answer).toHaveBeenCalledWith(false);
    expect(isPrevented(record.app, 'select-client-certificate', {}, '', [], vi.fn())).toBe(true);
    expect(isPrevented(record.app, 'login', {}, {}, {}, vi.fn())).toBe(true);
  });
});

describe('the product', () => {
  test.each(switchesThatMustBeAbsent)('does not start when Chromium has read --%s', (name) => {
    forgetRecord();
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    record.app.switches = [name];
    startProduct();
    expect(said.mock.calls.join()).toContain(`--${name}`);
    said.mockRestore();
    expect(record.app.said).toEqual(['exit 2']);
  });

  test('starts otherwise, on the home of its user', () => {
    forgetRecord();
    vi.stubEnv('BIANYIN_HOME', options.home.root);
    startProduct();
    vi.unstubAllEnvs();
    expect(record.app.said).toContain(`userData ${options.home.root}.electron`);
    expect(record.app.said.at(-1)).toBe('ready');
  });
});

describe('a start', () => {
  const start = (
    argv: readonly string[],
    environment: Record<string, string> = {},
    platform: NodeJS.Platform = 'linux',
    execArgv: readonly string[] = [],
  ): string | null =>
    refusedStart({ argv: ['/opt/bianyin/bianyin', ...argv], execArgv, environment, platform });

  test.each([
    ...['--remote-debugging-port=9222', '--remote-debugging-pipe', '--inspect', '--inspect-brk=0'],
    ...['--load-extension=/tmp/x', '--user-data-dir=/tmp', '--js-flags=--expose-gc', '--no-sandbox'],
    ...['--disable-web-security', '--proxy-server=1.2.3.4:80', '--ignore-certificate-errors'],
    ...['--host-resolver-rules=MAP * 1.2.3.4', '--renderer-cmd-prefix=sh', '--a-switch-of-next-year'],
    ...['-remote-debugging-port=1', '--Remote-Debugging-Port=1', '-r', '--require=/tmp/x.js'],
  ])('with %s is refused, and told so in both languages', (argument) => {
    const refused = start(['/opt/bianyin/app', argument]);
    expect(refused).toBe(argument.split('=')[0]);
    expect(refusalSentence(refused ?? '')).toMatch(/汴印没有启动[^]*did not start/);
  });

  test.each([
    'ELECTRON_RUN_AS_NODE',
    'NODE_OPTIONS',
    'ELECTRON_DISABLE_SANDBOX',
    'SSLKEYLOGFILE',
    'NODE_TLS_REJECT_UNAUTHORIZED',
  ])('with %s in the environment is refused', (name) => {
    expect(start([], { [name]: '1' })).toBe(name);
    expect(start([], { [name]: '' })).toBeNull();
  });

  test('with what Node took for its own is refused', () => {
    expect(start([], {}, 'linux', ['--inspect=0'])).toBe('--inspect');
  });

  test('with a slash is a switch on Windows and a folder elsewhere', () => {
    expect(start(['/no-sandbox'], {}, 'win32')).toBe('/no-sandbox');
    expect(start(['/srv/bianyin'], {}, 'linux')).toBeNull();
  });

  test('as systems do it is taken', () => {
    expect(start([])).toBeNull();
    expect(start(['/srv/bianyin', '--ozone-platform=wayland', '--force-device-scale-factor=2'])).toBeNull();
    expect(start(['-psn_0_12345'], {}, 'darwin')).toBeNull();
    expect(start(['-psn_0_12345'], {}, 'linux')).toBe('-psn_0_12345');
  });
});

describe('a PIN window', () => {
  const connection = (isClosed: { value: boolean }) => ({
    page: 'pin' as const,
    call: (isTrusted: boolean) => Promise.resolve({ ok: true as const, value: isTrusted }),
    close: () => void (isClosed.value = true),
  });
  const place = () => placeOfPages('pin', { bundle, preload: '/p/preload.cjs', isPackaged: true });

  test('stands above all others, is on no picture of the screen, and has a session of its own', async () => {
    const isClosed = { value: false };
    const pin = await pinWindows(place()).open(connection(isClosed));
    const [, opened] = record.windows;
    const own = record.sessions.get('bianyin-pin');
    expect(own?.options).toEqual({ cache: false });
    expect(opened?.options).toMatchObject({
      alwaysOnTop: true,
      webPreferences: { session: own, sandbox: true },
    });
    expect(opened?.options).not.toHaveProperty('parent');
    expect(opened?.options).toMatchObject({ x: 740, y: 170, width: 440, height: 700 });
    expect(opened?.contentProtection).toEqual([true]);
    expect(window.contentProtection).toEqual([]);
    expect(opened?.webContents.loaded).toEqual(['app://pin/pin.html']);
    expect(own?.ask<Response>('scheme app', { method: 'GET', url: 'app://pin/pin.html' }).status).toBe(200);
    expect(own?.ask<Response>('scheme app', { method: 'GET', url: 'app://main/index.html' }).status).toBe(
      404,
    );
    pin.close();
    expect(isClosed.value).toBe(true);
  });

  test('trusts its own page alone, and goes with the others', async () => {
    const isClosed = { value: false };
    const pins = pinWindows(place());
    await pins.open(connection(isClosed));
    const opened = record.windows.at(-1);
    if (!opened) throw new Error('no window');
    expect(await callOf(opened, eventOf(opened))).toMatchObject({ value: true });
    expect(await callOf(opened, eventOf(window))).toMatchObject({ value: false });
    pins.closeAll();
    expect([opened.isGone, isClosed.value]).toEqual([true, true]);
  });
});

describe('the keeper of secrets', () => {
  const storage = (isAvailable: boolean, backend: string) => ({
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend as 'basic_text',
    encryptString: (text: string) => Buffer.from(`sealed ${text}`),
    decryptString: (octets: Buffer) => octets.toString().slice(7),
  });

  test('is refused where it is a plain text, or not there', () => {
    expect(secretStore(storage(true, 'basic_text'), 'linux')).toBeNull();
    expect(secretStore(storage(true, 'unknown'), 'linux')).toBeNull();
    expect(secretStore(storage(false, 'gnome_libsecret'), 'linux')).toBeNull();
    expect(secretStore(storage(false, 'unknown'), 'win32')).toBeNull();
  });

  test('seals and opens where there is one', () => {
    const store = secretStore(storage(true, 'kwallet6'), 'linux');
    const sealed = store?.seal('a word') ?? new Uint8Array();
    expect(Buffer.from(sealed).toString()).toBe('sealed a word');
    expect(store?.open(sealed)).toBe('a word');
    expect(secretStore(storage(true, 'unknown'), 'darwin')).not.toBeNull();
  });
});

/** Has the handlers of a started program on the application, and on a window that was opened before. */
function startedBefore(opened: RecordedWindow): void {
  record.app.isFirst = true;
  startElectron(options);
  record.app.emit('web-contents-created', {}, opened.webContents);
}

function frameOf(change: Record<string, unknown>): Record<string, unknown> {
  const frame = {
    url: 'app://main/index.html',
    origin: 'app://main',
    parent: null,
    isDestroyed: () => false,
  };
  return { senderFrame: { ...frame, ...change } };
}
