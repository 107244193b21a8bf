/** Whether verification grows with the file and not faster: twice the pages or twice the revisions must not cost four times. */
import { join } from 'node:path';
import type { AppSession } from '../../src-main/app/session.ts';
import { timed, type BenchRow } from './bench-row.ts';
import { writeImagePdf } from './image-pdf.ts';
import { approvedRequest, sealOnce, verifyGreen, type BenchEnterprise } from './sandbox-enterprise.ts';

const PAGES = [500, 1000, 2000];
const SEALS = [12, 25, 50];
const RUNS = 5;

export async function benchGrowth(bench: BenchEnterprise): Promise<BenchRow[]> {
  const session = bench.session();
  try {
    const byPages = await pagesSeries(bench, session);
    const bySeals = await sealsSeries(bench, session);
    return [...rowsOf('pages', byPages), ...rowsOf('seals, one revision each', bySeals)];
  } finally {
    session.stop();
  }
}

interface Point {
  readonly count: number;
  readonly verify: number;
  readonly seal: number;
}

async function pagesSeries(bench: BenchEnterprise, session: AppSession): Promise<Point[]> {
  const points: Point[] = [];
  for (const count of PAGES) {
    const file = join(bench.folder, `pages-${count}.pdf`);
    writeImagePdf(file, { pages: count, pageBytes: 1000 });
    const output = join(bench.folder, `pages-${count}-sealed.pdf`);
    const again = join(bench.folder, `pages-${count}-again.pdf`);
    const seals = [await addSeal(bench, session, file, output), await addSeal(bench, session, file, again)];
    points.push({ count, seal: Math.min(...seals), verify: await verifySeconds(session, output) });
  }
  return points;
}

/** Seal upon seal on one file; verified on the way. */
async function sealsSeries(bench: BenchEnterprise, session: AppSession): Promise<Point[]> {
  const points: Point[] = [];
  let file = join(bench.folder, 'seals-0.pdf');
  writeImagePdf(file, { pages: 3, pageBytes: 1000 });
  const taken: number[] = [];
  for (let count = 1; count <= Math.max(...SEALS); count += 1) {
    const output = join(bench.folder, `seals-${count}.pdf`);
    taken.push(await addSeal(bench, session, file, output));
    if (SEALS.includes(count)) {
      points.push({
        count,
        seal: Math.min(...taken.slice(-3)),
        verify: await verifySeconds(session, output),
      });
    }
    file = output;
  }
  return points;
}

async function addSeal(
  bench: BenchEnterprise,
  session: AppSession,
  file: string,
  output: string,
): Promise<number> {
  const id = await approvedRequest(bench, session, file);
  return (await timed(() => sealOnce(bench, session, id, output))).seconds;
}

async function verifySeconds(session: AppSession, file: string): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < RUNS; i += 1) taken.push((await timed(() => verifyGreen(session, file))).seconds);
  // The best: here only the growth counts, and nothing but other work on the machine makes a run longer.
  return Math.min(...taken);
}

function rowsOf(what: string, points: readonly Point[]): BenchRow[] {
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return [];
  const all = points.map((each) => `${each.count}: ${(each.verify * 1000).toFixed(0)} ms`).join(', ');
  const seals = points.map((each) => `${each.count}: ${(each.seal * 1000).toFixed(0)} ms`).join(', ');
  const twice = { unit: '×', atMost: 3 } as const;
  return [
    { what: `verify, twice the ${what}`, figure: last.verify / before.verify, ...twice, beside: all },
    { what: `seal, twice the ${what}`, figure: last.seal / before.seal, ...twice, beside: seals },
  ];
}
