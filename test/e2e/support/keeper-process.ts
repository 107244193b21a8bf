/**
 * Child process: the application with a keeper at it, who seals one request after the other until somebody kills it. Arguments:
 * the host (JSON), home, file of answers, purposes of the requests. Prints the id of the application's process, then each purpose
 * when the window has said that it is sealed.
 */
import type { Page } from 'playwright-core';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { worksFor } from './frame.ts';
import { openWindows, type HostSetting } from './hosts/desk-windows.ts';
import { confirmAs } from './pin-page.ts';
import { applyButton, openRequest, sealedLine } from './request-page.ts';

const [host = '', home = '', answers = '', ...reasons] = process.argv.slice(2);
let next = Promise.withResolvers<Page>();
const { page, pid } = await openWindows(JSON.parse(host) as HostSetting, {
  ...{ home: homeDirectory(home), answers, hasPrinter: false, onWindow: () => undefined },
  onPinWindow: (opened) => next.resolve(opened),
});
console.log(`application ${pid}`);
await worksFor(page, 'keeper');
for (const reason of reasons) {
  await openRequest(page, reason);
  await applyButton(page).click();
  await confirmAs({ pinWindow: () => next.promise }, 'keeper');
  next = Promise.withResolvers();
  await sealedLine(page).waitFor({ timeout: 120_000 });
  console.log(reason);
}
