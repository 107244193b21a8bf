/** From starting the window to its first paint, beside the same host with a page that holds one word. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { findChromium } from '../../src-main/host-chromium/find-chromium.ts';
import { openChromiumHost } from '../../src-main/host-chromium/open-chromium-host.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { startWords } from '../../src-renderer/i18n/start-words.ts';
import { median, spread, type BenchRow } from './bench-row.ts';

/** "First paint within 1.5 × of the same host showing a blank page." */
const AIM = 1.5;

/** Seconds. */
interface Paint {
  /** From the start of the host to the first contentful paint. */
  readonly fromStart: number;
  /** From the beginning of the navigation to the first contentful paint. */
  readonly fromNavigation: number;
  /** From the start of the host until the application has drawn its first screen; null for the word. */
  readonly drawn: number | null;
}

/** Nothing where there is no Chromium. `folder` is the benchmark's own. */
export async function benchFirstPaint(folder: string, rounds: number): Promise<BenchRow[]> {
  const executable = findChromium();
  if (executable === null) return [];
  const pages = join(folder, 'renderer');
  await build({ logLevel: 'error', build: { outDir: pages, emptyOutDir: true } });
  const word = wordPage(folder);
  const ours: Paint[] = [];
  const theirs: Paint[] = [];
  // The first round warms the file cache for both; then in turns, so that the machine's moods fall on both.
  for (let round = 0; round <= rounds; round += 1) {
    const [a, b] = [
      await paint(executable, folder, pages, true),
      await paint(executable, folder, word, false),
    ];
    if (round === 0) continue;
    ours.push(a);
    theirs.push(b);
  }
  const ratio = (of: (paint: Paint) => number): number => median(ours.map(of)) / median(theirs.map(of));
  const beside = (of: (paint: Paint) => number): string =>
    `${spread(ours.map(of))} s beside ${spread(theirs.map(of))} s for one word`;
  const fromStart = ({ fromStart: seconds }: Paint): number => seconds;
  const fromNavigation = ({ fromNavigation: seconds }: Paint): number => seconds;
  const drawn = ({ drawn: seconds }: Paint): number => seconds ?? NaN;
  return [
    {
      what: 'first paint of the window, from its start',
      ...{ figure: ratio(fromStart), unit: '×', atMost: AIM, beside: beside(fromStart) },
    },
    {
      what: 'first paint, from the beginning of the navigation',
      ...{ figure: ratio(fromNavigation), unit: '×', beside: beside(fromNavigation) },
    },
    {
      what: 'start screen drawn by the application, from the start of the window',
      figure: median(ours.map(drawn)) / median(theirs.map(fromStart)),
      unit: '×',
      beside: `${spread(ours.map(drawn))} s beside the paint of one word`,
    },
  ];
}

async function paint(executable: string, folder: string, bundle: string, isOurs: boolean): Promise<Paint> {
  const home = homeDirectory(join(mkdtempSync(join(folder, 'paint-')), 'home'));
  const begun = Date.now();
  const host = await openChromiumHost({ executable, home, bundle, isHeadless: true });
  try {
    const { page } = host.window;
    const [origin, startTime] = await page.evaluate<[number, number]>(firstContentfulPaint);
    if (isOurs) await page.getByRole('heading', { name: startWords.title.zh }).waitFor();
    return {
      fromStart: (origin + startTime - begun) / 1000,
      fromNavigation: startTime / 1000,
      drawn: isOurs ? (Date.now() - begun) / 1000 : null,
    };
  } finally {
    host.close();
    await host.closed;
  }
}

/** Evaluated in the page: `[timeOrigin, startTime]`, ms. The entry may come a moment after the page has loaded. */
const firstContentfulPaint = `new Promise((resolve) => {
  const name = 'first-contentful-paint';
  const watch = new PerformanceObserver((list) => {
    const [entry] = list.getEntriesByName(name);
    if (entry) resolve([performance.timeOrigin, entry.startTime]);
  });
  watch.observe({ type: 'paint', buffered: true });
})`;

function wordPage(folder: string): string {
  const pages = join(folder, 'word');
  mkdirSync(pages);
  for (const name of ['index', 'pin'])
    writeFileSync(join(pages, `${name}.html`), '<!doctype html><html><head></head><body>word</body></html>');
  return pages;
}
