/**
 * Looking at one large file in a window of the real host: how long its first page takes beside a file of three pages in the
 * same window, and what page and host take in memory, while it is open and after all its pages have gone by.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../../src-main/host-chromium/find-chromium.ts';
import { openChromiumHost } from '../../src-main/host-chromium/open-chromium-host.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { median, spread, timed, type BenchRow } from './bench-row.ts';
import { writeImagePdf } from './image-pdf.ts';
import type { BenchEnterprise } from './sandbox-enterprise.ts';

const PAGES = 1000;
/** First page of the large file, beside that of the small one. */
const AIM = 3;
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
  const host = await openChromiumHost({
    ...{ executable, bundle, home: homeDirectory(bench.home), isHeadless: true },
  });
  try {
    host.window.page.setDefaultTimeout(PATIENCE_MS);
    return await measure(host.window.page, files(bench, megabytes), rounds);
  } finally {
    host.close();
    await host.closed;
    rmSync(bundle, { recursive: true, force: true });
  }
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
    times.small.push((await timed(() => firstPage(page, small))).seconds);
    times.large.push((await timed(() => firstPage(page, large))).seconds);
  }
  const open = await settled(page);
  await passAll(page);
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
    {
      what: `first page of ${PAGES} pages, ${size} MB, from the choice on`,
      figure: median(times.large) / median(times.small),
      unit: '×',
      atMost: AIM,
      beside: `${spread(times.large)} s against ${spread(times.small)} s for three pages`,
    },
    memory(`${size} MB open`, open),
    memory('after all its thumbnails went by', passed),
  ];
}

/** Chooses a file on the sealing screen and waits for its first page. */
async function firstPage(page: Page, file: string): Promise<void> {
  await page.evaluate('location.hash = "workbench"');
  await page.locator('.seal-card').first().waitFor();
  await page.evaluate('location.hash = "seal"');
  page.once('filechooser', (chooser) => void chooser.setFiles([file]));
  await page.locator('.seal-empty .ant-btn-primary').click();
  await page.locator('.page-desk canvas[data-drawn]').waitFor();
}

async function passAll(page: Page): Promise<void> {
  const list = page.locator('.thumbnails');
  const last = list.locator('button').last();
  await list.hover();
  // As a person turns the wheel: one look at the list after the other, to its end.
  while (!(await last.evaluate(isSeen))) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(30);
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
