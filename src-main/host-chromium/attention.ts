/**
 * When somebody turns to a window: a browser has no "always on top", so whoever goes back to the main window while a PIN is asked
 * for gets the PIN window in front again. It listens in a world of its own, of which the page's code knows nothing.
 */
import type { Page } from 'playwright-core';

const WORLD = 'bianyin-attention';
const BINDING = 'bianyinAttention';

/** Runs in the isolated world. */
const listenScript = `addEventListener('focus', () => globalThis.${BINDING}(''))`;

/** Calls back whenever the window gets the focus. Before anything is loaded in the page; ends with it. */
export async function onAttention(page: Page, turned: () => void): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Runtime.bindingCalled', ({ name }) => {
    if (name === BINDING) turned();
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
  await session.send('Page.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: listenScript, worldName: WORLD });
}
