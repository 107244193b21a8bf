/**
 * Looking at one large file in windows of the real host: how long its first page takes beside a file of three pages, in the same
 * window and each in a window that has shown nothing yet; and what page and host take in memory, while it is open, while all its
 * pages go by and after that.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../../src-main/host-chromium/find-chromium.ts';
import { openChromiumHost } from '../../src-main/host-chromium/open-chromium-host.ts';
import { sealWords } from '../../src-renderer/i18n/seal-words.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { median, spread, timed, type BenchRow } from './bench-row.ts';
import { writeImagePdf } from './image-pdf.ts';
import type { BenchEnterprise } from './sandbox-enterprise.ts';

const PAGES = 1000;
/** First page of the large file, beside that of the small one: one second where three pages take a quarter of it. */
const AIM = 4;
/** A person looks for the file for at least this long; meanwhile the process that reads it starts. */
const CHOOSING_MS = 1500;
/** A window that somebody looks at before doing anything in it. */
const IDLE_MS = 2500;
/** Memory of the page process while all thumbnails go by, nothing collected by force, MB. */
const PEAK_AIM = 400;
/** A machine that does other things as well is slow, not broken. */
const PATIENCE_MS = 300_000;

interface Memory {
  /** Largest process that draws pages, MB. */
  readonly page: number;
  /** This process: host and application, MB. */
  readonly host: number;
}

