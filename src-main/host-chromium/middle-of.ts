/** Where a small window goes so that it stands before the middle of a large one. */
import type { Page } from 'playwright-core';
import type { Position } from './browser-window.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Screen position, CSS pixels; null when the browser does not say where its window is: then the desktop chooses. */
export async function middleOf(page: Page, { width, height }: Size): Promise<Position | null> {
  try {
    const session = await page.context().newCDPSession(page);
    const { bounds } = await session.send('Browser.getWindowForTarget');
    await session.detach();
    const at = (start = 0, whole = 0, part = 0): number =>
      Math.max(0, Math.round(start + (whole - part) / 2));
    return { x: at(bounds.left, bounds.width, width), y: at(bounds.top, bounds.height, height) };
  } catch {
    return null;
  }
}
