/** What every host refuses and does, in a real window (verification E05 to E08): one list, run against each host of the machine. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { calls, type CallName, type PageKind } from '../../../src-main/contract/calls.ts';
import type { CallResult } from '../../../src-main/contract/result.ts';
import { makeSandbox, pinOf, removeSandbox, writePdf, type Sandbox } from '../../gate/support/sandbox.ts';
import { writeTestPages } from './test-pages.ts';
import { asksEveryCase } from '../../support/every-case.ts';

/** The same sequence from its beginning: each kind of call comes early. */
const FLOOD = asksEveryCase ? 10_000 : 2000;

/** A window with a PIN page in it. */
interface PinWindow {
  readonly page: Page;
  readonly closed: Promise<void>;
  close(): void;
}

/** An open host with the test pages in it. */
export interface ConformanceHost {
  readonly name: 'chromium' | 'electron';
  /** Its main window. */
  readonly page: Page;
  /** Where each page lives, as it shows in the window. */
  readonly addresses: Readonly<Record<PageKind, string>>;
  /** Folder in which the windows keep their own files. */
  readonly profile: string;
  /** Has the next chooser give this file. */
  choose(path: string): Promise<void>;
  nextPinWindow(): Promise<PinWindow>;
  /** Has the person turn to the window or leave it; the notices that were shown so far. Null where only the recorded module tells. */
  readonly notices: {
    readonly turn: (what: 'focus' | 'blur') => Promise<void>;
    readonly shown: () => readonly string[];
  } | null;
  countPages(): number;
  /** Kills the document worker, whatever it is doing; false when there is none. */
  killDocumentWorker(): Promise<boolean>;
  close(): Promise<void>;
}

interface Attempt {
  <T>(on: Page, name: string, ...args: readonly string[]): Promise<T>;
}

/** Has the page try something (test-pages.ts). */
const attempt: Attempt = <T>(on: Page, name: string, ...args: readonly string[]): Promise<T> =>
  on.evaluate<T, [string, readonly string[]]>(
    ([which, given]) => {
      const { attacks } = globalThis as unknown as {
        attacks: Record<string, (...given: readonly string[]) => T>;
      };
      return attacks[which]?.(...given) as T;
    },
    [name, args],
  );
const codeOf = (result: CallResult<unknown>): string => (result.ok ? 'ok' : result.error.code);

