/** host-chromium: the conformance list in a real browser on a display of its own, and what is its own. Skipped, loudly, without Chromium. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { onAttention } from '../../src-main/host-chromium/attention.ts';
import {
  openBrowserWindow,
  showPage,
  type BrowserWindow,
} from '../../src-main/host-chromium/browser-window.ts';
import { findChromium } from '../../src-main/host-chromium/find-chromium.ts';
import { openChromiumHost } from '../../src-main/host-chromium/open-chromium-host.ts';
import { keepOnScreen, placeBefore } from '../../src-main/host-chromium/window-place.ts';
import { bundledFile } from '../../src-main/host-chromium/page-sites.ts';
import type { Sandbox } from '../gate/support/sandbox.ts';
import { descendantsRunning } from '../e2e/support/listeners.ts';
import { testConformance, type ConformanceHost } from './support/conformance.ts';
import { displayOf, ownDisplay, xvfbHere } from './support/own-display.ts';
import { writeTestPages } from './support/test-pages.ts';
import { skipAbsent } from '../support/absent.ts';

const executable = findChromium() ?? '';
if (executable === '') skipAbsent('Chromium', 'apt-get install chromium');

async function open({ home }: Sandbox, bundle: string): Promise<ConformanceHost> {
  let onPinWindow: (window: BrowserWindow) => void = () => undefined;
  const shown: string[] = [];
  const host = await openChromiumHost({
    notify: (words) => void shown.push(words),
    executable,
    home,
    bundle,
    isHeadless: !(await ownDisplay()),
    onWindow: (window, { page: kind }) => kind === 'pin' && onPinWindow(window),
  });
  const { page } = host.window;
  return {
    name: 'chromium',
    page,
    addresses: { main: 'https://bianyin.invalid/index.html', pin: 'https://bianyin-pin.invalid/pin.html' },
    profile: `${home.root}.window`,
    choose: (path) =>
      Promise.resolve(void page.once('filechooser', (chooser) => void chooser.setFiles([path]))),
    async nextPinWindow() {
      const window = await new Promise<BrowserWindow>((resolve) => (onPinWindow = resolve));
      expect(window.page.context()).not.toBe(page.context());
      const [far, near] = await Promise.all([middle(page), middle(window.page)]);
      expect(Math.hypot(far.x - near.x, far.y - near.y), 'PIN window before the main one').toBeLessThan(60);
      return window;
    },
    notices: {
      async turn(what) {
        await page.evaluate(`dispatchEvent(new FocusEvent('${what}'))`);
        await page.waitForTimeout(300);
      },
      shown: () => shown,
    },
    countPages: () => page.context().pages().length,
    killDocumentWorker: () => Promise.resolve(killChild('document-process')),
    async close() {
      host.close();
      await host.closed;
    },
  };
}

/** Middle of a window on the screen, CSS pixels. */
function middle(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  return page.evaluate('({ x: screenX + outerWidth / 2, y: screenY + outerHeight / 2 })');
}

describe.skipIf(executable === '')('host-chromium', () => {
  testConformance(open);

  test('pages run in the browser’s own sandbox, for everybody but root', () => {
    const renderers = descendantsRunning('--type=renderer');
    expect(renderers.length).toBeGreaterThan(0);
    for (const pid of renderers) {
      // 2: system calls are filtered (seccomp). Root's browser has no sandbox and says so on its command line.
      const filtered = readFileSync(`/proc/${pid}/status`, 'utf8').includes('Seccomp:\t2');
      expect(filtered).toBe(process.getuid?.() !== 0);
    }
  });

  test('no socket listens while windows are open', () => {
    const { stdout } = spawnSync('ss', ['-lntpH'], { encoding: 'utf8' });
    expect(stdout.split('\n').filter((line) => /chrom|node/.test(line) && ownListener(line))).toEqual([]);
  });
});

test.skipIf(executable === '')(
  'who turns to a window is noticed, and the page sees nothing of it',
  async () => {
    const bundle = writeTestPages();
    const isHeadless = !(await ownDisplay());
    const options = { executable, bundle, profile: null, width: 600, height: 400, isHeadless };
    const window = await openBrowserWindow(options);
    let turned = 0;
    try {
      const { isAttended } = await onAttention(window.page, () => void (turned += 1));
      const call = () => Promise.resolve({ ok: true, value: {} } as const);
      await showPage(window, options, { page: 'main', call, close: () => undefined });
      expect(
        await window.page.evaluate('Object.keys(globalThis).filter((key) => /attention/i.test(key))'),
      ).toEqual([]);
      const before = turned;
      await window.page.evaluate("dispatchEvent(new FocusEvent('focus'))");
      await expect.poll(() => turned).toBeGreaterThan(before);
      expect(isAttended()).toBe(true);
      const all = turned;
      await window.page.evaluate("dispatchEvent(new FocusEvent('blur'))");
      await expect.poll(isAttended).toBe(false);
      await window.page.evaluate("dispatchEvent(new KeyboardEvent('keydown'))");
      await expect.poll(isAttended).toBe(true);
      expect(turned).toBe(all);
    } finally {
      window.close();
      await window.closed;
      rmSync(bundle, { recursive: true });
    }
  },
);

test.skipIf(executable === '' || xvfbHere() === null)(
  'on a screen smaller than the windows both lie wholly on it: nothing of the box for a PIN is out of reach',
  async () => {
    const bundle = writeTestPages();
    vi.stubEnv('DISPLAY', (await displayOf('910x472x24')) ?? '');
    const sizes = { width: 1366, height: 768 };
    const options = { executable, bundle, profile: null, ...sizes, isHeadless: false };
    const windows: BrowserWindow[] = [];
    try {
      const main = await openBrowserWindow(options);
      windows.push(main);
      await keepOnScreen(main.page);
      const place = await placeBefore(main.page, { width: 440, height: 700 }, false);
      if (!place) throw new Error('the browser does not say where its window is');
      const pin = await openBrowserWindow({ ...options, ...place, position: place });
      windows.push(pin);
      for (const { page } of windows) await expect.poll(() => page.evaluate(outside)).toEqual([]);
      expect(place).toEqual({ x: 235, y: 0, width: 440, height: 472 });
    } finally {
      for (const window of windows) window.close();
      for (const window of windows) await window.closed;
      vi.unstubAllEnvs();
      rmSync(bundle, { recursive: true });
    }
  },
);

/** The edges of a window that are not on its screen. */
const outside = `[
  ['left', screenX < 0], ['top', screenY < 0],
  ['right', screenX + outerWidth > screen.availWidth], ['bottom', screenY + outerHeight > screen.availHeight],
].filter(([, isOut]) => isOut).map(([edge]) => edge)`;

test('only plain names of the bundle are served, and each page to its own origin only', () => {
  const folder = writeTestPages();
  const at = (url: string): boolean => bundledFile(folder, 'main', url) !== null;
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

/** Kills the children of this process that run a program of this name. */
function killChild(name: string): boolean {
  const pids = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isOurs(Number(pid)));
  const found = pids.filter((pid) => commandOf(pid).includes(name));
  for (const pid of found) process.kill(Number(pid), 'SIGKILL');
  return found.length > 0;
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
