/**
 * When somebody turns to a window: a browser has no "always on top", so whoever goes back to the main window while a PIN is asked
 * for gets the PIN window in front again. It listens in a world of its own, of which the page's code knows nothing.
 */
import type { Page } from 'playwright-core';

const WORLD = 'bianyin-attention';
const BINDING = 'bianyinAttention';

/** How long somebody is taken to be at a window that they have touched last: not every desktop tells of a window left behind, ms. */
const AT_IT_MS = 60_000;

/** Runs in the isolated world; what moves often is told every five seconds. */
const listenScript = `
  const tell = (what) => globalThis.${BINDING}(what);
  let told = -5000;
  const touched = ({ timeStamp }) => {
    if (timeStamp - told < 5000) return;
    told = timeStamp;
    tell('touch');
  };
  for (const each of ['focus', 'blur']) addEventListener(each, () => tell(each));
  for (const each of ['pointermove', 'keydown', 'wheel']) addEventListener(each, touched, { capture: true, passive: true });
`;

export interface Attention {
  /** Somebody is at the window, as far as it can be told. */
  readonly isAttended: () => boolean;
}

/** Calls back whenever the window gets the focus. Before anything is loaded in the page; ends with it. */
export async function onAttention(page: Page, turned: () => void): Promise<Attention> {
  const session = await page.context().newCDPSession(page);
  let isThere = false;
  let leaving: NodeJS.Timeout | undefined;
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== BINDING) return;
    clearTimeout(leaving);
    isThere = payload !== 'blur';
    leaving = setTimeout(() => (isThere = false), AT_IT_MS).unref();
    if (payload === 'focus') turned();
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
  await session.send('Page.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: listenScript, worldName: WORLD });
  return { isAttended: () => isThere };
}