/** Size in MB (10⁶ octets). No rows on a machine without Chromium. */
export async function benchViewer(
  bench: BenchEnterprise,
  megabytes: number,
  rounds: number,
): Promise<BenchRow[]> {
  const executable = findChromium();
  if (executable === null) {
    process.stderr.write('  no Chromium on this machine: the viewer is not measured\n');
    return [];
  }
  const bundle = mkdtempSync(join(tmpdir(), 'bianyin-bench-pages-'));
  await build({ logLevel: 'error', build: { outDir: bundle, emptyOutDir: true } });
  const made = files(bench, megabytes);
  const inWindow: InWindow = (home, work) => withWindow({ executable, bundle, home }, work);
  try {
    return [
      await benchFreshWindows(bench, made, rounds, inWindow),
      ...(await inWindow(bench.home, (page) => measure(page, made, rounds))),
    ];
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}

/** Work in the main window of the application over a home, which is closed afterwards. */
type InWindow = <T>(home: string, work: (page: Page) => Promise<T>) => Promise<T>;

interface WindowSetting {
  readonly executable: string;
  readonly bundle: string;
  readonly home: string;
}

async function withWindow<T>(
  { home, ...setting }: WindowSetting,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const host = await openChromiumHost({ ...setting, home: homeDirectory(home), isHeadless: true });
  try {
    host.window.page.setDefaultTimeout(PATIENCE_MS);
    return await work(host.window.page);
  } finally {
    host.close();
    await host.closed;
  }
}

/** Each file is the first that a window shows; every window has a home and a browser profile of its own. */
async function benchFreshWindows(
  { home, folder }: BenchEnterprise,
  { large, small }: Files,
  rounds: number,
  inWindow: InWindow,
): Promise<BenchRow> {
  const times = { large: [] as number[], small: [] as number[] };
  const first = async (file: string): Promise<number> => {
    const own = mkdtempSync(join(folder, 'fresh-'));
    cpSync(home, join(own, 'home'), { recursive: true });
    return inWindow(join(own, 'home'), async (page) => {
      await page.locator('.seal-card').first().waitFor();
      await page.waitForTimeout(IDLE_MS);
      return firstPage(page, file);
    });
  };
  for (let i = 0; i < rounds; i += 1) {
    times.small.push(await first(small));
    times.large.push(await first(large));
  }
  return timesRow(`first page of ${PAGES} pages in a fresh window, from the choice on`, times);
}

function timesRow(what: string, { large, small }: Readonly<Record<'large' | 'small', number[]>>): BenchRow {
  return {
    what,
    figure: median(large) / median(small),
    unit: '×',
    atMost: AIM,
    beside: `${spread(large)} s against ${spread(small)} s for three pages`,
  };
}

interface Files {
  readonly large: string;
  readonly small: string;
}

function files({ folder }: BenchEnterprise, megabytes: number): Files {
  const [large, small] = [join(folder, 'viewer-large.pdf'), join(folder, 'viewer-small.pdf')];
  const pageBytes = Math.round((megabytes * 1e6) / PAGES / 100) * 100;
  writeImagePdf(large, { pages: PAGES, pageBytes });
  writeImagePdf(small, { pages: 3, pageBytes });
  return { large, small };
}

async function measure(page: Page, { large, small }: Files, rounds: number): Promise<BenchRow[]> {
  await firstPage(page, small);
  const idle = await settled(page);
  const times = { large: [] as number[], small: [] as number[] };
  for (let i = 0; i < rounds; i += 1) {
    times.small.push(await firstPage(page, small));
    times.large.push(await firstPage(page, large));
  }
  const open = await settled(page);
  const peak = await peakWhile(() => passAll(page));
  const passed = await settled(page);
  const size = Math.round(statSync(large).size / 1e6);
  const memory = (what: string, { page: pages, host }: Memory): BenchRow => ({
    what: `memory of page and host above idle, ${what}`,
    figure: pages - idle.page + host - idle.host,
    unit: 'MB',
    atMost: size,
    beside: `page ${pages.toFixed(0)} MB, host ${host.toFixed(0)} MB; idle ${idle.page.toFixed(0)} and ${idle.host.toFixed(0)} MB`,
  });
  return [
    timesRow(`first page of ${PAGES} pages, ${size} MB, from the choice on`, times),
    memory(`${size} MB open`, open),
    {
      what: 'peak of the page process while all its thumbnails go by, nothing collected by force',
      figure: peak,
      unit: 'MB',
      atMost: PEAK_AIM,
      beside: `idle ${idle.page.toFixed(0)} MB`,
    },
    memory('after all its thumbnails went by', passed),
  ];
}

interface Marked {
  setAttribute(name: string, value: string): void;
}

const LEFT_DESK = 'data-left';
const chooseButton = new RegExp(`^(${sealWords.choose.zh}|${sealWords.chooseOther.zh})$`);

/** Chooses a file on the sealing screen, where another may lie, and waits for its first page. Returns the seconds from the choice on. */
async function firstPage(page: Page, file: string): Promise<number> {
  await page.evaluate('location.hash = "workbench"');
  await page.locator('.seal-card').first().waitFor();
  await page.evaluate('location.hash = "seal"');
  const choose = page.getByRole('button', { name: chooseButton }).first();
  await choose.waitFor();
  await page.evaluate(markDesk, LEFT_DESK);
  const chooser = page.waitForEvent('filechooser');
  await choose.click();
  const chosen = await chooser;
  await page.waitForTimeout(CHOOSING_MS);
  const drawn = async (): Promise<void> => {
    await chosen.setFiles([file]);
    await page.locator(`.desk:not([${LEFT_DESK}]) .page-desk canvas[data-drawn]`).waitFor();
  };
  return (await timed(drawn)).seconds;
}

/** Runs in the page: the desk that is there before the choice is not the one that is waited for. */
function markDesk(mark: string): void {
  const { document } = globalThis as unknown as {
    readonly document: { querySelector(of: string): Marked | null };
  };
  document.querySelector('.desk')?.setAttribute(mark, '');
}

async function passAll(page: Page): Promise<void> {
  const list = page.locator('.thumbnails');
  const last = list.locator('button').last();
  await list.hover();
  // As a person turns the wheel: one look at the list after the other, to its end; slow enough that they are drawn.
  while (!(await last.evaluate(isSeen))) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(250);
  }
}

/** Largest drawing process that was seen while something was done, MB. */
async function peakWhile(work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const look = (): void => void (peak = Math.max(peak, ...renderers(process.pid)));
  const timer = setInterval(look, 250);
  try {
    await work();
    return peak;
  } finally {
    clearInterval(timer);
  }
}

/** Runs in the page. */
function isSeen(element: { getBoundingClientRect(): { readonly top: number } }): boolean {
  const { innerHeight } = globalThis as unknown as { readonly innerHeight: number };
  return element.getBoundingClientRect().top < innerHeight;
}

/** After the garbage is collected: what is really held. */
async function settled(page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  await page.waitForTimeout(1500);
  globalThis.gc?.();
  return { page: Math.max(0, ...renderers(process.pid)), host: process.memoryUsage().rss / 1e6 };
}

/** Resident memory of the drawing processes below a process, MB. */
function renderers(root: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${name}/status`))?.[1]),
      kib: Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${name}/status`))?.[1] ?? 0),
      isRenderer: read(`/proc/${name}/cmdline`).includes('--type=renderer'),
    }));
  const below = (pid: number): typeof all =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root)
    .filter(({ isRenderer }) => isRenderer)
    .map(({ kib }) => (kib * 1024) / 1e6);
}

/** Processes come and go while we look. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
