/** What host-chromium refuses (verification: E05 to E08), in a real browser without a display. Skipped, loudly, without Chromium. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallResult } from '../../src-main/contract/result.ts';
import type { BrowserWindow } from '../../src-main/host-chromium/browser-window.ts';
import { findChromium } from '../../src-main/host-chromium/find-chromium.ts';
import { openChromiumHost, type ChromiumHost } from '../../src-main/host-chromium/open-chromium-host.ts';
import { pageFile } from '../../src-main/host-chromium/page-sites.ts';
import { makeSandbox, pinOf, removeSandbox, writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { writeTestPages } from './support/test-pages.ts';

const executable = findChromium() ?? '';
if (executable === '') {
  console.warn(
    '\n⚠ SKIPPED: there is no Chromium on this machine, so host-chromium was NOT tested (apt-get install chromium)\n',
  );
}

let sandbox: Sandbox;
let bundle = '';
let host: ChromiumHost;
let page: Page;
/** The PIN window that comes next. */
let onPinWindow: (window: BrowserWindow) => void = () => undefined;

/** Has the page try something (support/test-pages.ts). */
const attempt = <T>(on: Page, name: string, ...args: readonly string[]): Promise<T> =>
  on.evaluate<T, [string, readonly string[]]>(
    ([which, given]) => {
      const { attacks } = globalThis as unknown as {
        attacks: Record<string, (...given: readonly string[]) => T>;
      };
      return attacks[which]?.(...given) as T;
    },
    [name, args],
  );
const call = (name: string, input: unknown, on: Page = page): Promise<CallResult<unknown>> =>
  attempt(on, 'call', name, JSON.stringify(input));
const codeOf = (result: CallResult<unknown>): string => (result.ok ? 'ok' : result.error.code);

describe.skipIf(executable === '')('host-chromium', () => {
  beforeAll(async () => {
    sandbox = await makeSandbox();
    bundle = writeTestPages();
    host = await openChromiumHost({
      executable,
      home: sandbox.home,
      bundle,
      isHeadless: true,
      onWindow: (window, { page: kind }) => kind === 'pin' && onPinWindow(window),
    });
    page = host.window.page;
  });
  afterAll(async () => {
    host?.close();
    await host?.closed;
    removeSandbox(sandbox);
    rmSync(bundle, { recursive: true, force: true });
  });

  test('serves the page, answers a call, and shows a page nothing but two functions', async () => {
    expect(page.url()).toBe('https://bianyin.invalid/index.html');
    expect(await call('home.describe', {})).toMatchObject({ ok: true, value: { host: 'chromium' } });
    expect(await attempt(page, 'shown')).toEqual([['call', 'listen'], 'undefined', false]);
  });

  test.each([
    ['an unknown name', 'home.destroy', {}, 'unknown-name'],
    ['a name of the prototype', 'constructor', {}, 'unknown-name'],
    ['a call of the PIN page', 'pin.answer', { kind: 'refused' }, 'forbidden'],
    ['extra keys', 'home.describe', { path: '/etc/passwd' }, 'bad-input'],
    ['a path as a document', 'document.read', { document: '/etc/passwd', offset: 0, length: 9 }, 'bad-input'],
    [
      'a document of nobody',
      'document.read',
      { document: `d-${'0'.repeat(32)}`, offset: 0, length: 9 },
      'document-unknown',
    ],
    ['an input beyond its size', 'home.describe', { text: 'x'.repeat(20_000) }, 'too-large'],
  ])('%s is refused with a code', async (_, name, input, code) => {
    expect(codeOf(await call(name, input))).toBe(code);
  });

  test('a frame of the page has no bridge, and its raw call is not trusted', async () => {
    const answer = await attempt<{ bridge: string; result: unknown }>(page, 'frame');
    expect(answer.bridge).toBe('undefined');
    expect(
      answer.result === 'no raw call' || codeOf(answer.result as CallResult<unknown>) === 'forbidden',
    ).toBe(true);
  });

  test.each([
    ['another site', 'https://example.com/'],
    ['a file', ['file', ':///etc/passwd'].join('')],
    ['the PIN page', 'https://bianyin-pin.invalid/pin.html'],
    ['another page of the origin', 'https://bianyin.invalid/pin.html'],
    ['the page with a query', 'https://bianyin.invalid/index.html?x=1'],
    ['a data address', 'data:text/html,hello'],
    ['nothing', 'about:blank'],
  ])('a link to %s leads nowhere', async (_, address) => {
    await attempt(page, 'link', address);
    await page.waitForTimeout(150);
    await expectHome();
  });

  test('new windows, forms, frames, downloads and refreshes lead nowhere', async () => {
    expect(await attempt(page, 'open')).toBe(true);
    await attempt(page, 'link', 'https://example.com/', '_blank');
    await attempt(page, 'form');
    await attempt(page, 'frameOf', 'https://example.com/');
    await attempt(page, 'download');
    await attempt(page, 'refresh');
    await page.waitForTimeout(300);
    expect(page.context().pages().length).toBe(1);
    await expectHome();
  });

  test('scripts from elsewhere, inline or from text do not run; nothing is fetched from elsewhere', async () => {
    const seen = await attempt<{ refused: string[] }>(page, 'code');
    expect(seen).toMatchObject({ evaluated: 'EvalError', fetched: 'TypeError', ran: false });
    expect(seen.refused).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
  });

  test('permissions are denied without a question', async () => {
    const denied = await attempt(page, 'permissions');
    expect(denied).toEqual(['denied', 'denied', 'denied', 'NotAllowedError', 1]);
  });

  test('main learns the path of a chosen file, the page an opaque name', async () => {
    const path = await writePdf(sandbox.folder, '选择的合同.pdf');
    page.once('filechooser', (chooser) => void chooser.setFiles([path]));
    const result = await call('document.choose', { multiple: false });
    expect(result).toMatchObject({ ok: true, value: [{ name: '选择的合同.pdf', pages: 3 }] });
    expect(JSON.stringify(result)).not.toContain(sandbox.folder);
  });

  test('a PIN is typed in another browser; closing that window in the middle is a no', async () => {
    const path = await writePdf(sandbox.folder, 'pin.pdf');
    page.once('filechooser', (chooser) => void chooser.setFiles([path]));
    const chosen = (await call('document.choose', { multiple: false })) as { value: { id: string }[] };
    const input = {
      ...{ token: 'soft-applicant', document: chosen.value[0]?.id, typeCode: '04', resolutions: [] },
      placements: [{ kind: 'at', pages: [1], xMm: 100, yMm: 100 }],
      ...{ reason: '合同', uses: 1 },
    };
    const closing = nextPinWindow();
    const refused = call('request.new', input);
    const first = await closing;
    expect(codeOf(await call('request.list', {}, first.page))).toBe('forbidden');
    first.close();
    expect(codeOf(await refused)).toBe('cancelled');

    const answering = nextPinWindow();
    const made = call('request.new', input);
    const second = await answering;
    expect(second.page.url()).toBe('https://bianyin-pin.invalid/pin.html');
    expect(second.page.context()).not.toBe(page.context());
    const pin = Buffer.from(pinOf(sandbox, 'applicant')).toString('base64');
    await call('pin.answer', { kind: 'typed', pin, confirmedFinal: false }, second.page).catch(
      () => undefined,
    );
    expect(codeOf(await made)).toBe('ok');
    await second.closed;
    expectNowhere(`${sandbox.home.root}.window`, Buffer.from(pin, 'base64').toString());
  });

  test('no socket listens while windows are open', () => {
    const { stdout } = spawnSync('ss', ['-lntpH'], { encoding: 'utf8' });
    expect(stdout.split('\n').filter((line) => /chrom|node/.test(line) && ownListener(line))).toEqual([]);
  });
});

