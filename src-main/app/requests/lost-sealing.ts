/**
 * What happened when the signer process died or was stopped in the middle of a sealing: its last word is missing, and the file
 * may lie there all the same. The journal and the disk are asked, and the person is told what is true (docs/adr/0007).
 */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { failedWith, type FailureWith } from '../../domain/errors/failed-with.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';
import { openMoment } from '../../home/home-moment.ts';
import { displayName } from '../../platform/display-name.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import type { SealResult } from '../../signer/answers.ts';
import type { JournalRow } from '../../store/journal-row.ts';
import type { Store } from '../../store/store.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';

interface Item {
  readonly requestId: string;
  readonly output: string;
}

/** How long the system is given to bury a killed process; until then its use counts as under way. */
const LOOKS = 60;
const PAUSE_MS = 50;

/**
 * Does the sealing; where its answer was lost, says what is on record.
 * Errors: those of the work; `sealed-without-receipt`, `sealing-interrupted`, `sealing-interrupted-file`, `sealing-outcome-unknown`.
 */
export async function withTruth<T>(session: AppSession, item: Item, work: () => Promise<T>): Promise<T> {
  const before = lastUseOf(session, item.requestId);
  try {
    return await work();
  } catch (error) {
    throw isLost(error) ? await whatHappened(session, item, before, error) : error;
  }
}

/** The same for several: what was sealed before the loss is sealed, each by its own record. */
export async function withTruthOfMany(
  session: AppSession,
  items: readonly Item[],
  work: () => Promise<SealResult[]>,
): Promise<SealResult[]> {
  const before = withMoment(session, ({ store }) =>
    items.map(({ requestId }) => lastUseIn(store, requestId)),
  );
  try {
    return await work();
  } catch (error) {
    if (!isLost(error)) throw error;
    const results: SealResult[] = [];
    for (const [i, item] of items.entries()) {
      const { code, detail } = await whatHappened(session, item, before[i] ?? 0, error);
      results.push({ ok: false, requestId: item.requestId, code, detail: { ...detail } });
    }
    return results;
  }
}

/** Whether a worker was lost or stopped, so that its answer is missing. */
export function isLost(error: unknown): error is FailureWith<'worker-lost' | 'worker-timeout'> {
  return failedWith(error, 'worker-lost', 'worker-timeout');
}

async function whatHappened(
  session: AppSession,
  { requestId, output }: Item,
  before: number,
  lost: BianyinError,
): Promise<BianyinError> {
  const end = await endOfUse(session, requestId, before);
  const detail = { id: requestId, file: displayName(output) };
  const told = (code: ErrorCode): BianyinError => new BianyinError(code, detail, { cause: lost });
  // Nothing was spent, or it was given back: nothing was sealed, as the first error says.
  if (end === null || end.event === 'use-returned') return lost;
  if (end.event === 'use-spent' || end.event === 'file-missing') return told('sealing-outcome-unknown');
  if (end.event !== 'use-completed') {
    return told(existsSync(output) ? 'sealing-interrupted-file' : 'sealing-interrupted');
  }
  return told(
    (await sealedAs(output)) === end.entry.sealedSm3 ? 'sealed-without-receipt' : 'sealing-outcome-unknown',
  );
}

/** The newest row of a use that began after `before`; null when none began. Waits until it has ended, but not for ever. */
async function endOfUse(session: AppSession, requestId: string, before: number): Promise<JournalRow | null> {
  let last: JournalRow | null = null;
  for (let look = 0; look < LOOKS; look++) {
    // Reading the home says what became of uses whose process is gone.
    last = usesOf(session, requestId).findLast(({ useNumber }) => (useNumber ?? 0) > before) ?? null;
    if (last?.event !== 'use-spent') return last;
    await sleep(PAUSE_MS);
  }
  return last;
}

function lastUseOf(session: AppSession, requestId: string): number {
  return withMoment(session, ({ store }) => lastUseIn(store, requestId));
}

function lastUseIn(store: Pick<Store, 'journal'>, requestId: string): number {
  const numbers = store.journal({ requestId }).map(({ useNumber }) => useNumber ?? 0);
  return Math.max(0, ...numbers);
}

function usesOf(session: AppSession, requestId: string): JournalRow[] {
  const moment = openMoment(session.home.root, session.now());
  try {
    return moment.store.journal({ requestId }).filter(({ event }) => /^(use|file)-/.test(event));
  } finally {
    moment.close();
  }
}

/** Hex SM3 of the file; null when it cannot be read (any more). */
async function sealedAs(output: string): Promise<string | null> {
  try {
    const source = openFileSource(output);
    try {
      return await sm3OfSource(source);
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}
