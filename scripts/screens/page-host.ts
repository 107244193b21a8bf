/** A host for pictures: pages of a headless Chromium, the bundle served from a reserved origin, the real application behind. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { CallResult } from '../../src-main/contract/result.ts';
import type { NumberedEvent } from '../../src-main/contract/events.ts';
import type { PageConnection } from '../../src-main/app/ports.ts';

/** Reserved by RFC 2606: no name server answers for it. */
export const origin = 'https://bianyin.invalid';
const bundle = 'out/renderer';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'";

/** Serves the bundle and refuses everything else. */
export async function serveBundle(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) return route.abort();
    const path = join(bundle, normalize(decodeURIComponent(url.pathname)));
    try {
      const headers = { 'content-security-policy': policy };
      const contentType = types[extname(path)] ?? 'application/octet-stream';
      return await route.fulfill({ body: await readFile(path), contentType, headers });
    } catch {
      return route.fulfill({ status: 404, body: '' });
    }
  });
}

/** Lends `window.bianyin` to a page. */
export async function lendBridge(page: Page, connection: PageConnection): Promise<void> {
  await page.exposeFunction('bianyinCall', (name: string, input: string): Promise<CallResult<unknown>> =>
    connection.call(true, name, input),
  );
  await page.addInitScript(() => {
    const listeners = new Set<(event: unknown) => void>();
    Object.assign(globalThis, {
      bianyinEvent: (event: unknown) => listeners.forEach((listener) => listener(event)),
      bianyin: {
        call: (name: string, input: string): unknown =>
          (globalThis as unknown as { bianyinCall: (n: string, i: string) => unknown }).bianyinCall(
            name,
            input,
          ),
        listen: (listener: (event: unknown) => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    });
  });
}

/** Events reach the page while it is there; afterwards they go nowhere. */
export function sendTo(page: Page, event: NumberedEvent): void {
  const deliver = (given: NumberedEvent): void =>
    (globalThis as unknown as { bianyinEvent: (event: unknown) => void }).bianyinEvent(given);
  page.evaluate(deliver, event).catch(() => undefined);
}