/** Declares the tests; `open` starts the host over a sandbox home and a folder of pages. */
export function testConformance(open: (sandbox: Sandbox, bundle: string) => Promise<ConformanceHost>): void {
  let sandbox: Sandbox;
  let bundle = '';
  let host: ConformanceHost;
  let page: Page;
  const call = (name: string, input: unknown, on: Page = page): Promise<CallResult<unknown>> =>
    attempt(on, 'call', name, JSON.stringify(input));

  beforeAll(async () => {
    sandbox = await makeSandbox();
    bundle = writeTestPages();
    host = await open(sandbox, bundle);
    page = host.page;
  });
  afterAll(async () => {
    await host?.close();
    removeSandbox(sandbox);
    rmSync(bundle, { recursive: true, force: true });
  });

  /** The page is there, and it still is the page that was there before. */
  async function expectHome(): Promise<void> {
    await page.waitForURL((url) => url.href.split('#')[0] === host.addresses.main);
    await page.waitForLoadState();
    // Where no event announces a navigation it is undone, and the page may go once more while it is asked.
    await vi.waitFor(async () => expect(codeOf(await call('home.describe', {}))).toBe('ok'), {
      timeout: 10_000,
    });
  }

  test('serves the page, answers a call, and shows a page nothing but two functions', async () => {
    expect(page.url()).toBe(host.addresses.main);
    expect(await call('home.describe', {})).toMatchObject({ ok: true, value: { host: host.name } });
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

  test(`${FLOOD} calls that nothing can be made of end with a code each`, async () => {
    const names = Object.keys(calls).filter((name) => calls[name as CallName].page === 'main');
    const seen = await attempt<string[]>(page, 'flood', String(FLOOD), ...names);
    expect(seen.sort()).toEqual(['bad-input', 'too-large', 'unknown-name']);
    await expectHome();
  });

  test('a notice of the system comes to whoever is not at the window, once a minute, with numbers alone', async ({
    skip,
  }) => {
    if (!host.notices) return skip('electron.test.ts tells it on the recorded module');
    const { turn, shown } = host.notices;
    const tell = async (toApprove: number, more: object = {}): Promise<string> => {
      const news = { toApprove: 1, toSeal: 0, decided: 0 };
      return codeOf(await call('notice.tell', { toApprove, toSeal: 0, news, ...more }));
    };
    await turn('focus');
    expect(await tell(1)).toBe('ok');
    expect(shown()).toEqual([]);
    await turn('blur');
    expect(await tell(2, { words: '请点击这里' })).toBe('bad-input');
    expect(await tell(2)).toBe('ok');
    expect(await tell(3)).toBe('ok');
    expect(shown()).toEqual(['有 2 件待您审批']);
  });

  test('no service worker comes between the page and its host', async () => {
    expect(await attempt(page, 'serviceWorker')).toBe(0);
    await expectHome();
  });

  test('a frame of the page has no bridge, and its raw call is not trusted', async () => {
    const answer = await attempt<{ bridge: string; result: unknown }>(page, 'frame');
    expect(answer.bridge).toBe('undefined');
    expect(
      answer.result === 'no raw call' || codeOf(answer.result as CallResult<unknown>) === 'forbidden',
    ).toBe(true);
  });

  test.each([
    ['another site', () => 'https://example.com/'],
    ['a file', () => ['file', ':///etc/passwd'].join('')],
    ['the PIN page', () => host.addresses.pin],
    ['another page of the origin', () => host.addresses.main.replace('index', 'pin')],
    ['the page with a query', () => `${host.addresses.main}?x=1`],
    ['a data address', () => 'data:text/html,hello'],
    ['nothing', () => 'about:blank'],
  ])('a link to %s leads nowhere', async (_, address) => {
    await attempt(page, 'link', address());
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
    expect(host.countPages()).toBe(1);
    await expectHome();
  });

  test('scripts from elsewhere, inline or from text do not run; nothing is fetched from elsewhere', async () => {
    const seen = await attempt<{ refused: string[] }>(page, 'code');
    expect(seen).toMatchObject({ evaluated: 'EvalError', fetched: 'TypeError', ran: false });
    expect(seen.refused).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
  });

  test('nothing reaches a server, whichever way; a redirect back is not followed, because it is never asked for', async () => {
    const server = await listening(host.addresses.main);
    try {
      await attempt(page, 'reach', `${server.tcp}`, `${server.udp}`);
      for (const way of ['assign', 'replace'])
        await attempt(page, 'leave', way, `http://127.0.0.1:${server.tcp}/${way}`);
      await attempt(page, 'link', `http://127.0.0.1:${server.tcp}/link`);
      await page.waitForTimeout(300);
      expect(server.heard).toEqual([]);
      await expectHome();
    } finally {
      await server.close();
    }
  });

  test('permissions are denied without a question', async () => {
    const denied = await attempt(page, 'permissions');
    expect(denied).toEqual(['denied', 'denied', 'denied', 'NotAllowedError', 1]);
  });

  test('main learns the path of a chosen file, the page an opaque name', async () => {
    const path = await writePdf(sandbox.folder, '选择的合同.pdf');
    await host.choose(path);
    const result = await call('document.choose', { multiple: false });
    expect(result).toMatchObject({ ok: true, value: [{ name: '选择的合同.pdf', pages: 3 }] });
    expect(JSON.stringify(result)).not.toContain(sandbox.folder);
  });

  test('a worker that is killed is started anew', async () => {
    expect(await host.killDocumentWorker()).toBe(true);
    await host.choose(await writePdf(sandbox.folder, 'after.pdf'));
    expect(await call('document.choose', { multiple: false })).toMatchObject({
      ok: true,
      value: [{ pages: 3 }],
    });
  });

  test('a PIN is typed in a window of its own; closing that window in the middle is a no', async () => {
    await host.choose(await writePdf(sandbox.folder, 'pin.pdf'));
    const chosen = (await call('document.choose', { multiple: false })) as { value: { id: string }[] };
    const input = {
      ...{ token: 'soft-applicant', document: chosen.value[0]?.id, typeCode: '04', resolutions: [] },
      placements: [{ kind: 'at', pages: [1], xMm: 100, yMm: 100 }],
      ...{ reason: '合同', uses: 1 },
    };
    const closing = host.nextPinWindow();
    const refused = call('request.new', input);
    const first = await closing;
    expect(codeOf(await call('request.list', {}, first.page))).toBe('forbidden');
    first.close();
    expect(codeOf(await refused)).toBe('cancelled');

    const answering = host.nextPinWindow();
    const made = call('request.new', input);
    const second = await answering;
    expect(second.page.url()).toBe(host.addresses.pin);
    expect(await attempt(second.page, 'stored')).toEqual(['', 0]);
    await attempt(page, 'store', 'left by the main page');
    expect(await attempt(second.page, 'stored')).toEqual(['', 0]);
    const pin = Buffer.from(pinOf(sandbox, 'applicant')).toString('base64');
    await call('pin.answer', { kind: 'typed', pin, confirmedFinal: false }, second.page).catch(
      () => undefined,
    );
    expect(codeOf(await made)).toBe('ok');
    await second.closed;
    expectNowhere(host.profile, Buffer.from(pin, 'base64').toString());
  });
}

function expectNowhere(folder: string, secret: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !statSync(path, { throwIfNoEntry: false })) continue;
    expect([entry.name, readFileSync(path).includes(secret)]).toEqual([entry.name, false]);
  }
}

interface Listening {
  readonly tcp: number;
  readonly udp: number;
  /** What came, whether or not it was a whole request. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

/** Servers of the test on this machine, which would send whoever asks back to `home`. */
async function listening(home: string): Promise<Listening> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    heard.push('tcp');
    socket.on('error', () => undefined);
    socket.end(`HTTP/1.1 302 Found\r\nlocation: ${home}\r\ncontent-length: 0\r\n\r\n`);
  }).listen(0, '127.0.0.1');
  const socket = createSocket('udp4').on('message', () => heard.push('udp'));
  socket.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
  return {
    tcp: (server.address() as AddressInfo).port,
    udp: socket.address().port,
    heard,
    async close() {
      socket.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
