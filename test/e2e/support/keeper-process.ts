/**
 * Child process: the application with a keeper at it, until somebody kills it. Arguments: the host (JSON), home, file of answers,
 * `each` or `together`, purposes of the requests. Prints the id of the application's process. `each` seals one request after the
 * other and prints each purpose when the window has said that it is sealed; `together` seals all of them under one login and
 * prints what the window says of the progress.
 */
import type { Page } from 'playwright-core';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { applyTogether, batchPanel } from './batch-page.ts';
import { worksFor } from './frame.ts';
import { openWindows, type HostSetting } from './hosts/desk-windows.ts';
import { confirmAs } from './pin-page.ts';
import { applyButton, openRequest, sealedLine } from './request-page.ts';

const [host = '', home = '', answers = '', manner = '', ...reasons] = process.argv.slice(2);
let next = Promise.withResolvers<Page>();
const { page, pid } = await openWindows(JSON.parse(host) as HostSetting, {
  ...{ home: homeDirectory(home), answers, hasPrinter: false, onWindow: () => undefined },
  onPinWindow: (opened) => next.resolve(opened),
});
console.log(`application ${pid}`);
await worksFor(page, 'keeper');
if (manner === 'together') await together();
else for (const reason of reasons) await one(reason);

async function one(reason: string): Promise<void> {
  await openRequest(page, reason);
  await applyButton(page).click();
  await confirmAs({ pinWindow: () => next.promise }, 'keeper');
  next = Promise.withResolvers();
  await sealedLine(page).waitFor({ timeout: 120_000 });
  console.log(reason);
}

async function together(): Promise<void> {
  await applyTogether(page, reasons);
  await confirmAs({ pinWindow: () => next.promise }, 'keeper');
  let said = '';
  for (;;) {
    const now = await batchPanel(page).getByRole('status').innerText();
    if (now !== said) console.log((said = now));
  }
}
