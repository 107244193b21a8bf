/**
 * One window: one Chromium with a profile folder of its own, driven over the debugging pipe (no socket is opened). It shows
 * one page of the bundle and nothing else: every other address, frame, window, download and permission is refused.
 */
import { chromium, type BrowserContext, type Frame, type Page, type Route } from 'playwright-core';
import type { NumberedEvent } from '../contract/events.ts';
import { withoutFragment } from '../app/pages/page-file.ts';
import type { PageConnection } from '../app/ports.ts';
import { DELIVER, pageBridgeScript, RAW_CALL } from './page-bridge-script.ts';
import { bundledFile, pageSites } from './page-sites.ts';

/** Of the upper left corner on the screen, CSS pixels. */
interface Position {
  readonly x: number;
  readonly y: number;
}

export interface WindowOptions {
  readonly executable: string;
  /** Folder of the browser's own files; null: one that goes away with the window. */
  readonly profile: string | null;
  /** Folder of the built pages. */
  readonly bundle: string;
  readonly width: number;
  readonly height: number;
  /** Where on the screen; the desktop chooses when absent. */
  readonly position?: Position;
  readonly isHeadless: boolean;
}

export interface BrowserWindow {
  readonly page: Page;
  /** Fulfilled when the window is gone, whoever closed it. */
  readonly closed: Promise<void>;
  /** In the order of the calls; nothing when the window is gone. */
  readonly send: (event: NumberedEvent) => void;
  close(): void;
}

/** Chromium does not start for root with its sandbox on; nobody but build machines should run it so. */
export const hasBrowserSandbox = process.getuid?.() !== 0;

/** Opens the window, with nothing in it yet. Rejects when Chromium does not start. */
export async function openBrowserWindow(options: WindowOptions): Promise<BrowserWindow> {
  const context = await launch(options);
  // Whatever gets through before a route is there goes nowhere.
  await context.route('**/*', (route) => route.abort());
  const page = context.pages()[0] ?? (await context.newPage());
  context.on('page', (stranger) => void stranger.close());
  let ending: Promise<void> | undefined;
  // Resolves when the browser has ended: until then it writes into its folder.
  const end = (): Promise<void> => (ending ??= context.close().catch(() => undefined));
  const close = (): void => void end();
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve())).then(end);
  page.once('close', close);
  page.once('crash', close);
  return {
    page,
    closed,
    close,
    send: (event) => void page.evaluate(deliver, [DELIVER, event] as const).catch(() => undefined),
  };
}

/** Puts the page of the connection into the window. The connection ends with the window. */
export async function showPage(
  { page, closed }: BrowserWindow,
  { bundle }: WindowOptions,
  connection: PageConnection,
): Promise<void> {
  const { origin, page: path } = pageSites[connection.page];
  const address = `${origin}${path}`;
  void closed.then(() => connection.close());
  await page.route('**/*', (route) => serve(route, page, { bundle, address, kind: connection.page }));
  await page.exposeBinding(RAW_CALL, (source, name: unknown, input: unknown) =>
    connection.call(isTrusted(source, page, address), name, input),
  );
  await page.addInitScript(pageBridgeScript);
  await page.goto(address);
  // What no request announces (`about:blank`) is not refused but undone.
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && withoutFragment(frame.url()) !== address)
      void page.goto(address).catch(() => undefined);
  });
}

function launch(options: WindowOptions): Promise<BrowserContext> {
  const { executable, profile, width, height, position, isHeadless } = options;
  return chromium.launchPersistentContext(profile ?? '', {
    executablePath: executable,
    headless: isHeadless,
    chromiumSandbox: hasBrowserSandbox,
    serviceWorkers: 'block',
    acceptDownloads: false,
    permissions: [],
    viewport: null,
    // The bar that speaks of automation, and the pop-ups, are for tests of web sites; a blank tab would bring an address bar.
    ignoreDefaultArgs: ['--enable-automation', '--disable-popup-blocking', 'about:blank'],
    args: [
      // A window without tabs and address bar.
      '--app=data:text/html,',
      `--window-size=${width},${height}`,
      ...(position ? [`--window-position=${position.x},${position.y}`] : []),
      '--deny-permission-prompts',
      // Whatever is not served by us goes to a proxy that cannot be there: no name is looked up, nothing is sent.
      '--proxy-server=0.0.0.0:9',
      '--proxy-bypass-list=<-loopback>',
      // WebRTC asks no policy and no proxy before it sends: only what would go through the proxy is left.
      '--webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--disable-extensions',
      // What main tells the page comes as a script of the debugger, and compiled scripts are kept until the memory is collected
      // several times: a document that is looked through would stay in memory three times over.
      '--js-flags=--no-compilation-cache',
    ],
  });
}

interface Served {
  readonly bundle: string;
  readonly address: string;
  readonly kind: PageConnection['page'];
}

/** The bundle by GET, and as a page only the one page in the top frame. Everything else is refused. */
async function serve(route: Route, page: Page, { bundle, address, kind }: Served): Promise<void> {
  const request = route.request();
  const isPage = request.isNavigationRequest();
  const allowed =
    request.method() === 'GET' &&
    (!isPage || (request.frame() === page.mainFrame() && withoutFragment(request.url()) === address));
  const file = allowed ? bundledFile(bundle, kind, request.url()) : null;
  // An aborted navigation leaves the page where it is; a blocked one would show an error page.
  if (!file) await route.abort(isPage ? 'aborted' : 'blockedbyclient').catch(() => undefined);
  else
    await route
      .fulfill({ status: 200, body: file.body, headers: { ...file.headers } })
      .catch(() => undefined);
}

interface Source {
  readonly page: Page;
  readonly frame: Frame;
}

/** Top frame of this window, at the exact address, while the window lives. */
function isTrusted(source: Source, page: Page, address: string): boolean {
  return (
    source.page === page &&
    source.frame === page.mainFrame() &&
    !page.isClosed() &&
    withoutFragment(source.frame.url()) === address
  );
}

/** Runs in the page. */
function deliver([name, event]: readonly [string, NumberedEvent]): void {
  const receive = (globalThis as Record<string, unknown>)[name];
  if (typeof receive === 'function') (receive as (event: NumberedEvent) => void)(event);
}
