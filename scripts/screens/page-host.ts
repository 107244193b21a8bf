/** A host for pictures: pages of a headless Chromium, the bundle served as the real host serves it, the real application behind. */
import { resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { CallResult } from '../../src-main/contract/result.ts';
import type { NumberedEvent } from '../../src-main/contract/events.ts';
import type { PageConnection } from '../../src-main/app/ports.ts';
import { bundledFile, pageSites } from '../../src-main/host-chromium/page-sites.ts';

const bundle = resolve('out/renderer');

/** Address of the page of a window. */
export function pageAddress({ page }: PageConnection): string {
  return pageSites[page].origin + pageSites[page].page;
}

/** Serves the bundle with the headers of the real host and refuses everything else. */
export async function serveBundle(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    const file = bundledFile(bundle, url.startsWith(pageSites.pin.origin) ? 'pin' : 'main', url);
    return file ? route.fulfill({ body: file.body, headers: { ...file.headers } }) : route.abort();
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
