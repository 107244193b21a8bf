/** Client of the document worker. A verification that is killed for its time or memory is an answer, and never a green one. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { sizeOf } from '../platform/file-byte-source.ts';
import { workerProcess, type WorkerProcess } from '../platform/worker-process.ts';
import type { VerificationReport } from '../verification/report.ts';
import { openLook, plannedLooks, withLooks } from '../verification/looks.ts';
import type { Placement } from '../domain/placement.ts';
import {
  darkGround,
  inspection,
  markPlan,
  type Inspection,
  type MarkPlan,
  type TrustInput,
} from './messages.ts';
import { unfinishedReport } from './unfinished-report.ts';

export interface VerifyOptions {
  readonly trust: TrustInput;
  readonly now: Date;
  readonly at?: Date;
  /** Latest time that was proven to this machine before; the clock may not be earlier. */
  readonly seenUntil?: Date;
}

export interface DocumentClient {
  /** Page count and warnings of a file that may be sealed. Errors: every refusal of the reader, `worker-*`. */
  inspect(file: string): Promise<Inspection>;
  /** What a viewer puts behind the file (pdf/page-tree-view.ts), base64; empty for a file that our reader refuses. */
  pageTree(file: string): Promise<string>;
  /** Starts the process, so that it is there when somebody has chosen a file. */
  prepare(): void;
  /** Where the marks of placements come to be. Errors: those of the reader, `placement-*`, `seam-*`, `worker-*`. */
  planMarks(
    file: string,
    placements: readonly Placement[],
    size: { readonly widthMm: number; readonly heightMm: number },
  ): Promise<MarkPlan>;
  /** Pages on which the marks lie on a dark ground; empty when that cannot be told: it is a hint and no more. */
  darkPages(
    file: string,
    placements: readonly Placement[],
    size: { readonly widthMm: number; readonly heightMm: number },
  ): Promise<number[]>;
  /** Errors: `file-not-readable` only. */
  verify(file: string, options: VerifyOptions): Promise<VerificationReport>;
  stop(): void;
}

/** Heap of the worker, MiB; the worker itself bounds all its memory (document-process.ts). */
const HEAP_MIB = 512;
/**
 * How long somebody waits for one file at the most, however busy the machine: the worker itself bounds its processor time
 * (document-process.ts), so this is for drives and machines that stand still. A slow USB drive reads 10 MB/s.
 */
const BASE_MS = 30_000;
const OCTETS_PER_MS = 10_000;
/** What drawing and comparing pages may add, on the clock on the wall; processor time bounds it (draw-looks.ts). */
const LOOKING_MS = 240_000;

/** Starts the worker with the first call. */
export function documentClient(): DocumentClient {
  const worker = workerProcess({
    name: '文件进程',
    entry: fileURLToPath(new URL('./document-process.ts', import.meta.url)),
    heapMiB: HEAP_MIB,
  });
  return {
    async inspect(file) {
      return inspection.parse(await worker.call({ name: 'inspect', file }, limitFor(file)));
    },
    prepare: () => worker.prepare(),
    async pageTree(file) {
      try {
        return z.base64().parse(await worker.call({ name: 'pageTree', file }, limitFor(file)));
      } catch (error) {
        // It only makes looking faster: a file that is refused is looked at more slowly.
        if (error instanceof BianyinError) return '';
        throw error;
      }
    },
    async planMarks(file, placements, { widthMm, heightMm }) {
      const request = { name: 'marks', file, placements, size: { widthMm, heightMm } };
      return markPlan.parse(await worker.call(request, limitFor(file)));
    },
    async darkPages(file, placements, { widthMm, heightMm }) {
      const request = { name: 'ground', file, placements, size: { widthMm, heightMm } };
      try {
        return darkGround.parse(await worker.call(request, limitFor(file)));
      } catch (error) {
        if (error instanceof BianyinError) return [];
        throw error;
      }
    },
    verify: (file, options) => verify(worker, file, options),
    stop: () => worker.stop(),
  };
}

async function verify(
  worker: WorkerProcess,
  file: string,
  options: VerifyOptions,
): Promise<VerificationReport> {
  const { now, at } = options;
  const trust = { ...options.trust, clockFloor: clockFloor(options) };
  const request = { name: 'verify', file, trust, now: now.toISOString(), at: at?.toISOString() ?? null };
  let early: VerificationReport | undefined;
  const keepEarly = (told: unknown): Promise<unknown> => {
    early = (told as { report: VerificationReport }).report;
    return Promise.resolve(true);
  };
  try {
    return (await worker.call(request, limitFor(file) + LOOKING_MS, keepEarly)) as VerificationReport;
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    if (error.code === 'worker-timeout' || error.code === 'worker-lost') {
      // The file was judged; what was not done is the drawing of its pages.
      if (early) return withLooks(early, plannedLooks(early).map(openLook));
      return unfinishedReport(sizeOf(file), now, 'RESOURCE_LIMIT');
    }
    if (error.code === 'internal') {
      // Nobody knows what an error that nobody foresaw has left behind.
      worker.stop();
      return unfinishedReport(sizeOf(file), now, 'ENGINE_ERROR');
    }
    throw error;
  }
}

function clockFloor({ trust, seenUntil }: VerifyOptions): string | null {
  const isLater = seenUntil && (trust.clockFloor === null || seenUntil > new Date(trust.clockFloor));
  return isLater ? seenUntil.toISOString() : trust.clockFloor;
}

function limitFor(file: string): number {
  return BASE_MS + Math.ceil(sizeOf(file) / OCTETS_PER_MS);
}