test('only plain names of the bundle are served, and each page to its own origin only', () => {
  const folder = writeTestPages();
  const at = (url: string): boolean => pageFile(folder, 'main', url) !== null;
  expect(at('https://bianyin.invalid/index.html')).toBe(true);
  expect(at('https://bianyin.invalid/assets/page.js')).toBe(true);
  for (const path of [
    '/pin.html',
    '/',
    '/../index.html',
    '/%2e%2e/index.html',
    '/assets',
    '/.env',
    '/a\\b.js',
  ]) {
    expect([path, at(`https://bianyin.invalid${path}`)]).toEqual([
      path,
      path === '/../index.html' || path === '/%2e%2e/index.html',
    ]);
  }
  expect(at('http://bianyin.invalid/index.html')).toBe(false);
  expect(at('https://bianyin-pin.invalid/index.html')).toBe(false);
  rmSync(folder, { recursive: true });
});

/** The page is there, and it still is the page that was there before. */
async function expectHome(): Promise<void> {
  await page.waitForURL((url) => url.origin === 'https://bianyin.invalid' && url.search === '');
  await page.waitForLoadState();
  expect(page.url().split('#')[0]).toBe('https://bianyin.invalid/index.html');
  expect(codeOf(await call('home.describe', {}))).toBe('ok');
}

function nextPinWindow(): Promise<BrowserWindow> {
  return new Promise((resolve) => (onPinWindow = resolve));
}

/** Other programs of this machine may listen; ours are children of this process. */
function ownListener(line: string): boolean {
  const pids = [...line.matchAll(/pid=(\d+)/g)].map(([, pid]) => Number(pid));
  return pids.some((pid) => isOurs(pid));
}

function isOurs(pid: number): boolean {
  for (let at = pid; at > 1;) {
    if (at === process.pid) return true;
    try {
      at = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${at}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return false;
    }
  }
  return false;
}

function expectNowhere(folder: string, secret: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !statSync(path, { throwIfNoEntry: false })) continue;
    expect([entry.name, readFileSync(path).includes(secret)]).toEqual([entry.name, false]);
  }
}
