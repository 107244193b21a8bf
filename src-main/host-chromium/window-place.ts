/** Where windows stand: all of them on the part of the screen that is free, a small one before the middle of a large one. */
import type { CDPSession, Page } from 'playwright-core';
import { fitInto, isSameArea, type Area, type Size } from '../platform/fit-window.ts';

/** A browser that draws for itself has no screen, and says 800×600. */
const noScreen: Area = { x: 0, y: 0, width: 1e6, height: 1e6 };

/** Null when the browser does not say where its window or its screen is: then the desktop chooses. */
export async function placeBefore(page: Page, wanted: Size, isHeadless: boolean): Promise<Area | null> {
  return asked(page, async (session) => {
    const { bounds } = await boundsOf(session);
    return fitInto(wanted, isHeadless ? noScreen : await freeArea(page), bounds);
  });
}

/** A window that is larger than what is free, or stands outside, is moved in. */
export async function keepOnScreen(page: Page): Promise<void> {
  await asked(page, async (session) => {
    const { windowId, bounds } = await boundsOf(session);
    const fitting = fitInto(bounds, await freeArea(page), bounds);
    if (isSameArea(fitting, bounds)) return null;
    const { x: left, y: top, width, height } = fitting;
    await session.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
    return null;
  });
}

async function asked<T>(page: Page, ask: (session: CDPSession) => Promise<T>): Promise<T | null> {
  try {
    const session = await page.context().newCDPSession(page);
    try {
      return await ask(session);
    } finally {
      await session.detach();
    }
  } catch {
    return null;
  }
}

async function boundsOf(session: CDPSession): Promise<{ windowId: number; bounds: Area }> {
  const { windowId, bounds } = await session.send('Browser.getWindowForTarget');
  const { left: x = 0, top: y = 0, width = 0, height = 0 } = bounds;
  return { windowId, bounds: { x, y, width, height } };
}

/** Without bars of the desktop. Errors: a browser that does not tell its screen. */
async function freeArea(page: Page): Promise<Area> {
  const area = await page.evaluate<Area>(
    '({ x: screen.availLeft ?? 0, y: screen.availTop ?? 0, width: screen.availWidth, height: screen.availHeight })',
  );
  if (!(area.width > 0 && area.height > 0)) throw new Error('the browser does not tell its screen');
  return area;
}
