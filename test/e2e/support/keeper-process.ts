/**
 * Child process: the application with a keeper at it, who seals one request after the other until somebody kills it. Arguments:
 * home, pages, Chromium, purposes of the requests. Prints each purpose when the window has said that it is sealed.
 */
import type { Page } from 'playwright-core';
import { openChromiumHost } from '../../../src-main/host-chromium/open-chromium-host.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { worksFor } from './frame.ts';
import { confirmAs } from './pin-page.ts';
import { applyButton, openRequest, sealedLine } from './request-page.ts';

const [home = '', bundle = '', executable = '', ...reasons] = process.argv.slice(2);
let next = Promise.withResolvers<Page>();
const { window } = await openChromiumHost({
  ...{ executable, bundle, home: homeDirectory(home), isHeadless: true },
  chooseSave: (suggested) => Promise.resolve(suggested),
  onWindow: (opened, { page: kind }) => kind === 'pin' && next.resolve(opened.page),
});
await worksFor(window.page, 'keeper');
for (const reason of reasons) {
  await openRequest(window.page, reason);
  await applyButton(window.page).click();
  await confirmAs({ pinWindow: () => next.promise }, 'keeper');
  next = Promise.withResolvers();
  await sealedLine(window.page).waitFor({ timeout: 120_000 });
  console.log(reason);
}
