/** A document of 80 MB and 1,000 pages: what is read of it to look at it, what is let go, and searching it. Nothing is timed. */
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { viewerWords } from '../../src-renderer/i18n/viewer-words.ts';
import { writeImagePdf } from '../bench/image-pdf.ts';
import { complaintsOf, openDesk, photographFailures, type Desk } from './support/desk.ts';
import { goTo } from './support/frame.ts';
import { chooseFile } from './support/seal-page.ts';
import { octetsOf, watchCalls, type Range, type WatchedCalls } from './support/watched-calls.ts';
import { asksEveryCase } from '../support/every-case.ts';

const PAGES = 1000;
const PAGE_OCTETS = 80_000;
/** Pages whose thumbnails are near the window at any time, and a few more. */
const NEAR = 40;
/** Share of the file that may be read for one place of it, with the thumbnails there. */
const SHARE = 0.04;
/** Octets of one piece at the most (contract: document.read). */
const LARGEST_PIECE = 1024 * 1024;

let desk: Desk;
let calls: WatchedCalls;
let file: string;
let size: number;
photographFailures(() => desk);

// Calls are watched in the application, which Electron has in a process of its own; the pages are the same.
describe.skipIf(inject('host')?.host !== 'chromium')('a large document', () => {
  beforeAll(async () => {
    calls = watchCalls();
    desk = await openDesk({ onConnection: calls.onConnection });
    file = join(desk.sandbox.folder, '一千页.pdf');
    const words = (page: number): string => (page === 990 ? 'Needle' : `Sheet ${page}`);
    writeImagePdf(file, { pages: PAGES, pageBytes: PAGE_OCTETS, words });
    size = statSync(file).size;
  });
  afterAll(() => desk?.remove());
  beforeEach(() => calls.forget());

  test('its first page is shown after a few reads, which are of the first pages and of nothing else', async () => {
    await chooseFile(desk, file);
    await drawn(desk.page, 1).waitFor();
    await quiet();
    expect(calls.reads.length).toBeLessThan(2 * NEAR + 20);
    expect(octetsOf(calls.reads)).toBeLessThan(SHARE * size);
    expect(strangers(calls.reads, 1)).toEqual([]);
  });

  test('page 900 is shown without anything that lies before it', async () => {
    await toPage(900);
    await quiet();
    expect(octetsOf(calls.reads)).toBeGreaterThan(PAGE_OCTETS);
    expect(octetsOf(calls.reads)).toBeLessThan(SHARE * size);
    expect(strangers(calls.reads, 900)).toEqual([]);
  });

  test.runIf(asksEveryCase)(
    'what is out of sight is let go, and no piece is larger than the contract allows',
    async () => {
      for (const page of [200, 400, 600, 800]) await toPage(page);
      await quiet();
      expect(await desk.page.locator('canvas').count()).toBeLessThan(NEAR);
      expect(Math.max(...calls.reads.map(({ length }) => length))).toBeLessThanOrEqual(LARGEST_PIECE);
      expect(octetsOf(calls.reads)).toBeLessThan(4 * SHARE * size);
    },
  );

  test('a search counts pages; meanwhile pages are shown; stopped, it is as if there had been none', async () => {
    await look('Nothing of the kind');
    await counted(countOfPages).waitFor();
    await toPage(500);
    await look('Needle');
    await counted(countOfPages).waitFor();
    await desk.page.getByRole('button', { name: viewerWords.stopSearch.zh }).click();
    await expect.poll(() => desk.page.getByRole('search').getByRole('status').innerText()).toBe('');
    await expect.poll(() => calls.refusals('document.find').at(-1)).toBe('cancelled');
  });

  test.runIf(asksEveryCase)('a search finds the one page of a thousand and goes there', async () => {
    await look('Needle');
    await counted('1 / 1').waitFor({ timeout: 120_000 });
    await drawn(desk.page, 990).waitFor();
    // The search reads in a process of its own.
    expect(octetsOf(calls.reads)).toBeLessThan(SHARE * size);
  });

  test('changed while it is open, it shows no page any more and says why', async () => {
    await quiet();
    touch();
    await pageField().fill('300');
    await pageField().press('Enter');
    await changed().waitFor();
    expect(complaintsOf(desk)).toEqual([]);
  });

  test('changed or left while it opens, it leaves nothing behind that nobody caught', async () => {
    for (const isLeft of [false, true]) {
      await goTo(desk.page, 'workbench');
      const asked = new Promise<void>((resolve) => {
        calls.after('document.pageTree', () => resolve(touch()));
      });
      await begin();
      await asked;
      if (!isLeft) await changed().waitFor();
    }
    await goTo(desk.page, 'workbench');
    await sleep(1000);
    expect(complaintsOf(desk)).toEqual([]);
  });
});

const countOfPages = /^\d+ \/ 1000 页$/;

/** Chooses the file and waits for nothing of it. */
async function begin(): Promise<void> {
  await goTo(desk.page, 'seal');
  desk.choose(file);
  // The desk may still have the file from before on it.
  const button = (name: string): Locator => desk.page.getByRole('button', { name, exact: true });
  await button(sealWords.choose.zh).or(button(sealWords.chooseOther.zh)).click();
  await desk.page.locator('.desk').waitFor();
}

function touch(): void {
  const now = new Date();
  utimesSync(file, now, now);
}

function changed(): Locator {
  return desk.page.getByRole('alert').filter({ hasText: '改动' });
}

function pageField(): Locator {
  return desk.page.getByLabel(viewerWords.pageNumber.zh);
}

async function toPage(page: number): Promise<void> {
  await pageField().fill(String(page));
  await pageField().press('Enter');
  await drawn(desk.page, page).waitFor();
}

/** The page itself, not its thumbnail. */
function drawn(page: Page, number: number): Locator {
  return page.locator(`.page-desk [data-page="${number}"] canvas[data-drawn]`);
}

async function look(words: string): Promise<void> {
  const box = desk.page.getByRole('search').getByRole('textbox');
  await box.fill(words);
  await box.press('Enter');
}

function counted(text: string | RegExp): Locator {
  return desk.page.getByRole('search').getByRole('status').filter({ hasText: text });
}

/** Until the thumbnails have what they want. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== calls.reads.length;) {
    before = calls.reads.length;
    await sleep(1500);
  }
}

/** Reads that are neither of pages near the one that is shown nor of the file's frame: its head, and the table at its end. */
function strangers(reads: readonly Range[], shown: number): readonly Range[] {
  return reads.filter(({ offset, length }) => {
    const page = 1 + Math.floor(((offset + length / 2) / size) * PAGES);
    return offset > 0 && page < PAGES - 1 && Math.abs(page - shown) > NEAR;
  });
}
