/** Verifies many files at once: as many worker processes as there are cores, one file in each, results in the order of the files. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import {
  documentClient,
  type DocumentClient,
  type VerifyOptions,
} from '../../../document-worker/document-client.ts';
import { engineVersion } from '../../../domain/engine-version.ts';
import { resultOfError, resultOfReport, type FileResult } from '../../../report/result-table.ts';
import type { AppSession } from '../../session.ts';
import { verificationOptions, verifyFile } from '../verify-files.ts';
import { batchKey } from './batch-key.ts';
import { batchBasis, openBatchState, type BatchState } from './batch-state.ts';
import type { ListedDocument } from './list-documents.ts';

export interface BatchInput {
  readonly documents: readonly ListedDocument[];
  readonly trust: readonly string[];
  readonly at?: Date;
  /** Where progress is kept; without one the batch begins anew each time. */
  readonly stateFile?: string;
  readonly workers?: number;
  /** Starts a worker; tests put one here that is late. */
  readonly openClient?: () => DocumentClient;
}

export interface BatchHooks {
  /** After each file; `reused`: it was verified by an earlier run. */
  onResult?(progress: BatchProgress, result: FileResult, reused: boolean): void;
  /** Asked before each file; the files under way are finished. */
  isStopped?(): boolean;
}

export interface BatchProgress {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Files a second of this run; 0 until there is one. */
  readonly perSecond: number;
}

export interface BatchOutcome {
  /** By the index of the document; undefined was not reached. */
  readonly results: readonly (FileResult | undefined)[];
  readonly reused: number;
  readonly isComplete: boolean;
}

/** Errors: `trust-file-malformed`, `batch-state-*`. A file that cannot be read is a result. */
export async function runBatch(
  session: AppSession,
  input: BatchInput,
  hooks: BatchHooks = {},
): Promise<BatchOutcome> {
  const { documents, trust, at, stateFile } = input;
  const options = await verificationOptions(session, { trust, ...(at ? { at } : {}) });
  const basis = batchBasis(engineVersion, options.trust, at, options.registerSm3);
  const state =
    stateFile === undefined ? null : openBatchState(stateFile, { basis, key: batchKey(session.home) });
  const count = Math.max(1, Math.min(input.workers ?? availableParallelism(), documents.length));
  const { openClient = documentClient } = input;
  const clients = Array.from({ length: count }, () => openClient());
  const tally = startTally(documents.length, session.now());
  const results: (FileResult | undefined)[] = [];
  let next = 0;
  try {
    await Promise.all(
      clients.map(async (client) => {
        for (;;) {
          const index = next++;
          const document = documents[index];
          if (!document || hooks.isStopped?.() === true) return;
          const now = session.now();
          const known = await knownResult(state, document, now);
          const result = known ?? (await verifyOne(client, document, { ...options, now }));
          if (!known) state?.keep(resolve(document.path), result);
          results[index] = result;
          hooks.onResult?.(tally.count(result, known !== null, session.now()), result, known !== null);
        }
      }),
    );
    const isStopped = (): boolean => hooks.isStopped?.() === true;
    const again = (): VerifyOptions => ({ ...options, now: session.now() });
    await tryAgainAlone(clients[0], { documents, results, isStopped }, again, state);
  } finally {
    for (const client of clients) client.stop();
    state?.close();
  }
  return { results, reused: tally.reused(), isComplete: documents.every((_, i) => results[i] !== undefined) };
}

/** Files that ran into the limit are tried again at the most; more of them are an attack, not a busy machine. */
const MOST_AGAIN = 20;

interface Unfinished {
  readonly documents: readonly ListedDocument[];
  readonly results: (FileResult | undefined)[];
  readonly isStopped: () => boolean;
}

/** A time limit is of the clock: a file that met it beside others, or while its worker was starting, gets one try alone. */
async function tryAgainAlone(
  client: DocumentClient | undefined,
  { documents, results, isStopped }: Unfinished,
  options: () => VerifyOptions,
  state: BatchState | null,
): Promise<void> {
  const late = results.flatMap((result, i) => (result?.codes.includes('RESOURCE_LIMIT') ? [i] : []));
  for (const index of late.length > MOST_AGAIN ? [] : late) {
    const document = documents[index];
    if (!client || !document || isStopped()) return;
    const result = await verifyOne(client, document, options());
    state?.keep(resolve(document.path), result);
    results[index] = result;
  }
}

async function knownResult(
  state: BatchState | null,
  { path, name }: ListedDocument,
  now: Date,
): Promise<FileResult | null> {
  const known = await state?.known(resolve(path), now);
  return known ? { ...known, name } : null;
}

async function verifyOne(
  client: DocumentClient,
  { path, name }: ListedDocument,
  options: VerifyOptions,
): Promise<FileResult> {
  const found = await verifyFile(client, path, options);
  if ('report' in found) return resultOfReport(name, found.report);
  return resultOfError(name, found.error, { now: options.now, engine: engineVersion });
}

/** What was reused does not count for the speed. */
function startTally(total: number, began: Date) {
  let done = 0;
  let failed = 0;
  let reused = 0;
  return {
    reused: () => reused,
    count({ level }: FileResult, isReused: boolean, now: Date): BatchProgress {
      done += 1;
      if (level === 'FAIL') failed += 1;
      if (isReused) reused += 1;
      const seconds = (now.getTime() - began.getTime()) / 1000;
      const perSecond = seconds > 0 ? (done - reused) / seconds : 0;
      return { done, total, failed, perSecond };
    },
  };
}
