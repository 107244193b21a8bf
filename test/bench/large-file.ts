/**
 * Sealing and verifying one large file through the permit gate and the document worker, in ratio to what the machine needs
 * for `openssl dgst -sm3` and `cp` of the same file, measured in turns with it; and the memory that both processes take.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AppSession } from '../../src-main/app/session.ts';
import { median, spread, timed, type BenchRow, type Timed } from './bench-row.ts';
import { writeImagePdf } from './image-pdf.ts';
import { peakOfChild } from './process-memory.ts';
import { approvedRequest, sealOnce, verifyGreen, type BenchEnterprise } from './sandbox-enterprise.ts';

const PAGE_BYTES = 1_047_600;
const SIGNER = 'signer-process';
const WORKER = 'document-process';

type Cost = Omit<Timed<unknown>, 'result'>;

interface Round {
  readonly reference: Cost;
  readonly digest: Cost;
  /** Written, its words read, approved. */
  readonly request: Cost;
  readonly seal: Cost;
  readonly sealAgain: Cost;
  readonly verify: Cost;
  readonly signerPeak: number;
  readonly workerPeak: number;
}

/** Sizes in MB (10⁶ octets). */
export async function benchLargeFile(
  bench: BenchEnterprise,
  megabytes: number,
  rounds: number,
): Promise<BenchRow[]> {
  const original = join(bench.folder, 'large.pdf');
  const pages = Math.max(1, Math.round((megabytes * 1e6) / PAGE_BYTES));
  writeImagePdf(original, { pages, pageBytes: PAGE_BYTES });
  const idle = await idlePeaks(bench);
  const done: Round[] = [];
  for (let i = 0; i < rounds; i += 1) done.push(await round(bench, original));
  rmSync(original);
  return rowsOf(done, idle, megabytes);
}

/** Everything once, with fresh processes, so that peaks belong to this round. */
async function round(bench: BenchEnterprise, original: string): Promise<Round> {
  const first = join(bench.folder, 'large-1.pdf');
  const second = join(bench.folder, 'large-2.pdf');
  const session = bench.session();
  try {
    await warm(session);
    const { digest, reference } = await referenceCost(bench, original);
    const { request, seal } = await sealCost(bench, session, original, first);
    const verify = await timed(() => verifyGreen(session, first));
    const { seal: sealAgain } = await sealCost(bench, session, first, second);
    const peaks = { signerPeak: peakOfChild(SIGNER), workerPeak: peakOfChild(WORKER) };
    return { reference, digest, request, seal, sealAgain, verify, ...peaks };
  } finally {
    session.stop();
    for (const file of [first, second]) rmSync(file, { force: true });
  }
}

async function sealCost(
  bench: BenchEnterprise,
  session: AppSession,
  file: string,
  output: string,
): Promise<Pick<Round, 'request' | 'seal'>> {
  const request = await timed(() => approvedRequest(bench, session, file));
  return { request, seal: await timed(() => sealOnce(bench, session, request.result, output)) };
}

/** Both processes have started and answered once. */
async function warm(session: AppSession): Promise<void> {
  await session.signer().listTokens();
  await session.documents.inspect(join(session.home.root, '..', 'small.pdf'));
}

async function idlePeaks(bench: BenchEnterprise): Promise<{ signer: number; worker: number }> {
  writeImagePdf(join(bench.folder, 'small.pdf'), { pages: 1, pageBytes: 300 });
  const session = bench.session();
  try {
    await warm(session);
    return { signer: peakOfChild(SIGNER), worker: peakOfChild(WORKER) };
  } finally {
    session.stop();
  }
}

/** `openssl dgst -sm3` alone, and with `cp` after it. */
async function referenceCost(
  bench: BenchEnterprise,
  file: string,
): Promise<{ digest: Cost; reference: Cost }> {
  const copy = join(bench.folder, 'copy.pdf');
  const digest = await timed(() => execFileSync('openssl', ['dgst', '-sm3', file]));
  const copied = await timed(() => execFileSync('cp', [file, copy]));
  rmSync(copy);
  const reference = {
    seconds: digest.seconds + copied.seconds,
    processor: digest.processor + copied.processor,
  };
  return { digest, reference };
}

function rowsOf(
  rounds: readonly Round[],
  idle: { signer: number; worker: number },
  megabytes: number,
): BenchRow[] {
  const of = (pick: (round: Round) => number): number[] => rounds.map(pick);
  const ratio = (what: string, pick: (round: Round) => Cost, atMost?: number): BenchRow => ({
    what: `${what}, ${megabytes} MB`,
    figure: median(rounds.map((each) => pick(each).seconds / each.reference.seconds)),
    unit: '×',
    ...(atMost === undefined ? {} : { atMost }),
    beside: `${spread(of((each) => pick(each).seconds))} s against ${spread(of((each) => each.reference.seconds))} s for openssl sm3 + cp`,
  });
  const worked = (what: string, pick: (round: Round) => Cost): BenchRow => ({
    what: `${what}, ${megabytes} MB, processor time`,
    figure: median(rounds.map((each) => pick(each).processor / each.digest.processor)),
    unit: '×',
    beside: `${spread(of((each) => pick(each).processor))} s against ${spread(of((each) => each.digest.processor))} s for openssl dgst -sm3`,
  });
  const digestRatio: BenchRow = {
    what: `verify in the document worker, ${megabytes} MB, beside the digest alone`,
    figure: median(rounds.map((each) => each.verify.seconds / each.digest.seconds)),
    unit: '×',
    beside: `${spread(of((each) => each.verify.seconds))} s against ${spread(of((each) => each.digest.seconds))} s for openssl dgst -sm3`,
  };
  const memory = (what: string, peak: number, base: number): BenchRow => ({
    what: `peak memory of the ${what} above idle`,
    figure: peak - base,
    unit: 'MB',
    atMost: 200,
    beside: `${peak.toFixed(0)} MB against ${base.toFixed(0)} MB`,
  });
  return [
    ratio('seal through the permit gate', (each) => each.seal, 2),
    ratio('verify in the document worker', (each) => each.verify, 2),
    digestRatio,
    ratio('second seal, on the sealed file', (each) => each.sealAgain),
    worked('request written and approved', (each) => each.request),
    worked('seal through the permit gate', (each) => each.seal),
    worked('verify in the document worker', (each) => each.verify),
    worked('second seal, on the sealed file', (each) => each.sealAgain),
    memory('signer', Math.max(...of((each) => each.signerPeak)), idle.signer),
    memory('document worker', Math.max(...of((each) => each.workerPeak)), idle.worker),
  ];
}
